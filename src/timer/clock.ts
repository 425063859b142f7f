import type { MachineClock, SessionClock } from '../use-cases/ports.ts';

/** A clock that can call back. */
export type WakingClock = {
  now(): Date;
  /**
   * Calls `wake` once, as soon as the clock shows `instant` or later, however it came to show it: by running, by a
   * move or by a correction. Never during the call of `wakeAt` itself.
   * @returns takes the request back; harmless afterwards
   */
  wakeAt(instant: Date, wake: () => void): () => void;
};

/** The session clock of the sandbox and of tests. */
export type MovableClock = SessionClock &
  WakingClock & {
    /** Shows `instant` from now on and runs on at real speed; wakes at once whoever waited for a time now past. */
    moveTo(instant: Date): void;
  };

export type SystemClocks = {
  session: SessionClock & WakingClock;
  machine: MachineClock & WakingClock;
  /**
   * Sets both clocks by the database's, so that leases mean the same in every process. Call it at the start and on
   * every beat: it measures once in ten seconds, and on each beat while a clock does not keep time.
   * @param measureOffset how many milliseconds the database's clock is ahead of `now` (the machine clock)
   */
  followDatabase(measureOffset: (now: () => Date) => Promise<number>): Promise<void>;
};

/** setTimeout fires at once when asked for more. */
const longestTimerMs = 2 ** 31 - 1;
/** A beat a second, which may come a little early. */
const shortestMeasureMs = 900;
const longestMeasureMs = 10_000;
/** A clock that goes wrong by more of the time that it has run is looked after more often: it must never be early. */
const steady = 0.001;
const notableSkewMs = 1_000;

/**
 * The clocks of a real process. They run on the monotonic timer, so that a jump of the machine's calendar clock
 * moves neither.
 * @param onSkew is told by how many milliseconds the clocks were off the database's, where it was over a second
 */
export const createSystemClocks = (onSkew: (skewMs: number) => void): SystemClocks => {
  const startMs = Date.now();
  const machine = createRunningClock(startMs);
  const session = createRunningClock(startMs);
  let measuredAtMs = Number.NEGATIVE_INFINITY;
  let everyMs = shortestMeasureMs;

  const followDatabase: SystemClocks['followDatabase'] = async (measureOffset) => {
    const askedAtMs = performance.now();
    const sinceMs = askedAtMs - measuredAtMs;
    if (sinceMs < everyMs) return;
    const offsetMs = await measureOffset(machine.now);
    measuredAtMs = performance.now();
    // An offset smaller than the doubt about it proves nothing.
    const doubtMs = (measuredAtMs - askedAtMs) / 2;
    const isOff = Math.abs(offsetMs) > doubtMs;
    const keepsTime = Number.isFinite(sinceMs) && !(isOff && Math.abs(offsetMs) > steady * sinceMs);
    everyMs = keepsTime ? Math.min(2 * everyMs, longestMeasureMs) : shortestMeasureMs;
    if (!isOff) return;
    // Late for a moment, if need be, but never early.
    machine.shift(offsetMs - doubtMs);
    session.shift(offsetMs - doubtMs);
    if (Math.abs(offsetMs) > notableSkewMs) onSkew(offsetMs);
  };

  return {
    session: { now: session.now, wakeAt: session.wakeAt },
    machine: { now: machine.now, wakeAt: machine.wakeAt, wait },
    followDatabase,
  };
};

/** A session clock that shows `start` now, runs at real speed and can be moved. */
export const createMovableClock = (start: Date): MovableClock => {
  const { now, wakeAt, shift } = createRunningClock(start.getTime());
  return { now, wakeAt, moveTo: (instant) => shift(instant.getTime() - now().getTime()) };
};

type RunningClock = WakingClock & { shift(ms: number): void };

const createRunningClock = (startMs: number): RunningClock => {
  let zeroMs = startMs - performance.now();
  const alarms = new Set<() => void>();
  const now = () => new Date(Math.floor(zeroMs + performance.now()));

  const wakeAt = (instant: Date, wake: () => void) => {
    let timer: NodeJS.Timeout;
    const restMs = () => instant.getTime() - now().getTime();
    const arm = (delayMs: number) => {
      timer = setTimeout(look, Math.min(Math.max(delayMs, 0), longestTimerMs));
    };
    const cancel = () => {
      clearTimeout(timer);
      alarms.delete(look);
    };
    // Looks again instead of trusting the timer: timers fire early, late, or after the clock was set back.
    const look = () => {
      clearTimeout(timer);
      if (restMs() > 0) return arm(restMs());
      cancel();
      wake();
    };
    alarms.add(look);
    arm(restMs());
    return cancel;
  };

  const shift = (ms: number) => {
    zeroMs += ms;
    for (const look of [...alarms]) look();
  };
  return { now, wakeAt, shift };
};

const wait: MachineClock['wait'] = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const endsAtMs = performance.now() + ms;
    let timer: NodeJS.Timeout;
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const look = () => {
      const restMs = endsAtMs - performance.now();
      if (restMs <= 0) return end();
      timer = setTimeout(look, Math.min(Math.ceil(restMs), longestTimerMs));
    };
    signal?.addEventListener('abort', end);
    look();
  });
