import { createDeliveryStore } from '../../src/postgres/delivery-store.ts';
import { createDueStore } from '../../src/postgres/due-store.ts';
import type { BenchDatabase } from './bench-database.ts';
import { firstFutureAt, futureApartMs } from './future.ts';
import { percentile } from './percentile.ts';
import type { Sizes } from './sizes.ts';

/** Rows that become due from one claim to the next. */
const dueEachTime = 10;
const limit = 64;

/**
 * Claims what becomes due of the future rows, as the bot does it.
 * @returns milliseconds, of the slowest of the kinds of query by their 99th percentiles
 */
export const measureClaims = async ({ pool }: BenchDatabase, { claims }: Sizes['scale']): Promise<number> => {
  const store = createDeliveryStore(pool);
  const due = createDueStore(pool);
  const kinds: Record<string, (session: Date) => Promise<unknown>> = {
    sessions: (session) => due.dueSessions(session, dueEachTime),
    nextSession: () => due.nextSessionDueAt(),
    posts: (session) => store.claimPosts({ ...present(session), limit }),
    edits: (session) => store.claimEdits({ ...present(session), limit }),
    looks: (session) => store.claimLooks({ ...present(session), limit }),
    next: () => store.nextDueAt(),
  };
  const slowest: number[] = [];
  for (const claim of Object.values(kinds)) {
    const took: number[] = [];
    for (let round = 1; round <= claims; round += 1) {
      const session = new Date(firstFutureAt.getTime() + round * dueEachTime * futureApartMs);
      const beganAt = performance.now();
      await claim(session);
      took.push(performance.now() - beganAt);
    }
    slowest.push(percentile(took, 0.99));
  }
  return Math.max(...slowest);
};

const anHourMs = 3_600_000;
const present = (session: Date) => {
  const machine = new Date();
  return { session, machine, leaseUntil: new Date(machine.getTime() + anHourMs) };
};
