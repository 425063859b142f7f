import type { MachineClock } from '../use-cases/ports.ts';
import type { WakingClock } from './clock.ts';

export type Runner = {
  /** Asks for a tick; during one, for one more after it. For use after a commit, and on each beat. */
  nudge(): void;
  /** The single shot: resolves when a tick that began after this call has ended, with or without a fault. */
  tick(): Promise<void>;
  /** Resolves when no tick runs or is asked for and nothing is due at present. */
  idle(): Promise<void>;
  /**
   * No tick begins any more, and the one that runs is told by its signal.
   * @returns false where it was still running after five seconds
   */
  stop(): Promise<boolean>;
};

export type RunnerParts = {
  /** Does what is due at `now` (session clock); `signal` is aborted when the process is to stop. */
  tick(now: Date, signal: AbortSignal): Promise<unknown>;
  /** When there is something to do next, by either clock. */
  nextDueAt(): Promise<{ session: Date | undefined; machine: Date | undefined }>;
  clocks: { session: WakingClock; machine: WakingClock & MachineClock };
  /** Is given what a tick throws; a fault that repeats itself is given once, until a tick succeeds. */
  onFault(fault: unknown): void;
};

/** A tick that leaves something due (a locked row) is repeated after this, and then ever more slowly. */
const lookAgainMs = 50;
const slowestLookMs = 1_000;
const afterFaultMs = 1_000;
const longestStopMs = 5_000;

/** The loop: ticks when something becomes due and when nudged, never twice at once; begins with the first nudge. */
export const createRunner = ({ tick, nextDueAt, clocks, onFault }: RunnerParts): Runner => {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let wanted = false;
  /** The last tick left something due, or failed. */
  let unsettled = false;
  let lookMs = lookAgainMs;
  let lastFault: string | undefined;
  let alarms: (() => void)[] = [];
  let waitingForTick: (() => void)[] = [];
  let waitingForIdle: (() => void)[] = [];

  const nudge = () => {
    if (stopping.signal.aborted) return;
    wanted = true;
    running ??= loop();
  };

  const loop = async () => {
    while (wanted && !stopping.signal.aborted) {
      wanted = false;
      const served = waitingForTick;
      waitingForTick = [];
      await tickOnce();
      for (const resolve of served) resolve();
    }
    running = undefined;
    if (!unsettled) release();
  };

  const tickOnce = async () => {
    clearAlarms();
    const began = { session: clocks.session.now(), machine: clocks.machine.now() };
    try {
      await tick(began.session, stopping.signal);
      arm(await nextDueAt(), began);
      lastFault = undefined;
    } catch (fault) {
      unsettled = true;
      wakeAfter(afterFaultMs);
      if (String(fault) !== lastFault) onFault(fault);
      lastFault = String(fault);
    }
    if (stopping.signal.aborted) clearAlarms();
  };

  const arm = (
    due: Awaited<ReturnType<RunnerParts['nextDueAt']>>,
    began: { session: Date; machine: Date },
  ) => {
    const names = (['session', 'machine'] as const).filter((name) => due[name] !== undefined);
    const isDue = names.filter((name) => due[name]! <= clocks[name].now());
    unsettled = isDue.length > 0;
    // What became due during the tick is new; what was due before it was left over, and is not hurried.
    if (isDue.some((name) => due[name]! > began[name])) wanted = true;
    else if (unsettled) wakeAfter(lookMs);
    else alarms = names.map((name) => clocks[name].wakeAt(due[name]!, nudge));
    lookMs = unsettled ? Math.min(2 * lookMs, slowestLookMs) : lookAgainMs;
  };

  const wakeAfter = (ms: number) => {
    const instant = new Date(clocks.machine.now().getTime() + ms);
    alarms = [clocks.machine.wakeAt(instant, nudge)];
  };

  const clearAlarms = () => {
    for (const cancel of alarms) cancel();
    alarms = [];
  };

  const release = () => {
    for (const resolve of waitingForIdle) resolve();
    waitingForIdle = [];
  };

  const stop = async () => {
    stopping.abort();
    clearAlarms();
    const ended = new AbortController();
    const finished = (running ?? Promise.resolve()).then(() => ended.abort());
    await Promise.race([finished, clocks.machine.wait(longestStopMs, ended.signal)]);
    clearAlarms();
    for (const resolve of waitingForTick) resolve();
    release();
    return running === undefined;
  };

  return {
    nudge,
    tick: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve();
        waitingForTick.push(resolve);
        nudge();
      }),
    idle: () =>
      new Promise((resolve) => {
        if (!running && !unsettled) return resolve();
        waitingForIdle.push(resolve);
      }),
    stop,
  };
};
