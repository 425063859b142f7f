import { describe, expect, test } from '@jest/globals';
import { type DeliveryLimits, deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { tap } from '../../src/sandbox/demo/stage.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { allDelivered, reportOf } from '../support/delivery-report.ts';
import { begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { type AnyWorld, locally, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';

/** Everything in a tenth of the time. */
const delivery: Partial<DeliveryLimits> = {
  firstLookMs: 100,
  proofAfterMs: { answered: 500, 'cut-off': 700, 'owner-dead': 900 },
  confirmMs: 100,
  watchMs: [400, 1_200, 8_000],
  evidenceMs: { ...deliveryLimits.evidenceMs, card: 1_500, 'prompt-2': 1_500 },
};
const settlingOf = async (world: AnyWorld) => (await reportOf(world)).settling;
const phasesOf = (world: AnyWorld) => sessionIn(world).firstWords();

/** What goes wrong on every platform alike. */
type Failure = { kind: '5xx' | 'reset' | 'hang'; when: 'before' | 'after' | { afterMs: number } };

/** The next card, or the next message below one, goes wrong. */
const failsNext = (world: AnyWorld, what: 'card' | 'reply', fault: Failure): void =>
  locally(world, {
    slack: ({ faults }) => faults.next('chat.postMessage', fault),
    teams: ({ faults }) => faults.next(what === 'card' ? 'createConversation' : 'sendToConversation', fault),
  });
/** Slack lets the bot read no history any more; Teams never does. */
const nobodyCanLook = (world: AnyWorld): void =>
  locally(world, {
    slack: (slack) => {
      slack.scopes = slack.scopes.filter((scope) => !scope.endsWith(':history'));
    },
    teams: () => {},
  });
const countCalls = ({ platform }: AnyWorld, ...names: string[]) =>
  platform.traffic.filter(({ name }) => names.includes(name)).length;
const countPosts = (world: AnyWorld) => countCalls(world, 'chat.postMessage', 'sendToConversation');
const countRemovals = (world: AnyWorld) => countCalls(world, 'chat.delete', 'deleteActivity');
const callsTo = ({ traffic }: LocalSlack, method: string) => traffic.filter(({ name }) => name === method);

onEachPlatform(
  (world) => {
    const posts = () => countPosts(world());

    describe('without a history to look into', () => {
      test('a prompt waits for half its life and is then posted once more', async () => {
        await begun(world(), 'Ben', 'Caro', 'Dev');
        nobodyCanLook(world());
        const before = posts();
        failsNext(world(), 'reply', { kind: '5xx', when: 'before' });

        const began = performance.now();
        await world().moveTo(day, '10:03');
        await world().platform.until(() => phasesOf(world()).length === 2, {
          because: 'the prompt is posted again',
        });

        expect(performance.now() - began).toBeGreaterThan(1_500);
        expect(posts() - before).toBe(2);
        await world().settled();
        expect(await settlingOf(world())).toMatchObject({ resends: 1, blindResends: 1 });
      });

      test('the recap is never posted twice: the card is edited instead', async () => {
        const session = await begun(world(), 'Ben', 'Caro', 'Dev');
        for (const time of ['10:03', '10:09', '10:13']) await world().moveTo(day, time);
        nobodyCanLook(world());
        const before = posts();
        failsNext(world(), 'reply', { kind: 'reset', when: 'after' });

        await world().moveTo(day, '10:15');
        await allDelivered(world());

        expect(posts() - before).toBe(1);
        expect(session.findRecap()).toBeDefined();
        expect(await settlingOf(world())).toMatchObject({ resends: 0, unsettled: 1 });
        expect(await reportOf(world())).toMatchObject({ unknown: [], refused: [], due: 0 });
        expect(session.card().plainText).toContain('done 10:15');
      });
    });
  },
  { delivery },
);

onEachPlatform(
  (world) => {
    describe('without a history to look into', () => {
      test('a press on its button settles it', async () => {
        const [ben] = people(world(), 'Ben');
        const session = await begun(world(), 'Ben', 'Caro', 'Dev');
        nobodyCanLook(world());
        const before = countPosts(world());
        failsNext(world(), 'reply', { kind: 'reset', when: 'after' });
        await world().moveTo(day, '10:03');
        expect((await reportOf(world())).unknown).toMatchObject([{ kind: 'prompt-2' }]);

        await tap(world(), ben, 'Nothing to add', { in: session.prompt(2) });
        await allDelivered(world());

        expect(countPosts(world()) - before).toBe(1);
        expect(await settlingOf(world())).toMatchObject({ resends: 0 });
        const { url } = await ben.click('Join', { in: session.card() });
        expect(url).toContain(session.prompt(2).id.replace('.', ''));
      });
    });
  },
  // The press comes while evidence is waited for, however long the machine stands still before.
  { delivery: { ...delivery, evidenceMs: deliveryLimits.evidenceMs } },
);

onEachPlatform(
  (world) => {
    const moveTo = (time: string) => world().moveTo(day, time);
    const report = () => reportOf(world());
    const phasesIn = () => phasesOf(world());
    const settled = () => allDelivered(world());
    const comesAgain = () =>
      world().platform.until(() => phasesIn().length === 2, { because: 'the prompt is posted again' });
    const posts = () => countPosts(world());

    describe('a post of which nobody knows whether it was made', () => {
      const failures: [string, Failure['kind']][] = [
        ['an error', '5xx'],
        ['a broken connection', 'reset'],
        ['nothing at all', 'hang'],
      ];
      test.each(failures)('is found where it was made and answered with %s', async (_, kind) => {
        await begun(world(), 'Ben', 'Caro', 'Dev');
        const before = posts();
        failsNext(world(), 'reply', { kind, when: 'after' });

        await moveTo('10:03');
        await settled();

        expect(phasesIn()).toEqual(['1', '2']);
        expect(posts() - before).toBe(1);
        expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [] });
        expect(await settlingOf(world())).toMatchObject({ resends: 0, copiesRemoved: 0, unsettled: 0 });
        await moveTo('10:09');
        expect(phasesIn()).toEqual(['1', '2', '3']);
      });

      test.each(failures)('is made again where it was not and answered with %s', async (_, kind) => {
        await begun(world(), 'Ben', 'Caro', 'Dev');
        const before = posts();
        failsNext(world(), 'reply', { kind, when: 'before' });

        await moveTo('10:03');
        await settled();
        await comesAgain();

        expect(phasesIn()).toEqual(['1', '2']);
        expect(posts() - before).toBe(2);
        expect(await settlingOf(world())).toMatchObject({ resends: 1, blindResends: 0, copiesRemoved: 0 });
      });

      test('and which is made late, after it was made again, is removed and counted', async () => {
        const [ben] = people(world(), 'Ben');
        const session = await begun(world(), 'Ben', 'Caro', 'Dev');
        failsNext(world(), 'reply', { kind: 'reset', when: { afterMs: 4_000 } });

        await moveTo('10:03');
        await comesAgain();
        await world().platform.until(() => phasesIn().length === 3, {
          because: 'the first post arrives late',
        });
        await world().platform.until(() => phasesIn().length === 2, { because: 'the copy is removed' });
        await world().platform.until(() => countRemovals(world()) === 1);
        await world().settled();

        const { resends, copiesRemoved, longestCopyMs } = await settlingOf(world());
        expect({ resends, copiesRemoved }).toEqual({ resends: 1, copiesRemoved: 1 });
        expect(longestCopyMs).toBeGreaterThan(0);
        expect(longestCopyMs).toBeLessThan(8_500);
        await tap(world(), ben, 'Nothing to add', { in: session.prompt(2) });
      });

      test('holds up those that follow it in the thread, and they come in their order', async () => {
        await planned(world(), 'Ben', 'Caro', 'Dev');
        failsNext(world(), 'card', { kind: '5xx', when: 'before' });

        await moveTo('09:50');
        await settled();
        await world().platform.until(() => sessionIn(world()).findCard(), {
          because: 'the card is posted again',
        });
        await moveTo('10:00');

        expect(phasesIn()).toEqual(['1']);
        expect(sessionIn(world()).card().plainText).toContain('Join');
      });
    });
  },
  { delivery, readsMessages: true },
);

describe('on Slack', () => {
  const world = worldForEachTest({ delivery });

  const moveTo = (time: string) => world().moveTo(day, time);
  const settling = () => settlingOf(world());
  const phasesIn = () => phasesOf(world());
  const settled = () => allDelivered(world());
  const callsOf = (method: string) => callsTo(world().slack, method);

  describe('a post of which nobody knows whether Slack made it', () => {
    test('is not made again while history only lags behind', async () => {
      await begun(world(), 'Ben', 'Caro', 'Dev');
      world().slack.faults.next('chat.postMessage', { kind: '5xx', when: 'after' });
      world().slack.faults.lagHistory(450);

      await moveTo('10:03');
      await settled();

      expect(phasesIn()).toEqual(['1', '2']);
      expect(await settling()).toMatchObject({ resends: 0 });
    });

    test('leads from the card once it is found', async () => {
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      world().slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' });

      await moveTo('10:03');
      await settled();

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
});

describe('on Slack, with message events,', () => {
  const world = worldForEachTest({ delivery, messageEvents: true });

  test('the bot’s own message settles its doubt', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', { kind: 'hang', when: 'after' });
    await world().moveTo(day, '10:03');

    expect(await reportOf(world())).toMatchObject({ due: 0, unknown: [], settling: { resends: 0 } });
    expect(callsTo(world().slack, 'conversations.replies')).toEqual([]);
    expect(phasesOf(world())).toEqual(['1', '2']);
  });
});
