import { z } from 'zod';
import type { OutageStore } from '../use-cases/ports.ts';
import { type Queryable, readFirst } from './query.ts';

const outageRow = z.object({ from: z.date(), to: z.date() });

/** Outages are the machine's: they belong to no workspace, and every workspace may be told of them. */
export const createOutageStore = (client: Queryable): OutageStore => ({
  at: (instant) =>
    readFirst(
      client,
      outageRow,
      `select from_at as "from", to_at as "to" from outages
       where from_at <= $1 and to_at >= $1
       order by from_at desc
       limit 1`,
      [instant],
    ),
});
