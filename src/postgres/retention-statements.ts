import type { otherRemains, sessionRemains } from '../use-cases/lifecycle-ports.ts';

/** Rows are named by where they lie, because not every table has a key of one column. */
const someOf = (table: string, where: string, limit: string) => `
  delete from ${table} where ctid = any(array(
    select ctid from ${table} where ${where} limit ${limit} for update skip locked
  ))`;

const ofThese = (table: string) => someOf(table, 'session_id = any($1)', '$2');

/** $1: ids of sessions, $2: how many rows at most. */
export const ofSessions: Readonly<Record<(typeof sessionRemains)[number], string>> = {
  answers: ofThese('answers'),
  'known-answers': someOf(
    'known_answers',
    'question_id in (select id from parked_questions where session_id = any($1))',
    '$2',
  ),
  'parked-questions': ofThese('parked_questions'),
  participants: ofThese('participants'),
  'session-events': ofThese('session_events'),
  // With a message its edits go, and with a message that was taken back its removal.
  deliveries: someOf('deliveries', `subject_kind = 'session' and subject_id = any($1)`, '$2'),
};

/** True for a row of `series` that has sessions, all of them blank. */
export const seriesIsBlank = `
  exists (select from sessions where sessions.series_id = series.id)
  and not exists (select from sessions where sessions.series_id = series.id and tidied_at is null)`;

const ofBlankSeries = (column: string) => `${column} in (select id from series where ${seriesIsBlank})`;

/** True where nothing that is stored names the member whose id `column` holds. */
const isUnnamed = (column: string) => `
  not exists (select from participants where participants.member_id = ${column})
  and not exists (select from answers where answers.member_id = ${column})
  and ${column} not in (
    select member_id from sign_ups
    union select member_id from drafts
    union select member_id from parked_questions where member_id is not null
    union select member_id from known_answers
    union select recipient from deliveries
    union select unnest(array[lead_id, planned_by]) from series
    union select unnest(array[coalesce(co_lead_id, ''), coalesce(changed_by, '')]) from series
    union select unnest(leads) from channel_settings
    union select state #>> '{lead,memberId}' from sessions
    union select coalesce(state #>> '{lead,coLeadId}', '') from sessions
    union select coalesce(state ->> 'heldBy', state ->> 'cancelledBy', '') from sessions
  )`;

/** Whatever their age, as far as $1 is an instant. */
const always = '$1::timestamptz is not null';

/** $1: an instant before which something is old, $2: how many rows at most. */
export const oldRows: Readonly<Record<(typeof otherRemains)[number], string>> = {
  'sign-ups': someOf('sign_ups', `${always} and ${ofBlankSeries('series_id')}`, '$2'),
  announcements: someOf(
    'deliveries',
    `${always} and subject_kind = 'series' and ${ofBlankSeries('subject_id')}`,
    '$2',
  ),
  drafts: someOf('drafts', 'saved_at < $1', '$2'),
  requests: someOf('inbox', 'received_at < $1', '$2'),
  members: someOf('members', `${always} and ${isUnnamed('members.id')}`, '$2'),
  'known-people': someOf('teams_people', `${always} and ${isUnnamed('teams_people.id')}`, '$2'),
  'closed-chats': someOf(
    'teams_conversations',
    `${always} and kind = 'personal' and closed is not null and ${isUnnamed('teams_conversations.member_id')}`,
    '$2',
  ),
};

const isUninstalled = 'exists (select from workspaces where uninstalled_at < $1)';

/** Those of which there may be many; whatever else there is goes with the workspace. */
const bigTables = [
  'deliveries',
  'answers',
  'session_events',
  'participants',
  'known_answers',
  'parked_questions',
  'recaps',
  'sessions',
  'sign_ups',
  'series',
  'drafts',
  'inbox',
  'members',
  'teams_people',
  'teams_conversations',
];

/** $1: the instant before which the workspace was uninstalled, $2: how many rows at most. */
export const uninstalledRows: readonly string[] = [
  ...bigTables.map((table) => someOf(table, isUninstalled, '$2')),
  'delete from workspaces where uninstalled_at < $1 and $2::integer > 0',
];
