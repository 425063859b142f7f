import type { Pool } from 'pg';
import { z } from 'zod';
import type { DueStore } from '../use-cases/ports.ts';
import { isInstalled } from './is-installed.ts';
import { change, maybe, readAll, readFirst } from './query.ts';
import { asDispatcher } from './transaction.ts';

const dueRow = z.object({ workspace: z.string(), id: z.string() });
const nextRow = z.object({ nextDueAt: maybe(z.date()) });

const once = { oneStatement: true };

export const createDueStore = (pool: Pool): DueStore => ({
  dueSessions: (now, limit) =>
    asDispatcher(
      pool,
      (client) =>
        readAll(
          client,
          dueRow,
          `select workspace_id as workspace, id from sessions
         where next_due_at <= $1 and set_aside_at is null and ${isInstalled('sessions')}
         order by next_due_at
         limit $2`,
          [now, limit],
        ),
      once,
    ),

  nextSessionDueAt: () =>
    asDispatcher(
      pool,
      async (client) => {
        const row = await readFirst(
          client,
          nextRow,
          `select next_due_at as "nextDueAt" from sessions
         where next_due_at is not null and set_aside_at is null and ${isInstalled('sessions')}
         order by next_due_at
         limit 1`,
        );
        return row?.nextDueAt;
      },
      once,
    ),

  beat: (now, gapMs) =>
    asDispatcher(
      pool,
      async (client) => {
        await change(
          client,
          `with beat as (
           insert into beats (beaten_at) values ($1)
           on conflict on constraint beats_pkey
           do update set previous_at = beats.beaten_at, beaten_at = greatest(beats.beaten_at, excluded.beaten_at)
           returning previous_at, beaten_at
         )
         insert into outages (from_at, to_at)
         select previous_at, beaten_at from beat
         where beaten_at - previous_at > $2 * interval '1 millisecond'
         on conflict on constraint outages_pkey do nothing`,
          [now, gapMs],
        );
      },
      once,
    ),
});
