import { describe, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/errors.ts';
import { planSession } from '../../../src/session/session.ts';
import type { Stores } from '../../../src/use-cases/ports.ts';
import { createChance } from '../../simulation/chance.ts';
import { createLife } from '../../simulation/life.ts';
import { createAsk } from '../../simulation/link.ts';
import { createProfile } from '../../simulation/profile.ts';
import { createScheduler } from '../../simulation/scheduler.ts';
import { createTables } from '../../simulation/tables.ts';
import { createTrace } from '../../simulation/trace.ts';
import { createTransaction } from '../../simulation/transaction.ts';
import { createWeather } from '../../simulation/weather.ts';
import { buildPlan } from '../../support/build-session.ts';

const id = 'session-1';

/** A database with one session, and processes that reach it without any fault. */
const given = () => {
  const chance = createChance(1, 'test');
  const scheduler = createScheduler(0, chance.number);
  const profile = { ...createProfile(chance), windows: [] };
  const weather = { ...createWeather(profile, scheduler, 0), isRough: () => false };
  const parts = { scheduler, chance, profile, weather, trace: createTrace(scheduler) };
  const tables = createTables();
  const session = planSession(buildPlan(), { memberId: 'lead' });
  tables.participants.set(id, new Map());
  tables.history.set(id, []);
  tables.sessions.set(id, {
    ...{
      workspace: 'slack:T1',
      session,
      revision: 1,
      kept: undefined,
      wouldChange: undefined,
      setAside: undefined,
    },
    facts: { id, seriesId: 's', channelId: 'C1', ordinal: 1, title: '', content: {} as never, rated: false },
  });
  const ask = createAsk(parts, () => {});
  const process = (name: string) => {
    const life = createLife(name, scheduler, 0);
    const transaction = createTransaction(tables, life, ask, parts, (stores) => stores);
    return {
      life,
      begin: <Result>(work: (stores: Stores) => Promise<Result>) => transaction('slack:T1', work),
    };
  };
  return { scheduler, tables, process };
};

const join = (member: string) => (stores: Stores) => stores.participants.set(id, member, true, new Date(0));

describe('a simulated transaction', () => {
  test('takes effect as a whole, when it is committed', async () => {
    const { scheduler, tables, process } = given();
    const { life, begin } = process('p1');
    const seen: number[] = [];
    void begin(async (stores) => {
      await join('ana')(stores);
      await life.clock.wait(100);
      expect(await stores.participants.isIn(id, 'ana')).toBe(true);
      await join('ben')(stores);
    });
    scheduler.in(90, () => void seen.push(tables.participants.get(id)!.size));
    await scheduler.runUntil(1_000);
    expect(seen).toEqual([0]);
    expect([...tables.participants.get(id)!.keys()]).toEqual(['ana', 'ben']);
  });

  test('leaves nothing behind where its work fails, or its process dies', async () => {
    const { scheduler, tables, process } = given();
    const [first, second] = [process('p1'), process('p2')];
    const failed = first.begin(async (stores) => {
      await join('ana')(stores);
      throw new Error('no');
    });
    const outcome = failed.catch((fault: Error) => fault.message);
    void second.begin(async (stores) => {
      await stores.sessions.lock(id);
      await join('ben')(stores);
      await second.life.clock.wait(200);
    });
    scheduler.in(100, second.life.kill);
    await scheduler.runUntil(1_000);
    expect(await outcome).toBe('no');
    expect(tables.participants.get(id)!.size).toBe(0);
    expect(tables.locks.tryTake(`session ${id}`, {})).toBe(true);
  });

  test('waits for whoever has locked a session, and sees what that one has committed', async () => {
    const { scheduler, process } = given();
    const [first, second] = [process('p1'), process('p2')];
    void first.begin(async (stores) => {
      const stored = await stores.sessions.lock(id);
      await first.life.clock.wait(500);
      await stores.sessions.save([{ id, session: { ...stored!.session, peopleIn: 7 }, events: [] }]);
    });
    let seen: number | undefined;
    scheduler.in(
      50,
      () =>
        void second.begin(async (stores) => {
          seen = (await stores.sessions.lock(id))!.session.peopleIn;
        }),
    );
    await scheduler.runUntil(1_000);
    expect(seen).toBe(7);
  });

  test('is given up after a while, and so is the wait for a lock', async () => {
    const { scheduler, process } = given();
    const [first, second] = [process('p1'), process('p2')];
    const faults: unknown[] = [];
    const note = (fault: unknown) => void faults.push(fault);
    first
      .begin(async (stores) => {
        await stores.sessions.lock(id);
        await first.life.clock.wait(5_000);
      })
      .catch(note);
    scheduler.in(50, () => void second.begin((stores) => stores.sessions.lock(id)).catch(note));
    await scheduler.runUntil(10_000);
    expect(faults).toHaveLength(2);
    for (const fault of faults) expect(fault).toBeInstanceOf(UnavailableError);
  });

  test('takes no lock once it is over', async () => {
    const { scheduler, tables, process } = given();
    const { life, begin } = process('p1');
    let fault: unknown;
    begin(async (stores) => {
      await life.clock.wait(5_000);
      await stores.sessions.lockDue([id], new Date(0));
    }).catch((thrown: unknown) => {
      fault = thrown;
    });
    await scheduler.runUntil(10_000);
    expect(fault).toBeInstanceOf(UnavailableError);
    expect(tables.locks.tryTake(`session ${id}`, {})).toBe(true);
  });
});
