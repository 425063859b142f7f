import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** A member's id is a text; so are the ids in lists and in JSON. */
const mayHoldMember = /^(text|jsonb)/;

/** Every such column of the schema that holds no member: codes, titles, ids of channels and workspaces, times. */
const holdsNoMember = [
  'answers: question kind mark',
  'channel_settings: channel_id skip_dates working_hours style planners',
  'channels: id name',
  'deliveries: subject_kind kind after_kind state closed_reason doubt_code doubt_cause',
  'drafts: channel_id',
  'edits: state closed_reason',
  // Slack's id of one press: made of the workspace's and random numbers.
  'inbox: request_id',
  'schema_migrations: name checksum',
  'series: channel_id kind title audience zone cadence status skip_dates contents interrupted',
  'session_events: type',
  // What was kept belongs to those who were there; its lead wrote it down.
  'sessions: channel_id title content status kept set_aside_code',
  'sign_ups: choice',
  'teams_conversations: id kind service_url team_id aad_group_id name closed',
  'workspaces: platform name',
];

/** What export and delete do about each that does. */
const holdsMember: Readonly<Record<string, { export: string; erase: string }>> = {
  'answers.member_id': { export: 'answers', erase: 'row deleted' },
  'answers.body': { export: 'answers', erase: 'row deleted' },
  'channel_settings.leads': { export: 'leadIn', erase: 'taken out of the list' },
  'deliveries.recipient': {
    export: 'privateMessages',
    erase: 'replaced by the id of the row; stays on the desk of a session that the member leads',
  },
  'deliveries.reference': { export: 'where a chat is, not what', erase: 'emptied with the recipient' },
  'deliveries.destination': { export: 'where a chat is, not what', erase: 'emptied with the recipient' },
  'drafts.member_id': { export: 'drafts', erase: 'row deleted' },
  'drafts.body': {
    export: 'drafts',
    erase: 'row deleted; that of somebody else may name the member as a lead, and is dropped when it is old',
  },
  'known_answers.member_id': { export: 'answersToParkedQuestions', erase: 'row deleted' },
  'known_answers.body': { export: 'answersToParkedQuestions', erase: 'row deleted' },
  'members.id': { export: 'member', erase: 'row deleted, unless something that is not over names them' },
  'members.name': { export: 'member', erase: 'as members.id' },
  'members.zone': { export: 'member', erase: 'as members.id' },
  'parked_questions.member_id': {
    export: 'parkedQuestions',
    erase: 'row deleted; emptied where others have answered',
  },
  'parked_questions.body': { export: 'parkedQuestions', erase: 'as parked_questions.member_id' },
  'participants.member_id': { export: 'sessions', erase: 'row deleted' },
  'series.lead_id': { export: 'series', erase: 'replaced once it is over' },
  'series.co_lead_id': { export: 'series', erase: 'emptied once it is over' },
  'series.planned_by': { export: 'series', erase: 'replaced once it is over' },
  'series.changed_by': { export: 'series', erase: 'emptied' },
  'session_events.body': { export: 'history', erase: 'replaced, unless the member leads that session still' },
  'sessions.state': {
    export: 'ledSessions',
    erase: 'lead and co-lead replaced once it is over; who cancelled or paused it at once',
  },
  'sign_ups.member_id': { export: 'calledFor', erase: 'row deleted' },
  'teams_conversations.member_id': { export: 'contact', erase: 'as members.id' },
  'teams_people.id': { export: 'contact', erase: 'as members.id' },
  'teams_people.user_id': { export: "no: the bot's name for them", erase: 'as members.id' },
  'teams_people.name': { export: 'contact', erase: 'as members.id' },
  'teams_people.zone': { export: 'contact', erase: 'as members.id' },
  'teams_people.locale': { export: 'contact', erase: 'as members.id' },
};

const schema = readFileSync(new URL('../../../migrations/schema.sql', import.meta.url), 'utf8');

/** `table.column` of every column that could hold a member's id. */
const columns = [...schema.matchAll(/CREATE TABLE public\.(\w+) \((.*?)\n\);/gs)].flatMap(
  ([, table, body = '']) =>
    body
      .split('\n')
      .map((line) => /^\s+(\w+) (.*)$/.exec(line))
      .flatMap((found) => (found && mayHoldMember.test(found[2]!) ? [`${table}.${found[1]}`] : []))
      .filter((column) => !column.endsWith('.workspace_id')),
);

test('For every column that may hold a member it is decided what export and delete do about it', () => {
  expect(columns.length).toBeGreaterThan(50);
  const without = holdsNoMember.flatMap((line) => {
    const [table, names = ''] = line.split(': ');
    return names.split(' ').map((name) => `${table}.${name}`);
  });
  expect([...without, ...Object.keys(holdsMember)].toSorted()).toEqual(columns.toSorted());
});
