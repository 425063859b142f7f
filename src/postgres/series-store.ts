import { z } from 'zod';
import { cadenceSchema } from '../series/cadence.ts';
import { skipDatesSchema } from '../series/skip-dates.ts';
import { readySessionSchema } from '../templates/ready-session.ts';
import type { SeriesStore } from '../use-cases/ports.ts';
import { change, expectFound, maybe, type Queryable, readAll, readFirst } from './query.ts';
import { readByKey } from './read-by-key.ts';

const seriesRow = z.object({
  id: z.string(),
  channelId: z.string(),
  kind: z.enum(['single', 'series', 'continuous', 'ad-hoc']),
  status: z.enum(['active', 'paused', 'ended']),
  changedBy: maybe(z.string()),
  title: z.string(),
  audience: maybe(z.string()),
  leadId: z.string(),
  coLeadId: maybe(z.string()),
  plannedBy: z.string(),
  plannedAt: z.date(),
  zone: z.string(),
  firstDate: z.string(),
  localTime: z.string(),
  cadence: cadenceSchema,
  skipDates: skipDatesSchema,
  contents: z.array(readySessionSchema),
});

const columns = `id, channel_id as "channelId", kind, status, changed_by as "changedBy", title, audience,
  lead_id as "leadId", co_lead_id as "coLeadId", planned_by as "plannedBy", planned_at as "plannedAt", zone,
  first_date::text as "firstDate", to_char(local_time, 'HH24:MI') as "localTime", cadence,
  skip_dates as "skipDates", contents`;

const comingRow = z.object({
  status: z.enum(['active', 'paused', 'ended']),
  title: z.string(),
  channelId: z.string(),
  zone: z.string(),
  left: z.number(),
  total: z.number(),
  nextAt: maybe(z.date()),
});

const signUpRow = z.object({ memberId: z.string(), choice: z.enum(['all', 'first', 'none']) });

export const createSeriesStore = (client: Queryable): SeriesStore => {
  const byId = readByKey(
    client,
    seriesRow,
    `select id as key, ${columns} from series where id = any($1::uuid[])`,
  );
  const find: SeriesStore['find'] = async (id) => (await byId(id))[0];

  return {
    find,
    get: async (id) => expectFound(await find(id), 'series', id),

    add: async (series) => {
      await change(
        client,
        `insert into series
           (id, channel_id, kind, status, changed_by, title, audience, lead_id, co_lead_id, planned_by, planned_at,
            zone, first_date, local_time, cadence, skip_dates, contents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
        [
          series.id,
          series.channelId,
          series.kind,
          series.status,
          series.changedBy,
          series.title,
          series.audience,
          series.leadId,
          series.coLeadId,
          series.plannedBy,
          series.plannedAt,
          series.zone,
          series.firstDate,
          series.localTime,
          JSON.stringify(series.cadence),
          JSON.stringify(series.skipDates),
          JSON.stringify(series.contents),
        ],
      );
    },

    lock: (id) =>
      readFirst(client, seriesRow, `select ${columns} from series where id = $1 for no key update`, [id]),

    setStatus: async (id, status, changedBy) => {
      await change(client, 'update series set status = $2, changed_by = $3 where id = $1', [
        id,
        status,
        changedBy,
      ]);
    },

    changeSkipDates: async (id, skipDates) => {
      await change(client, 'update series set skip_dates = $2 where id = $1', [
        id,
        JSON.stringify(skipDates),
      ]);
    },

    runningIn: (channelId) =>
      readAll(
        client,
        seriesRow,
        `select ${columns} from series
         where channel_id = $1 and status <> 'ended'
           and (kind in ('series', 'continuous') or (kind = 'single' and status = 'paused')) and exists (
           select from sessions
           where sessions.series_id = series.id
             and sessions.status in ('planned', 'running', 'paused', 'writing')
         )
         order by title, id`,
        [channelId],
      ),

    signUp: async (seriesId, memberId, choice, now, saidAt = now) =>
      (await change(
        client,
        `insert into sign_ups (series_id, member_id, choice, chosen_at, said_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint sign_ups_pkey
         do update set choice = excluded.choice, said_at = excluded.said_at,
           chosen_at = case when sign_ups.choice = excluded.choice then sign_ups.chosen_at else excluded.chosen_at end
         where coalesce(sign_ups.said_at <= excluded.said_at, true)`,
        [seriesId, memberId, choice, now, saidAt],
      )) > 0,

    signedUp: (seriesId) =>
      readAll(
        client,
        signUpRow,
        `select member_id as "memberId", choice from sign_ups
         where series_id = $1 and choice <> 'none'
         order by chosen_at, member_id`,
        [seriesId],
      ),

    comingPlannedBy: (memberId, limit) =>
      readAll(
        client,
        comingRow,
        `select series.status, series.title, series.channel_id as "channelId", series.zone,
           count(*) filter (where sessions.status in ('planned', 'running', 'paused', 'writing'))::integer as "left",
           count(*) filter (where state ->> 'reason' is distinct from 'cancelled')::integer as total,
           min(starts_at) filter (where sessions.status = 'planned') as "nextAt"
         from series join sessions
           on sessions.workspace_id = series.workspace_id and sessions.series_id = series.id
         where series.planned_by = $1 and series.kind <> 'ad-hoc'
         group by series.workspace_id, series.id
         having count(*) filter (where sessions.status in ('planned', 'running', 'paused', 'writing')) > 0
         order by "nextAt", series.id
         limit $2`,
        [memberId, limit],
      ),
  };
};
