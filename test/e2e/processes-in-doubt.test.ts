import { describe, expect } from '@jest/globals';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { tap } from '../../src/sandbox/demo/stage.ts';
import type { Fault } from '../../src/sandbox/slack/control.ts';
import { testOnServer } from '../support/database.ts';
import { allDelivered, reportOf } from '../support/delivery-report.ts';
import { begun, sessionIn } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

/** A lease runs for four seconds; two look-ups in vain end six seconds later. */
const delivery: Partial<DeliveryLimits> = {
  firstLookMs: 100,
  proofAfterMs: { answered: 500, 'cut-off': 700, 'owner-dead': 5_900 },
  confirmMs: 100,
  watchMs: [1_000, 3_000, 6_000],
};
// Who has slept finds its connections to the database cut.
const world = worldForEachTest({ delivery, withBot: false, mayLogErrors: true });

const phases = () => sessionIn(world()).firstWords();
const report = () => reportOf(world());

/** Resolves when the next post has reached Slack, which then does as told. */
const nextPost = (fault: Fault | undefined, then = () => {}): Promise<void> =>
  new Promise((resolve) => {
    const where = () => {
      then();
      resolve();
      return fault !== undefined;
    };
    world().slack.faults.next('chat.postMessage', fault ?? { kind: 'hang', when: 'before' }, 1, where);
  });

const waiting = { timeoutMs: 20_000 };

describe('a process (on a server: TEST_DATABASE_URL)', () => {
  testOnServer.each([
    ['made', 'after', 0],
    ['not made', 'before', 1],
  ] as const)(
    'that is killed with its call %s leaves the message to the next one',
    async (_, when, resends) => {
      const first = await world().addProcess();
      await begun(world(), 'Ben', 'Caro', 'Dev');
      const called = nextPost({ kind: 'hang', when });
      world().clock.moveTo(new Date('2026-12-01T10:03:00+01:00'));
      await called;
      await first.kill();
      await world().addProcess();

      await allDelivered(world());

      expect(phases()).toEqual(['1', '2']);
      expect(await report()).toMatchObject({ due: 0, unknown: [], settling: { resends } });
    },
  );

  testOnServer('that sleeps ten seconds in its call is a zombie: its copy is removed', async () => {
    const first = await world().addProcess();
    await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.lagHistory(600_000);
    const called = nextPost(undefined, first.pause);
    const began = performance.now();
    world().clock.moveTo(new Date('2026-12-01T10:03:00+01:00'));
    await called;
    const second = await world().addProcess();

    await world().slack.until(() => phases().length === 3, { ...waiting, because: 'another posts again' });
    expect(performance.now() - began).toBeGreaterThan(10_000);
    world().slack.faults.clear();
    first.resume();
    await world().slack.until(() => phases().length === 2, { ...waiting, because: 'a copy goes' });
    await Promise.all([first.idle(), second.idle()]);

    expect(phases()).toEqual(['1', '2']);
    expect(await report()).toMatchObject({ unknown: [], settling: { resends: 1, copiesRemoved: 1 } });
    await tap(world(), world().slack.person('Ben'), 'Nothing to add', { in: sessionIn(world()).prompt(2) });
  });
});
