import type { Pool } from 'pg';
import { z } from 'zod';
import type { RetentionStore } from '../use-cases/lifecycle-ports.ts';
import { change, maybe, type Queryable, readAll } from './query.ts';
import { ofSessions, oldRows, seriesIsBlank, uninstalledRows } from './retention-statements.ts';
import { asDispatcher, inWorkspace } from './transaction.ts';

const keepingRow = z.object({
  id: z.string(),
  uninstalledAt: maybe(z.date()),
  keepMonths: z.number(),
  keepUninstalledDays: z.number(),
});
const idRow = z.object({ id: z.string() });

/** What the nightly round deletes; each method is one transaction of one statement, except the last rows' of all. */
export const createRetentionStore = (pool: Pool): RetentionStore => {
  const changed = (workspace: string, text: string, values: unknown[]) =>
    inWorkspace(pool, workspace, (client) => change(client, text, values));

  return {
    workspaces: () =>
      asDispatcher(pool, (client) =>
        readAll(
          client,
          keepingRow,
          `select workspace_id as id, uninstalled_at as "uninstalledAt", keep_months as "keepMonths",
             keep_uninstalled_days as "keepUninstalledDays"
           from workspaces
           order by workspace_id`,
        ),
      ),

    untidied: async (workspace, now, keepMonths, limit) => {
      const rows = await inWorkspace(pool, workspace, (client) =>
        readAll(
          client,
          idRow,
          `select id from sessions
           where status = 'closed' and tidied_at is null
             and starts_at < $1::timestamptz - make_interval(months => $2)
             and (state ->> 'closedAt')::timestamptz < $1::timestamptz - make_interval(months => $2)
           order by starts_at
           limit $3`,
          [now, keepMonths, limit],
        ),
      );
      return rows.map(({ id }) => id);
    },

    deleteOf: (workspace, what, sessions, limit) =>
      changed(workspace, ofSessions[what], [[...sessions], limit]),

    markTidied: (workspace, sessions, standIn, now) =>
      changed(
        workspace,
        `update sessions
         set kept = null, would_change = null, tidied_at = $3,
           state = (state - 'cancelledBy') || jsonb_build_object('lead', (
             (state -> 'lead') - 'coLeadId' || jsonb_build_object('memberId', $2::text, 'absent', true)
           ))
         where id = any($1) and not exists (select from answers where session_id = sessions.id)
           and not exists (select from parked_questions where session_id = sessions.id)
           and not exists (select from participants where session_id = sessions.id)
           and not exists (select from session_events where session_id = sessions.id)
           and not exists (
             select from deliveries where subject_kind = 'session' and subject_id = sessions.id
           )`,
        [[...sessions], standIn, now],
      ),

    blankSeries: (workspace, standIn, limit) =>
      changed(
        workspace,
        `update series set lead_id = $1, co_lead_id = null, planned_by = $1, changed_by = null
         where id in (
           select id from series
           where (lead_id <> $1 or planned_by <> $1 or co_lead_id is not null or changed_by is not null)
             and ${seriesIsBlank}
           limit $2
         )`,
        [standIn, limit],
      ),

    deleteOld: (workspace, what, before, limit) => changed(workspace, oldRows[what], [before, limit]),

    deleteUninstalled: (workspace, before, limit) =>
      inWorkspace(pool, workspace, (client) => deleteSome(client, before, limit)),

    deleteOutages: (before, limit) =>
      asDispatcher(pool, (client) =>
        change(
          client,
          'delete from outages where from_at in (select from_at from outages where to_at < $1 limit $2)',
          [before, limit],
        ),
      ),
  };
};

/** From the first table in which there are any. */
const deleteSome = async (client: Queryable, before: Date, limit: number): Promise<number> => {
  for (const text of uninstalledRows) {
    const deleted = await change(client, text, [before, limit]);
    if (deleted > 0) return deleted;
  }
  return 0;
};
