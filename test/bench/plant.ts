import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { decide } from '../../src/session/decide.ts';
import { defaultPhaseMinutes } from '../../src/session/rules.ts';
import { planSession, type Session } from '../../src/session/session.ts';
import { nextDue } from '../../src/session/timetable.ts';
import { parseReadySession } from '../../src/templates/ready-session.ts';

const yaml = new URL('../../src/templates/ready/en/spot-the-phish.yaml', import.meta.url);
const content = JSON.stringify(parseReadySession(readFileSync(yaml, 'utf8')));

export const lead = 'U0';

/** What is planted: so many sessions that stand alike, each a series and a channel of its own. */
export type Planting = {
  sessions: number;
  /** Sessions of one workspace; their numbers follow one another. */
  perWorkspace: number;
  /** Who is in: `U0` (the lead), `U1` … */
  peopleEach: number;
  session: Session;
  /** Kinds of message that stand already. */
  posted: readonly ('card' | 'desk' | 'prompt-1')[];
  /** Without what their messages say, which nobody reads before they are due: a million of them take less room. */
  isEmpty?: boolean;
  /** The number of the first. */
  from?: number;
  /**
   * Number n starts n times this later than `session`, in whole seconds; for sessions that have not begun.
   */
  apartMs?: number;
};

/** Names of what is planted, by the number of the session. */
export const workspaceOf = (number: number, perWorkspace: number): string =>
  `slack:T${Math.floor(number / perWorkspace)}`;
export const channelOf = (number: number): string => `C${number}`;
export const sessionIdOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** A session of which nobody has been told yet. */
export const sessionPlanned = (startsAt: Date, phaseMinutes = defaultPhaseMinutes): Session =>
  planSession({ startsAt, phaseMinutes, cardMinutes: 10, adHoc: false, mode: 'online' }, { memberId: lead });

/** A session before its start: six people are in, its card and its desk stand. */
export const sessionBefore = (startsAt: Date, phaseMinutes = defaultPhaseMinutes): Session => {
  const planned = sessionPlanned(startsAt, phaseMinutes);
  const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
  const told = decide(planned, { type: 'tick', now: at(-10) }).session;
  const counted = decide(told, { type: 'count-people', peopleIn: 6, everyoneAnswered: false, now: at(-5) });
  return decide(counted.session, { type: 'tick', now: at(-2) }).session;
};

/** The same in its first phase. */
export const sessionRunning = (startedAt: Date, firstPhaseMinutes: number): Session =>
  decide(sessionBefore(startedAt, [firstPhaseMinutes, 6, 4, 2]), { type: 'tick', now: startedAt }).session;

/** Writes them straight into the tables; `owner` must be a superuser, whom no row-level security holds. */
export const plant = async (owner: Pool, planting: Planting): Promise<void> => {
  const { sessions, perWorkspace, peopleEach, session, posted, from = 0, apartMs = 0, isEmpty } = planting;
  if (sessions === 0) return;
  const { startsAt } = session.plan;
  const number = [from, from + sessions - 1, perWorkspace];
  await owner.query(
    `insert into workspaces (workspace_id, platform, name)
     select distinct ${workspace}, 'slack', 'Acme' from generate_series($1::integer, $2::integer) as n, ${size}
     on conflict do nothing`,
    number,
  );
  await owner.query(
    `insert into channels (workspace_id, id, name)
     select ${workspace}, 'C' || n, 'team' from generate_series($1::integer, $2::integer) as n, ${size}`,
    number,
  );
  await owner.query(
    `insert into members (workspace_id, id, name, zone)
     select distinct ${workspace}, '${lead}', 'Ana', 'Europe/Berlin'
     from generate_series($1::integer, $2::integer) as n, ${size}
     on conflict do nothing`,
    number,
  );
  await owner.query(
    `insert into series (workspace_id, id, channel_id, kind, title, lead_id, planned_by, planned_at, zone, cadence,
       status, skip_dates, first_date, local_time, contents)
     select ${workspace}, ${seriesId}, 'C' || n, 'single', 'Spot the phish', '${lead}', '${lead}', $4::timestamptz,
       'Europe/Berlin', '{"kind": "once"}', 'active', '[]', $4::timestamptz::date, '10:00', '[]'
     from generate_series($1::integer, $2::integer) as n, ${size}`,
    [...number, startsAt],
  );
  await owner.query(
    `insert into sessions (workspace_id, id, series_id, channel_id, ordinal, title, content, rated, status, starts_at,
       next_due_at, state)
     select ${workspace}, ${sessionId}, ${seriesId}, 'C' || n, 1, 'Spot the phish', $4::jsonb, true, $5::text,
       $6::timestamptz + later, $7::timestamptz + later,
       jsonb_set($8::jsonb, '{plan,startsAt}', to_jsonb($6::timestamptz + later))
     from generate_series($1::integer, $2::integer) as n, ${size},
       lateral (select floor(n * $9::float / 1000) * interval '1 second') as offset_of (later)`,
    [
      ...number,
      isEmpty ? '{}' : content,
      session.status,
      startsAt,
      nextDue(session)?.at,
      JSON.stringify(session),
      apartMs,
    ],
  );
  await owner.query(
    `insert into participants (workspace_id, session_id, member_id, joined_at)
     select ${workspace}, ${sessionId}, 'U' || person, $4::timestamptz
     from generate_series($1::integer, $2::integer) as n, ${size}, generate_series(0, $5::integer - 1) as person`,
    [...number, session.plan.startsAt, peopleEach],
  );
  for (const kind of posted) await plantPosted(owner, number, kind, startsAt);
};

const plantPosted = async (owner: Pool, number: number[], kind: string, at: Date): Promise<void> => {
  await owner.query(
    `with stands as (
       insert into deliveries (workspace_id, subject_kind, subject_id, kind, recipient, run, priority, due_at, state,
         posted_at, reference)
       select ${workspace}, 'session', ${sessionId}, $4::text, case when $4::text = 'desk' then '${lead}' else '' end, 0, 1,
         $5::timestamptz, 'posted', $5::timestamptz, jsonb_build_object('channel', 'C' || n, 'ts', (1700000000 + n) || '.000100')
       from generate_series($1::integer, $2::integer) as n, ${size}
       returning workspace_id, id
     )
     insert into edits (workspace_id, delivery_id, shown_version, shown_at)
     select workspace_id, id, 1, $5::timestamptz from stands`,
    [...number, kind, at],
  );
};

const size = '(select $3::integer as per_workspace) as size';
const workspace = `'slack:T' || n / per_workspace`;
const sessionId = `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const seriesId = `('00000000-0000-4000-9000-' || lpad(to_hex(n), 12, '0'))::uuid`;
