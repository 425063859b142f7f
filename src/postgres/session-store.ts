import { z } from 'zod';
import { type Session, sessionSchema } from '../session/session.ts';
import { nextDue } from '../session/timetable.ts';
import type { SessionStore, StoredSession } from '../use-cases/ports.ts';
import { change, expectFound, maybe, type Queryable, readAll, readFirst } from './query.ts';
import { readByKey } from './read-by-key.ts';
import { storedContent } from './stored-content.ts';

const sessionRow = z
  .object({
    id: z.string(),
    seriesId: z.string(),
    channelId: z.string(),
    ordinal: z.number(),
    title: z.string(),
    content: storedContent,
    rated: z.boolean(),
    state: sessionSchema,
    revision: z.number(),
    kept: maybe(z.string()),
    wouldChange: maybe(z.number()),
  })
  .transform(
    ({ state, revision, kept, wouldChange, ...facts }): StoredSession => ({
      facts,
      session: state,
      revision,
      kept,
      wouldChange,
    }),
  );

const columns = `id, series_id as "seriesId", channel_id as "channelId", ordinal, title, content::text as content, rated, state,
  revision, kept, would_change as "wouldChange"`;

/** The columns that repeat a part of the state: status, start, and when something happens next by itself. */
const searched = (session: Session) => [
  session.status,
  session.plan.startsAt,
  nextDue(session)?.at,
  JSON.stringify(session),
];

const openRow = z.object({ open: z.number() });
const channelRow = z.object({ channelId: z.string() });
const startRow = z.object({ startsAt: z.date() });

export const createSessionStore = (client: Queryable): SessionStore => {
  const byId = readByKey(
    client,
    sessionRow,
    `select id as key, ${columns} from sessions where id = any($1::uuid[])`,
  );
  const bySeries = readByKey(
    client,
    sessionRow,
    `select series_id as key, ${columns} from sessions where series_id = any($1::uuid[]) order by ordinal`,
  );
  const find: SessionStore['find'] = async (id) => (await byId(id))[0];

  const changeOne = async (id: string, text: string, values: unknown[]): Promise<void> => {
    expectFound((await change(client, text, [id, ...values])) || undefined, 'session', id);
  };

  return {
    find,
    get: async (id) => expectFound(await find(id), 'session', id),

    channelOf: async (id) =>
      (
        await readFirst(client, channelRow, 'select channel_id as "channelId" from sessions where id = $1', [
          id,
        ])
      )?.channelId,

    add: async (facts, session) => {
      await change(
        client,
        `insert into sessions
           (id, series_id, channel_id, ordinal, title, content, rated, status, starts_at, next_due_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          facts.id,
          facts.seriesId,
          facts.channelId,
          facts.ordinal,
          facts.title,
          JSON.stringify(facts.content),
          facts.rated,
          ...searched(session),
        ],
      );
    },

    lock: (id) =>
      readFirst(client, sessionRow, `select ${columns} from sessions where id = $1 for no key update`, [id]),

    lockDue: (ids, now) =>
      readAll(
        client,
        sessionRow,
        `select ${columns} from sessions
         where id = any($1::uuid[]) and next_due_at <= $2 and set_aside_at is null
         order by next_due_at, id
         for no key update skip locked`,
        [ids, now],
      ),

    // Who can be saved can be processed, so a session that had been set aside comes back into the sweep.
    save: async (changes) => {
      if (changes.length === 0) return;
      const sessions = changes.map(({ session }) => session);
      const saved = await change(
        client,
        `with changed as (
           select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[])
             as changed (id, status, starts_at, next_due_at, state, events)
         ), saved as (
           update sessions
           set status = changed.status, starts_at = changed.starts_at, next_due_at = changed.next_due_at,
             state = changed.state::jsonb, revision = revision + 1, set_aside_at = null, set_aside_code = null
           from changed
           where sessions.id = changed.id
           returning sessions.workspace_id, sessions.id, sessions.revision, changed.events
         ), happened as (
           insert into session_events (workspace_id, session_id, revision, place, type, at, body)
           select saved.workspace_id, saved.id, saved.revision, event.place, event.body ->> 'type',
             (event.body ->> 'at')::timestamptz, event.body
           from saved cross join lateral jsonb_array_elements(saved.events::jsonb)
             with ordinality as event (body, place)
         )
         select from saved`,
        [
          changes.map(({ id }) => id),
          sessions.map(({ status }) => status),
          sessions.map(({ plan }) => plan.startsAt),
          sessions.map((session) => nextDue(session)?.at ?? null),
          sessions.map((session) => JSON.stringify(session)),
          changes.map(({ events }) => JSON.stringify(events)),
        ],
      );
      if (saved < changes.length)
        throw new Error(`there is no session ${changes.map(({ id }) => id).join(' or ')}`);
    },

    changeContent: (id, content) =>
      changeOne(id, 'update sessions set content = $2 where id = $1', [JSON.stringify(content)]),

    keep: (id, text) => changeOne(id, 'update sessions set kept = $2 where id = $1', [text]),

    noteWouldChange: (id, phase) =>
      changeOne(id, 'update sessions set would_change = $2 where id = $1', [phase]),

    setAside: (id, code, now) =>
      changeOne(id, 'update sessions set set_aside_at = $3, set_aside_code = $2 where id = $1', [code, now]),

    ofSeries: bySeries,

    lockPlanned: (seriesId) =>
      readAll(
        client,
        sessionRow,
        `select ${columns} from sessions where series_id = $1 and status = 'planned'
         order by ordinal
         for no key update`,
        [seriesId],
      ),

    comingIn: (channelId) =>
      readAll(
        client,
        sessionRow,
        `select ${columns} from sessions where channel_id = $1 and status <> 'closed' order by starts_at, id`,
        [channelId],
      ),

    missedIn: (channelId, since) =>
      readAll(
        client,
        sessionRow,
        `select ${columns} from sessions
         where channel_id = $1 and status = 'closed' and state ->> 'reason' in ('missed', 'nobody-came')
           and starts_at > $2
         order by starts_at, id`,
        [channelId, since],
      ),

    fullStarts: async (from, until, most, except) =>
      (
        await readAll(
          client,
          startRow,
          `select starts_at as "startsAt" from sessions
           where status = 'planned' and starts_at >= $1 and starts_at < $2 and id is distinct from $4
           group by starts_at having count(*) >= $3`,
          [from, until, most, except],
        )
      ).map(({ startsAt }) => startsAt),

    comingFor: (memberId, limit) =>
      readAll(
        client,
        sessionRow,
        `select ${columns} from sessions
         where status in ('planned', 'running', 'paused', 'writing') and not (state ? 'heldBy') and exists (
           select from participants
           where participants.workspace_id = sessions.workspace_id and session_id = sessions.id
             and member_id = $1 and left_at is null
         )
         order by starts_at, id
         limit $2`,
        [memberId, limit],
      ),

    comingLedBy: (memberId, limit) =>
      readAll(
        client,
        sessionRow,
        `select ${columns} from sessions
         where status in ('planned', 'running', 'paused', 'writing') and not (state ? 'heldBy')
           and $1 in (state -> 'lead' ->> 'memberId', state -> 'lead' ->> 'coLeadId')
         order by starts_at, id
         limit $2`,
        [memberId, limit],
      ),

    countOpen: async () => {
      const row = await readFirst(
        client,
        openRow,
        `select count(*)::integer as open from sessions
         where status in ('running', 'paused') and state -> 'plan' ->> 'mode' is distinct from 'self-paced'`,
      );
      return row?.open ?? 0;
    },
  };
};
