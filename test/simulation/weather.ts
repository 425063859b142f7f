import { type Profile, troubleFromMs, type WindowKind } from './profile.ts';
import type { Scheduler } from './scheduler.ts';

/** Which troubles there are at present. */
export type Weather = {
  /** Whether single calls may fail. */
  isRough(): boolean;
  isIn(kind: WindowKind): boolean;
  /** For how many of the milliseconds from one instant to another one of these troubles lasted. */
  lastedMs(kinds: readonly WindowKind[], fromMs: number, untilMs: number): number;
};

export const createWeather = (
  profile: Profile,
  scheduler: Pick<Scheduler, 'now'>,
  startMs: number,
): Weather => {
  const sinceStart = () => scheduler.now() - startMs;
  return {
    isRough: () => sinceStart() >= troubleFromMs && sinceStart() < profile.calmFromMs,
    isIn: (kind) =>
      profile.windows.some(
        (one) => one.kind === kind && one.fromMs <= sinceStart() && sinceStart() < one.untilMs,
      ),
    lastedMs: (kinds, fromMs, untilMs) =>
      profile.windows
        .filter(({ kind }) => kinds.includes(kind))
        .reduce((sum, window) => sum + overlap(window, fromMs - startMs, untilMs - startMs), 0),
  };
};

const overlap = (window: { fromMs: number; untilMs: number }, fromMs: number, untilMs: number): number =>
  Math.max(0, Math.min(window.untilMs, untilMs) - Math.max(window.fromMs, fromMs));
