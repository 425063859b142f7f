import type { WakingClock } from '../../src/timer/clock.ts';
import type { MachineClock } from '../../src/use-cases/ports.ts';

export type ManualClocks = {
  session: WakingClock;
  machine: WakingClock & MachineClock;
  /** Lets time pass on both clocks, from one alarm to the next, and lets everything woken run. */
  pass(ms: number): Promise<void>;
  /** Lets as much time pass as `work` needs to end. */
  until<Result>(work: Promise<Result>): Promise<Result>;
  /** Lets everything run that needs no time. */
  flush(): Promise<void>;
  /** Moves the session clock alone, forward or back. */
  moveSession(instant: Date): void;
  /** How many alarms are set: none may be left when nothing waits any more. */
  alarms(): number;
};

/** Both clocks, moved by hand: nobody sleeps in a test. */
export const createManualClocks = (start = new Date('2026-12-01T09:00:00Z')): ManualClocks => {
  const session = createHandClock(start);
  const machine = createHandClock(start);

  const advance = (ms: number) => {
    session.set(later(session.now(), ms));
    machine.set(later(machine.now(), ms));
    session.ring();
    machine.ring();
  };
  const restToNext = () => Math.min(session.restToNext(), machine.restToNext());

  const pass = async (ms: number) => {
    const endsAt = later(machine.now(), ms);
    await flush();
    for (;;) {
      const restMs = endsAt.getTime() - machine.now().getTime();
      const stepMs = Math.min(restMs, restToNext());
      advance(stepMs);
      await flush();
      if (stepMs === restMs) return;
    }
  };

  const until = async <Result>(work: Promise<Result>): Promise<Result> => {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    work.then(settle, settle);
    for (;;) {
      await flush();
      if (isSettled) return work;
      const stepMs = restToNext();
      if (stepMs === Number.POSITIVE_INFINITY) throw new Error('no alarm will ever end this wait');
      advance(stepMs);
    }
  };

  return {
    session: { now: session.now, wakeAt: session.wakeAt },
    machine: { now: machine.now, wakeAt: machine.wakeAt, wait: waitOn(machine) },
    pass,
    until,
    flush,
    moveSession: (instant) => {
      session.set(instant);
      session.ring();
    },
    alarms: () => session.size() + machine.size(),
  };
};

const later = (instant: Date, ms: number) => new Date(instant.getTime() + ms);

/** One turn of the event loop, before which every promise that needs nothing else has run. */
const flush = () => new Promise<void>((resolve) => setImmediate(resolve));

const createHandClock = (start: Date) => {
  let present = start;
  const alarms = new Set<{ instant: Date; look: () => void }>();
  const now = () => new Date(present);

  const wakeAt: WakingClock['wakeAt'] = (instant, wake) => {
    const alarm = {
      instant,
      look: () => {
        if (!alarms.has(alarm) || instant > present) return;
        alarms.delete(alarm);
        wake();
      },
    };
    alarms.add(alarm);
    queueMicrotask(alarm.look);
    return () => void alarms.delete(alarm);
  };

  const set = (instant: Date) => {
    present = instant;
  };

  const ring = () => {
    const inOrder = [...alarms].sort((one, other) => one.instant.getTime() - other.instant.getTime());
    for (const { look } of inOrder) look();
  };

  const restToNext = () =>
    Math.min(...[...alarms].map(({ instant }) => Math.max(0, instant.getTime() - present.getTime())));

  return { now, wakeAt, set, ring, restToNext, size: () => alarms.size };
};

const waitOn =
  (clock: WakingClock): MachineClock['wait'] =>
  (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.wakeAt(later(clock.now(), ms), end);
      signal?.addEventListener('abort', end);
    });
