import type { Pool } from 'pg';
import { z } from 'zod';
import { readFirst } from './query.ts';
import { asDispatcher } from './transaction.ts';

const row = z.object({ shows: z.date() });

/**
 * How many milliseconds the database's clock is ahead of `now`, taken at the middle of the question's way.
 * @throws UnavailableError
 */
export const measureClockOffset = (pool: Pool, now: () => Date): Promise<number> =>
  asDispatcher(pool, async (client) => {
    const asked = now().getTime();
    const answer = await readFirst(client, row, 'select clock_timestamp() as shows');
    const middle = (asked + now().getTime()) / 2;
    return answer ? answer.shows.getTime() - middle : 0;
  });
