import type { WakingClock } from '../../src/timer/clock.ts';
import type { MachineClock } from '../../src/use-cases/ports.ts';
import type { Scheduler } from './scheduler.ts';

/** What runs a process: it can be killed, and stopped for a while. */
export type Life = {
  readonly name: string;
  state(): 'running' | 'stopped' | 'dead';
  /** Whatever reaches the process from outside: now, once it is continued, or never. */
  enter(arrive: () => void): void;
  /** Nothing of it ever runs again. */
  kill(): void;
  /** It runs on after `ms`, with everything that has reached it meanwhile. */
  stop(ms: number): void;
  onDeath(tell: () => void): void;
  /** Notes that something held it up, from then until now. */
  heldUp(fromMs: number): void;
  /** For how many of the milliseconds since `fromMs` it was stopped or held up. */
  heldUpSince(fromMs: number): number;
  clock: WakingClock & MachineClock;
};

/** @param offsetMs by how much its clocks are ahead of the database's */
export const createLife = (name: string, scheduler: Scheduler, offsetMs: number): Life => {
  let state: ReturnType<Life['state']> = 'running';
  let waiting: (() => void)[] = [];
  const mourners: (() => void)[] = [];
  const holdUps: { fromMs: number; untilMs: number }[] = [];

  const enter: Life['enter'] = (arrive) => {
    if (state === 'running') arrive();
    else if (state === 'stopped') waiting.push(arrive);
  };

  const now = () => new Date(scheduler.now() + offsetMs);

  const wakeAt: WakingClock['wakeAt'] = (instant, wake) => {
    let isWanted = true;
    const look = () => {
      if (isWanted) wake();
      isWanted = false;
    };
    const takeBack = scheduler.at(instant.getTime() - offsetMs, () => enter(look));
    return () => {
      isWanted = false;
      takeBack();
    };
  };

  const wait: MachineClock['wait'] = (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = wakeAt(new Date(now().getTime() + ms), end);
      signal?.addEventListener('abort', end);
    });

  return {
    name,
    state: () => state,
    enter,
    kill: () => {
      if (state === 'dead') return;
      state = 'dead';
      waiting = [];
      for (const tell of mourners) tell();
    },
    stop: (ms) => {
      if (state !== 'running') return;
      state = 'stopped';
      const fromMs = scheduler.now();
      scheduler.in(ms, () => {
        if (state !== 'stopped') return;
        state = 'running';
        holdUps.push({ fromMs, untilMs: scheduler.now() });
        const arrived = waiting;
        waiting = [];
        // Each on its own, as from a socket: what one of them starts may be overtaken by the next.
        for (const arrive of arrived) scheduler.in(0, () => enter(arrive));
      });
    },
    onDeath: (tell) => void mourners.push(tell),
    heldUp: (fromMs) => void holdUps.push({ fromMs, untilMs: scheduler.now() }),
    heldUpSince: (sinceMs) =>
      holdUps.reduce((sum, { fromMs, untilMs }) => sum + Math.max(0, untilMs - Math.max(fromMs, sinceMs)), 0),
    clock: { now, wakeAt, wait },
  };
};
