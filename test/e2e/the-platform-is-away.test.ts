import { describe, expect, test } from '@jest/globals';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { allDelivered, reportOf } from '../support/delivery-report.ts';
import { begun, sessionIn } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

const delivery: Partial<DeliveryLimits> = {
  firstLookMs: 100,
  proofAfterMs: { answered: 500, 'cut-off': 700, 'owner-dead': 900 },
  confirmMs: 100,
  watchMs: [400, 1_200],
};
const world = worldForEachTest({ delivery });

const strike = (time: string) => world().clock.moveTo(new Date(`2026-12-01T${time}:00+01:00`));
const report = () => reportOf(world());
const phases = () => sessionIn(world()).firstWords();
const tries = (method: string) => world().slack.traffic.filter(({ name }) => name === method).length;

describe('Slack refuses every connection', () => {
  test('once the bot has started: it has asked who it is, once, and no call is on its way', async () => {
    const { slack } = world();
    await world().settled();
    expect(slack.traffic.map(({ name }) => name)).toEqual(['auth.test']);
  });

  test('for an hour: what is worth saying afterwards is said once, and nothing is replayed', async () => {
    const { slack } = world();
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    slack.faults.always('*', { kind: 'reset', when: 'before' });
    for (const time of ['10:03', '10:09', '10:13', '10:15', '11:03']) {
      const before = tries('chat.postMessage') + tries('chat.update');
      strike(time);
      await slack.until(() => tries('chat.postMessage') + tries('chat.update') > before);
    }
    expect(phases()).toEqual(['1']);

    slack.faults.clear();
    await allDelivered(world());

    expect(phases()).toEqual(['1', 'Spot']);
    expect(session.card().plainText).toContain('done 10:15');
    expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [] });
  });
});

describe('Slack does not let the bot look', () => {
  test('because history is down: a doubt waits until it is back, and nothing is doubled', async () => {
    const { slack } = world();
    await begun(world(), 'Ben', 'Caro', 'Dev');
    slack.faults.always('conversations.replies', { kind: '5xx', when: 'before' });
    slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' });
    strike('10:03');
    await slack.until(() => tries('conversations.replies') >= 3);
    expect((await report()).unknown).toMatchObject([{ kind: 'prompt-2' }]);

    slack.faults.clear();
    await allDelivered(world());

    expect(phases()).toEqual(['1', '2']);
    expect((await report()).settling).toMatchObject({ resends: 0, copiesRemoved: 0 });
  });

  test('but once in a while: doubts are settled one after the other', async () => {
    const { slack } = world();
    await begun(world(), 'Ben', 'Caro', 'Dev');
    slack.faults.next('conversations.replies', { kind: '429', retryAfter: 2 }, 2);
    slack.faults.next('chat.postMessage', { kind: '5xx', when: 'after' });
    strike('10:03');

    await allDelivered(world());

    expect(tries('conversations.replies')).toBeGreaterThanOrEqual(3);
    expect(phases()).toEqual(['1', '2']);
    expect((await report()).settling).toMatchObject({ resends: 0 });
  });
});

test('Slack puts a post off without saying for how long: it stands a moment later, and was never in doubt', async () => {
  const { slack, log } = world();
  await begun(world(), 'Ben', 'Caro', 'Dev');
  slack.faults.next('chat.postMessage', { kind: '429' });
  strike('10:03');

  await slack.until(() => phases().length === 2, { because: 'the prompt comes in the end' });
  await allDelivered(world());

  expect(phases()).toEqual(['1', '2']);
  expect(tries('conversations.replies')).toBe(0);
  expect(log.filter(({ text }) => text.includes('nobody knows'))).toEqual([]);
});

describe('Slack answers with garbage', () => {
  test.each([
    ['and has made it', { kind: 'garbage', when: 'after' }],
    ['and has not made it', { kind: 'garbage', when: 'before' }],
  ] as const)('%s: it stands once', async (_, fault) => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', fault);
    strike('10:03');

    await allDelivered(world());
    await world().slack.until(() => phases().length === 2, { because: 'the prompt comes in the end' });

    expect(phases()).toEqual(['1', '2']);
  });
});
