import { describe, expect } from '@jest/globals';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { testOnServer } from '../support/database.ts';
import { allDelivered, reportOf } from '../support/delivery-report.ts';
import { holdLock, nobodyWaits } from '../support/hold-lock.ts';
import { begun, sessionIn } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

const delivery: Partial<DeliveryLimits> = {
  claimLeaseMs: 2_000,
  callLeaseMs: 3_000,
  firstLookMs: 100,
  proofAfterMs: { answered: 500, 'cut-off': 700, 'owner-dead': 900 },
  confirmMs: 100,
  watchMs: [400, 1_200],
};
const world = worldForEachTest({ delivery, withBot: false });

const phases = () => sessionIn(world()).firstWords();
const report = () => reportOf(world());
const strike = (time: string) => world().clock.moveTo(new Date(`2026-12-01T${time}:00+01:00`));

/** Resolves when the second prompt is in that state. */
const comesTo = async (state: string): Promise<void> => {
  const isThere = `select from deliveries where state = $1 and kind = 'prompt-2'`;
  while ((await world().database.pool.query(isThere, [state])).rows.length === 0);
};
const hold = (statement: string) => holdLock(world().database.pool, statement);

/** Another process brings everything to its end. */
const theNextOneGoesOn = async (): Promise<void> => {
  await world().addProcess();
  await allDelivered(world());
};

describe('a process that is killed (on a server: TEST_DATABASE_URL)', () => {
  testOnServer('when it has claimed a message leaves it to the next one, without a look-up', async () => {
    const first = await world().addProcess();
    await begun(world(), 'Ben', 'Caro', 'Dev');
    // Where its words are composed, before anything is called.
    const { letGo } = await hold('lock table channel_settings in access exclusive mode');
    strike('10:03');
    await comesTo('claimed');
    await first.kill();
    await letGo();
    const looksBefore = world().slack.traffic.filter(({ name }) => name === 'conversations.replies').length;

    await theNextOneGoesOn();

    expect(phases()).toEqual(['1', '2']);
    expect(await report()).toMatchObject({ due: 0, unknown: [], settling: { resends: 0 } });
    const looks = world().slack.traffic.filter(({ name }) => name === 'conversations.replies');
    expect(looks).toHaveLength(looksBefore);
  });

  testOnServer('when its message stands and is not recorded leaves it to be found', async () => {
    const first = await world().addProcess();
    await begun(world(), 'Ben', 'Caro', 'Dev');
    const release = world().slack.faults.hold('chat.postMessage');
    strike('10:03');
    await comesTo('sending');
    const { letGo } = await hold(`select from deliveries where kind = 'prompt-2' for update`);
    release();
    await world().slack.until(() => phases().length === 2, { because: 'the prompt arrives' });
    await first.kill();
    await nobodyWaits(world().database.pool);
    await letGo();
    expect((await report()).due).toBe(1);

    await theNextOneGoesOn();

    expect(phases()).toEqual(['1', '2']);
    expect(await report()).toMatchObject({ due: 0, unknown: [], settling: { resends: 0, copiesRemoved: 0 } });
  });

  testOnServer('when it has changed the phase and nothing else leaves the rest to the next one', async () => {
    const first = await world().addProcess();
    await begun(world(), 'Ben', 'Caro', 'Dev');
    // What is owed stands with the change; nobody can claim it.
    await world().database.pool.query(
      `create function is_held() returns trigger language plpgsql as
         $$ begin perform pg_advisory_xact_lock(1); return new; end $$;
       create trigger is_held before update on deliveries for each row when (new.state = 'claimed')
         execute function is_held()`,
    );
    const { letGo } = await hold('select pg_advisory_xact_lock(1)');
    strike('10:03');
    await comesTo('planned');
    await first.kill();
    await letGo();
    await world().database.pool.query('drop function is_held cascade');

    await theNextOneGoesOn();

    expect(phases()).toEqual(['1', '2']);
    expect(await report()).toMatchObject({ due: 0, unknown: [], settling: { resends: 0 } });
  });
});
