import { UnavailableError } from '../../src/errors.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';
import type { Profile } from './profile.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';
import type { Weather } from './weather.ts';

/** What lies between the processes and what they call. */
export type LinkParts = {
  scheduler: Scheduler;
  chance: Chance;
  profile: Profile;
  weather: Weather;
  trace: Trace;
};

/** Asks the database for one thing, which is done at one instant or not at all. */
export type Ask = <Result>(
  life: Life,
  what: string,
  work: () => Result | Promise<Result>,
  kind: 'reads' | 'commits',
) => Promise<Result>;

const statementLimitMs = 1_500;
const connectLimitMs = 2_500;

/** Carries `work` out elsewhere, so long after it was asked for, and brings back what came of it. */
export const remotely = <Result>(
  scheduler: Scheduler,
  life: Life,
  { thereMs, backMs }: { thereMs: number; backMs: number },
  work: () => Result | Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const back = (arrive: () => void) => scheduler.in(backMs, () => life.enter(arrive));
    scheduler.in(thereMs, async () => {
      try {
        const result = await work();
        back(() => resolve(result));
      } catch (fault) {
        back(() => reject(fault));
      }
    });
  });

/**
 * The way to the database: it may be slow, busy or gone, and a commit may get lost on its way there or back.
 * @param strike hits a process that has just committed something and does not know it yet
 */
export const createAsk = (parts: LinkParts, strike: (life: Life) => void): Ask => {
  const { scheduler, chance, profile, weather, trace } = parts;

  const fail = (life: Life, afterMs: number, outcome: UnavailableError['outcome']) =>
    remotely<never>(scheduler, life, { thereMs: afterMs, backMs: 0 }, () => {
      throw new UnavailableError('simulated', outcome);
    });

  const troubled = (share: number) => weather.isRough() && chance.happens(share);

  return async (life, what, work, kind) => {
    const fromMs = scheduler.now();
    const slowMs = weather.isIn('database slow') ? chance.between(50, statementLimitMs + 200) : 0;
    const timing = { thereMs: chance.between(0, 2) + slowMs, backMs: chance.between(0, 1) };
    try {
      if (weather.isIn('database down')) {
        trace.fault('database down', life.name, what);
        return await fail(life, chance.between(1, 50), 'not-done');
      }
      if (slowMs > statementLimitMs) {
        trace.fault('statement given up', life.name, what);
        return await fail(life, statementLimitMs, 'not-done');
      }
      if (troubled(profile.database.busy)) {
        trace.fault('no connection to be had', life.name, what);
        return await fail(life, connectLimitMs, 'not-done');
      }
      if (kind === 'commits' && troubled(profile.database.lostCommits)) {
        const isDone = chance.happens(0.5);
        trace.fault(isDone ? 'commit done, answer lost' : 'commit lost', life.name, what);
        if (isDone) await remotely(scheduler, life, timing, work);
        return await fail(life, chance.between(1, 100), 'unknown');
      }
      const isStruck = kind === 'commits' && troubled(profile.strikesAtSteps);
      return await remotely(scheduler, life, timing, async () => {
        const result = await work();
        if (isStruck) strike(life);
        return result;
      });
    } finally {
      if (scheduler.now() - fromMs > 10) life.heldUp(fromMs);
    }
  };
};
