import type { Permit } from '../use-cases/delivery-ports.ts';
import type { MachineClock } from '../use-cases/ports.ts';

export type Limiter = {
  /**
   * Takes one token from each of several budgets, or from none.
   * @returns 0 where they are taken, otherwise after how many milliseconds to come again
   */
  reserve(permits: readonly Permit[]): number;
  /** Closes a budget for `ms` milliseconds: the platform has said that it is spent. */
  penalise(budget: string, ms: number): void;
};

/** Up to so many, budgets that are full again are kept. */
const fewBudgets = 1_000;

/**
 * Token buckets by the name of their budget. Each is kept as one instant, at which it will be full again
 * (milliseconds of the machine clock): nothing has to be refilled, and no rounding adds up.
 */
export const createLimiter = (machine: Pick<MachineClock, 'now'>): Limiter => {
  const fullAt = new Map<string, number>();
  const closedUntil = new Map<string, number>();
  let sweepAt = fewBudgets;
  let seenAt = Number.NEGATIVE_INFINITY;

  /** A clock that was set back takes every instant with it: no budget is closed for longer because of that. */
  const present = (): number => {
    const now = machine.now().getTime();
    const setBackMs = seenAt - now;
    seenAt = now;
    if (setBackMs <= 0) return now;
    for (const instants of [fullAt, closedUntil]) {
      for (const [budget, instant] of instants) instants.set(budget, instant - setBackMs);
    }
    return now;
  };

  const waitMs = ({ budget, burst, perSecond }: Permit, now: number): number => {
    const tokenMs = 1_000 / perSecond;
    const full = fullAt.get(budget) ?? now;
    return Math.max(0, full - (burst - 1) * tokenMs - now, (closedUntil.get(budget) ?? now) - now);
  };

  const take = ({ budget, perSecond }: Permit, now: number) => {
    fullAt.set(budget, Math.max(fullAt.get(budget) ?? now, now) + 1_000 / perSecond);
  };

  const forget = (now: number) => {
    if (fullAt.size + closedUntil.size < sweepAt) return;
    for (const instants of [fullAt, closedUntil]) {
      for (const [budget, instant] of instants) if (instant <= now) instants.delete(budget);
    }
    sweepAt = Math.max(fewBudgets, 2 * (fullAt.size + closedUntil.size));
  };

  return {
    reserve: (permits) => {
      const now = present();
      const longest = Math.ceil(Math.max(0, ...permits.map((permit) => waitMs(permit, now))));
      if (longest > 0) return longest;
      for (const permit of permits) take(permit, now);
      forget(now);
      return 0;
    },
    penalise: (budget, ms) => {
      const until = present() + ms;
      closedUntil.set(budget, Math.max(until, closedUntil.get(budget) ?? until));
    },
  };
};
