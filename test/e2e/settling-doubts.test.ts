import { describe, expect, test } from '@jest/globals';
import { type DeliveryLimits, deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { readDeliveryReport } from '../../src/postgres/report.ts';
import { tap } from '../../src/sandbox/demo/stage.ts';
import type { Fault, LocalSlack } from '../../src/sandbox/slack/control.ts';
import { begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { openWorld, people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';

/** Everything in a tenth of the time. */
const delivery: Partial<DeliveryLimits> = {
  firstLookMs: 100,
  proofAfterMs: { answered: 500, 'cut-off': 700, 'owner-dead': 900 },
  confirmMs: 100,
  watchMs: [400, 1_200, 8_000],
  evidenceMs: { ...deliveryLimits.evidenceMs, card: 1_500, 'prompt-2': 1_500 },
};
const world = worldForEachTest({ delivery });

const moveTo = (time: string) => world().moveTo(day, time);
const report = () => readDeliveryReport(world().database.pool, world().clock.now());
const settling = async () => (await report()).settling;
const callsTo = ({ traffic }: LocalSlack, method: string) => traffic.filter(({ name }) => name === method);
const callsOf = (method: string) => callsTo(world().slack, method);
const posts = () => callsOf('chat.postMessage').length;
const phasesIn = () =>
  sessionIn(world())
    .thread()
    .map(({ plainText }) => plainText.split(' ')[0]);

/** Resolves when the ledger holds no doubt any more, and what follows from that is done. */
const settled = async (): Promise<void> => {
  do await world().settled();
  while ((await report()).unknown.length > 0);
  await world().settled();
};

describe('a post of which nobody knows whether Slack made it', () => {
  const accepted: [string, Fault][] = [
    ['an error', { kind: '5xx', when: 'after' }],
    ['a broken connection', { kind: 'reset', when: 'after' }],
    ['nothing at all', { kind: 'hang', when: 'after' }],
  ];
  test.each(accepted)('is found where Slack made it and answered with %s', async (_, fault) => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    const before = posts();
    world().slack.faults.next('chat.postMessage', fault);

    await moveTo('10:03');
    await settled();

    expect(phasesIn()).toEqual(['1', '2']);
    expect(posts() - before).toBe(1);
    expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [] });
    expect(await settling()).toMatchObject({ resends: 0, copiesRemoved: 0, unsettled: 0 });
    await moveTo('10:09');
    expect(phasesIn()).toEqual(['1', '2', '3']);
  });

  const lost: [string, Fault][] = [
    ['an error', { kind: '5xx', when: 'before' }],
    ['a broken connection', { kind: 'reset', when: 'before' }],
    ['nothing at all', { kind: 'hang', when: 'before' }],
  ];
  test.each(lost)('is made again where Slack did not and answered with %s', async (_, fault) => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    const before = posts();
    world().slack.faults.next('chat.postMessage', fault);

    await moveTo('10:03');
    await settled();
    await world().slack.until(() => phasesIn().length === 2, { because: 'the prompt is posted again' });

    expect(phasesIn()).toEqual(['1', '2']);
    expect(posts() - before).toBe(2);
    expect(await settling()).toMatchObject({ resends: 1, blindResends: 0, copiesRemoved: 0 });
  });

  test('is not made again while history only lags behind', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', { kind: '5xx', when: 'after' });
    world().slack.faults.lagHistory(450);

    await moveTo('10:03');
    await settled();

    expect(phasesIn()).toEqual(['1', '2']);
    expect(await settling()).toMatchObject({ resends: 0 });
  });

  test('and which Slack makes late, after it was made again, is removed and counted', async () => {
    const [ben] = people(world(), 'Ben');
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', { kind: 'reset', when: { afterMs: 4_000 } });

    await moveTo('10:03');
    await world().slack.until(() => phasesIn().length === 2, { because: 'the prompt is posted again' });
    await world().slack.until(() => phasesIn().length === 3, { because: 'the first post arrives late' });
    await world().slack.until(() => phasesIn().length === 2, { because: 'the copy is removed' });
    await world().slack.until(() => callsOf('chat.delete').length === 1);
    await world().settled();

    const { resends, copiesRemoved, longestCopyMs } = await settling();
    expect({ resends, copiesRemoved }).toEqual({ resends: 1, copiesRemoved: 1 });
    expect(longestCopyMs).toBeGreaterThan(0);
    expect(longestCopyMs).toBeLessThan(8_500);
    await tap(world(), ben, 'Nothing to add', { in: session.prompt(2) });
  });

  test('holds up those that follow it in the thread, and they come in their order', async () => {
    await planned(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', { kind: '5xx', when: 'before' });

    await moveTo('09:50');
    await settled();
    await world().slack.until(() => sessionIn(world()).findCard(), { because: 'the card is posted again' });
    await moveTo('10:00');

    expect(phasesIn()).toEqual(['1']);
    expect(sessionIn(world()).card().plainText).toContain('[Join]');
  });

  test('leads from the card once it is found', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' });

    await moveTo('10:03');
    await settled();
    await world().settled();

    const ts = session.prompt(2).ts.replace('.', '');
    expect(JSON.stringify(session.card().blocks)).toContain(`/p${ts}`);
  });

  test('reaches the lead’s desk once', async () => {
    await planned(world(), 'Ben', 'Caro', 'Dev');
    const { id } = world().slack.directChannel('Ana');
    const toAna = ({ channel }: Record<string, unknown>) => channel === id || channel === 'U0ANA';
    world().slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' }, 1, toAna);

    await moveTo('09:50');
    await settled();

    const desks = world()
      .slack.directMessages('Ana')
      .filter(({ text, deletedAt }) => text.startsWith('You lead') && deletedAt === undefined);
    expect(desks).toHaveLength(1);
    expect(await settling()).toMatchObject({ resends: 0 });
  });

  test('that only one member sees is given up: it leaves no trace', async () => {
    const [ben] = people(world(), 'Ben');
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    for (const time of ['10:03', '10:09']) await moveTo(time);
    await tap(world(), ben, 'Scan the computer', { in: session.prompt(3) });
    world().slack.faults.next('chat.postEphemeral', { kind: 'reset', when: 'after' });
    const before = callsOf('chat.postEphemeral').length;

    await moveTo('10:12');
    await settled();

    expect(callsOf('chat.postEphemeral').length - before).toBe(1);
    expect(await settling()).toMatchObject({ resends: 0, unsettled: 1 });
  });
});

describe('without the history scopes', () => {
  const revokeHistory = () => {
    const { slack } = world();
    slack.scopes = slack.scopes.filter((scope) => !scope.endsWith(':history'));
  };

  test('a prompt waits for half its life and is then posted once more', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    revokeHistory();
    const before = posts();
    world().slack.faults.next('chat.postMessage', { kind: '5xx', when: 'before' });

    const began = performance.now();
    await moveTo('10:03');
    await world().slack.until(() => phasesIn().length === 2, { because: 'the prompt is posted again' });

    expect(performance.now() - began).toBeGreaterThan(1_500);
    expect(posts() - before).toBe(2);
    await world().settled();
    expect(await settling()).toMatchObject({ resends: 1, blindResends: 1 });
  });

  test('a press on its button settles it', async () => {
    const [ben] = people(world(), 'Ben');
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    revokeHistory();
    const before = posts();
    world().slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' });
    await moveTo('10:03');
    expect((await report()).unknown).toMatchObject([{ kind: 'prompt-2' }]);

    await tap(world(), ben, 'Nothing to add', { in: session.prompt(2) });
    await settled();

    expect(posts() - before).toBe(1);
    expect(await settling()).toMatchObject({ resends: 0 });
    const ts = session.prompt(2).ts.replace('.', '');
    await world().slack.until(() => JSON.stringify(session.card().blocks).includes(`/p${ts}`), {
      because: 'the card leads to the prompt now',
    });
  });

  test('the recap is never posted twice: the card is edited instead', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    for (const time of ['10:03', '10:09', '10:13']) await moveTo(time);
    revokeHistory();
    const before = posts();
    world().slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' });

    await moveTo('10:15');
    await settled();
    await world().settled();

    expect(posts() - before).toBe(1);
    expect(session.findRecap()).toBeDefined();
    expect(await settling()).toMatchObject({ resends: 0, unsettled: 1 });
    expect(await report()).toMatchObject({ unknown: [], refused: [], due: 0 });
    expect(session.card().plainText).toContain('[Read the recap]');
  });
});

test('with message events the bot’s own message settles its doubt', async () => {
  const eventful = await openWorld(world().database, { delivery, messageEvents: true });
  try {
    const { slack } = eventful;
    await begun(eventful, 'Ben', 'Caro', 'Dev');
    slack.faults.next('chat.postMessage', { kind: 'hang', when: 'after' });
    await eventful.moveTo(day, '10:03');

    expect(await report()).toMatchObject({ due: 0, unknown: [], settling: { resends: 0 } });
    expect(callsTo(slack, 'conversations.replies')).toEqual([]);
    expect(sessionIn(eventful).thread()).toHaveLength(2);
  } finally {
    await eventful.stop();
  }
});
