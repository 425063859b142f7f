import { describe, expect, test } from '@jest/globals';
import { createRetentionStore } from '../../../src/postgres/retention-store.ts';
import { createTeamsStore } from '../../../src/postgres/teams-store.ts';
import { decide } from '../../../src/session/decide.ts';
import { tidy } from '../../../src/use-cases/lifecycle/tidy.ts';
import type { RetentionStore } from '../../../src/use-cases/lifecycle-ports.ts';
import type { Log } from '../../../src/use-cases/log-port.ts';
import type { Series, Stores } from '../../../src/use-cases/ports.ts';
import {
  berlin,
  type ChannelOnDatabase,
  channelForEachTest,
  channelId,
  workspace,
} from '../../support/channel-on-database.ts';
import { type TestDatabase, testOnServer } from '../../support/database.ts';

let database: TestDatabase;
let channel: ChannelOnDatabase;
let lines: { level: string; fields: object; text: string }[];
let store: RetentionStore;

channelForEachTest((opened, itsDatabase) => {
  channel = opened;
  database = itsDatabase;
  store = createRetentionStore(database.pool);
  lines = [];
});

const write = (level: string) => (fields: object, text: string) => void lines.push({ level, fields, text });
const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };
const tidyAt = async (date: string, time = '03:00') => {
  channel.setNow(berlin(date, time));
  await tidy(channel.context, store, log);
};
const rows = async (table: string): Promise<number> =>
  (await database.pool.query(`select count(*)::integer as rows from ${table}`)).rows[0].rows;
const counts = async (...tables: string[]) =>
  Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await rows(table)] as const)));

/** A single session of that day, held to its end, in which Ben has written something. */
const held = async (date: string): Promise<Series> => {
  const series = await channel.plan({
    kind: 'single',
    firstDate: date,
    cadence: { kind: 'once' },
    plannedBy: 'U-CARO',
  });
  const [stored] = await channel.sessionsOf(series);
  const session = stored!.facts.id;
  await channel.stores(async (stores: Stores) => {
    await stores.series.signUp(series.id, 'U-BEN', 'all', berlin(date, '09:00'));
    await stores.participants.set(session, 'U-BEN', true, berlin(date, '09:55'));
    const value = { kind: 'text', text: 'secret' } as const;
    const answeredAt = berlin(date, '10:05');
    await stores.answers.put(session, 1, {
      ...{ memberId: 'U-BEN', question: 'list', value, late: false, answeredAt, orderedAt: answeredAt },
    });
    const question = { id: channel.context.newId(), memberId: 'U-BEN', text: 'why?' };
    await stores.questions.park(session, { ...question, parkedAt: berlin(date, '10:10') });
    await stores.questions.know(session, {
      ...{ id: channel.context.newId(), questionId: question.id, memberId: 'U-BEN', text: 'because' },
      ...{ named: true, late: false, now: berlin(date, '10:20') },
    });
    await stores.sessions.keep(session, 'what we keep');
    await stores.recaps.add(session, {
      releasedAt: berlin(date, '10:15'),
      participants: 6,
      actualMinutes: [3, 6, 4, 2],
    });
    for (const subject of [
      { kind: 'session', id: session },
      { kind: 'series', id: series.id },
    ] as const) {
      const kind = subject.kind === 'session' ? 'card' : 'announcement';
      await stores.ledger.owe([
        { subject, kind, recipient: '', run: 0, dueAt: berlin(date, '09:50'), after: undefined },
      ]);
    }
    const counted = decide(stored!.session, {
      ...{ type: 'count-people', peopleIn: 6, everyoneAnswered: false, now: berlin(date, '09:55') },
    });
    const began = decide(counted.session, { type: 'tick', now: berlin(date, '10:00') });
    const { session: over, events } = decide(began.session, {
      type: 'tick',
      now: berlin('2099-01-01', '10:00'),
    });
    expect(over.status).toBe('closed');
    await stores.sessions.save([{ id: session, session: over, events }]);
  });
  return series;
};

/** So many more people took part in a series' session and wrote something. */
const crowd = async (series: Series, people: number): Promise<void> => {
  const [stored] = await channel.sessionsOf(series);
  const values = [stored!.facts.id, people];
  await database.pool.query(
    `insert into participants (workspace_id, session_id, member_id, joined_at)
     select 'slack:T1', $1, 'U' || number, '2026-12-01' from generate_series(1, $2::integer) as number`,
    values,
  );
  await database.pool.query(
    `insert into answers
       (workspace_id, session_id, member_id, question, late, kind, body, answered_at, ordered_at)
     select 'slack:T1', $1, 'U' || number, 'list', false, 'text', 'secret', '2026-12-01', '2026-12-01'
     from generate_series(1, $2::integer) as number`,
    values,
  );
};

const personal = [
  'answers',
  'known_answers',
  'parked_questions',
  'participants',
  'session_events',
  'sign_ups',
  'deliveries',
  'edits',
];

describe('what people wrote and did', () => {
  test('is deleted a year after the session ended, not a day sooner, and the bare rows stay', async () => {
    await held('2026-12-01');
    const before = await counts(...personal);
    expect(Object.values(before).every((count) => count > 0)).toBe(true);

    // Late answers were open until 10:15 on the second.
    await tidyAt('2027-12-02', '10:14');
    expect(await counts(...personal)).toEqual(before);

    await tidyAt('2027-12-02', '10:16');
    expect(await counts(...personal)).toEqual(Object.fromEntries(personal.map((table) => [table, 0])));
    expect(await counts('series', 'sessions', 'recaps')).toEqual({ series: 1, sessions: 1, recaps: 1 });
    const { rows: left } = await database.pool.query(
      `select kept, state #>> '{lead,memberId}' as lead, lead_id, planned_by from sessions
       join series on series.id = series_id`,
    );
    expect(left).toEqual([{ kept: null, lead: 'forgotten', lead_id: 'forgotten', planned_by: 'forgotten' }]);
    expect((await database.pool.query('select participants from recaps')).rows).toEqual([
      { participants: 6 },
    ]);
  });

  test('is deleted when the workspace wants it', async () => {
    await held('2026-12-01');
    await channel.stores(({ lifecycle }) => lifecycle.changeKeepMonths(2));
    await tidyAt('2027-02-02', '10:16');
    expect(await rows('answers')).toBe(0);
  });

  test('stays where the session is younger, or the series goes on', async () => {
    await held('2027-11-01');
    const series = await channel.plan({
      kind: 'continuous',
      cadence: { kind: 'continuous', everyWeeks: 1, days: [2] },
    });
    await channel.stores(({ series: all }) =>
      all.signUp(series.id, 'U-BEN', 'all', berlin('2026-12-01', '09:00')),
    );
    await tidyAt('2027-12-03');
    expect(await counts('answers', 'sign_ups')).toEqual({ answers: 1, sign_ups: 2 });
  });

  test('goes in batches, and once', async () => {
    await crowd(await held('2026-12-01'), 2_099);
    const sizes: number[] = [];
    const counting: RetentionStore = {
      ...store,
      deleteOf: async (...details) => {
        const deleted = await store.deleteOf(...details);
        sizes.push(deleted);
        return deleted;
      },
    };
    channel.setNow(berlin('2027-12-03', '03:00'));
    await tidy(channel.context, counting, log);
    expect(Math.max(...sizes)).toBe(1_000);
    expect(await counts('answers', 'participants')).toEqual({ answers: 0, participants: 0 });
    expect(lines).toMatchObject([
      { level: 'info', fields: { sessions: 1, answers: 2_100, participants: 2_100 } },
    ]);

    await tidyAt('2027-12-04');
    expect(lines[1]).toMatchObject({ level: 'info', fields: {} });
  });

  testOnServer('is deleted by several processes at once as by one', async () => {
    for (const date of ['2026-12-01', '2026-12-02', '2026-12-03']) await crowd(await held(date), 1_500);
    channel.setNow(berlin('2027-12-06', '03:00'));
    const other = createRetentionStore(database.openPool());
    await Promise.all([tidy(channel.context, store, log), tidy(channel.context, other, log)]);
    // Whoever was second may have left the last of it to the first one's end.
    await tidy(channel.context, store, log);
    expect(await counts('answers', 'participants', 'session_events', 'deliveries')).toEqual({
      answers: 0,
      participants: 0,
      session_events: 0,
      deliveries: 0,
    });
    expect(lines.every(({ level }) => level === 'info')).toBe(true);
  });
});

test('drafts go after a day, requests after a day, outages after ninety, the others stay', async () => {
  await channel.stores(async (stores) => {
    await stores.drafts.add({
      ...{
        id: channel.context.newId(),
        channelId,
        memberId: 'U-BEN',
        body: {},
        savedAt: berlin('2026-12-01', '09:00'),
      },
    });
    await stores.inbox.take('old', berlin('2026-12-01', '08:58'));
    await stores.inbox.take('new', berlin('2026-12-01', '09:00'));
  });
  await channel.context.due.beat(berlin('2026-09-01', '09:00'), 30_000);
  await channel.context.due.beat(berlin('2026-09-01', '10:00'), 30_000);
  await channel.context.due.beat(berlin('2026-11-30', '09:00'), 30_000);

  await tidyAt('2026-12-02', '08:59');
  expect(await counts('drafts', 'inbox', 'outages')).toEqual({ drafts: 1, inbox: 1, outages: 1 });
  await tidyAt('2026-12-02', '09:01');
  expect(await rows('drafts')).toBe(0);
});

test('members go when nothing refers to them any more', async () => {
  await channel.plan();
  await channel.stores(async ({ people, settings }) => {
    await people.saveMember({ id: 'U-GONE', name: 'Gone', zone: 'UTC' });
    await people.saveMember({ id: 'U-NAMED', name: 'Named', zone: 'UTC' });
    const current = await settings.get(channelId);
    await settings.save(channelId, { ...current, leads: ['U-NAMED'] }, channel.context.now());
  });
  await tidyAt('2026-12-01');
  const { rows: left } = await database.pool.query('select id from members order by id');
  expect(left).toEqual([{ id: 'U-ANA' }, { id: 'U-NAMED' }]);
});

test('what Teams told of people, and chats that are closed, go when nothing names them any more', async () => {
  const teams = createTeamsStore(database.pool);
  const serviceUrl = 'https://teams.test/';
  await channel.plan();
  for (const id of ['U-ANA', 'U-GONE']) {
    await teams.savePerson(workspace, { id, userId: `29:${id}`, name: 'Somebody' });
    await teams.saveConversation(workspace, { id: `a:${id}`, kind: 'personal', serviceUrl, memberId: id });
    await teams.setClosed(workspace, `a:${id}`, 'bot-removed');
  }
  await teams.saveConversation(workspace, { id: 'a:U-NEW', kind: 'personal', serviceUrl, memberId: 'U-NEW' });
  await teams.saveConversation(workspace, { id: '19:a', kind: 'channel', serviceUrl });
  await teams.setClosed(workspace, '19:a', 'channel-gone');
  await tidyAt('2026-12-01');
  const ids = async (table: string) =>
    (await database.pool.query(`select id from ${table} order by id`)).rows.map(({ id }) => id);
  expect(await ids('teams_people')).toEqual(['U-ANA']);
  expect(await ids('teams_conversations')).toEqual(['19:a', 'a:U-ANA', 'a:U-NEW']);
});

describe('a workspace that was uninstalled', () => {
  const uninstall = (date: string) =>
    channel.stores(({ lifecycle }) => lifecycle.markUninstalled(berlin(date, '10:00')));
  const left = async () =>
    (await database.pool.query('select workspace_id as id from workspaces')).rows.map(({ id }) => id);

  test('is deleted after 14 days, with all that belongs to it; the others stay', async () => {
    await held('2026-12-01');
    await channel.context.transaction('slack:T2', async ({ people }) => {
      await people.saveWorkspace({ id: 'slack:T2', platform: 'slack', name: 'Other' });
      await people.saveChannel({ id: 'C2', name: 'theirs' });
    });
    await uninstall('2026-12-05');
    await tidyAt('2026-12-19', '09:59');
    expect((await left()).length).toBe(2);

    await tidyAt('2026-12-19', '10:01');
    expect(await left()).toEqual(['slack:T2']);
    expect(await counts(...personal, 'series', 'sessions', 'recaps', 'members')).toEqual(
      Object.fromEntries([...personal, 'series', 'sessions', 'recaps', 'members'].map((table) => [table, 0])),
    );
    expect(await rows('channels')).toBe(1);
  });

  test('stays when it was installed again in time', async () => {
    await held('2026-12-01');
    await uninstall('2026-12-05');
    await channel.stores(({ lifecycle }) => lifecycle.markInstalled());
    await tidyAt('2026-12-30');
    expect((await left()).length).toBe(1);
    expect(await rows('answers')).toBe(1);
  });

  test('is not deleted by a round that began before it was installed again', async () => {
    await uninstall('2026-12-05');
    const late: RetentionStore = {
      ...store,
      workspaces: async () => {
        const found = await store.workspaces();
        await channel.stores(({ lifecycle }) => lifecycle.markInstalled());
        return found;
      },
    };
    channel.setNow(berlin('2026-12-30', '03:00'));
    await tidy(channel.context, late, log);
    expect((await left()).length).toBe(1);
  });
});

test('a workspace that cannot be tidied holds up no other, and is told of', async () => {
  const broken: RetentionStore = { ...store, untidied: () => Promise.reject(new Error('secret words')) };
  channel.setNow(berlin('2026-12-30', '03:00'));
  await tidy(channel.context, broken, log);
  expect(lines).toMatchObject([
    { level: 'error', text: 'a workspace could not be tidied' },
    { level: 'info', text: 'what is no longer kept was deleted' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret words');
});
