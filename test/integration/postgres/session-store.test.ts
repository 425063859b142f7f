import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import { dueEvents } from '../../../src/session/decide.ts';
import { nextDue } from '../../../src/session/timetable.ts';
import type { Stores, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase, testOnServer } from '../../support/database.ts';
import { after, at, content, everyStatus, facts, home, id, planned, settle } from './samples.ts';

let database: TestDatabase;
let transaction: Transaction;

beforeAll(async () => {
  database = await startDatabase();
  transaction = createTransaction(database.pool);
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
beforeEach(async () => {
  await database.emptyTables();
  await settle(transaction);
});

const inHome = <Result>(work: (stores: Stores) => Promise<Result>) => transaction(home, work);

test('a new session is read as it was written', async () => {
  const stored = await inHome(({ sessions }) => sessions.get(id(11)));
  expect(stored).toEqual({
    facts: facts(),
    session: planned(),
    revision: 1,
    kept: undefined,
    wouldChange: undefined,
  });
});

test.each(Object.entries(everyStatus()))('a session that is %s comes back the same', async (_, session) => {
  await inHome(({ sessions }) => sessions.save([{ id: id(11), session, events: [] }]));
  const stored = await inHome(({ sessions }) => sessions.get(id(11)));
  expect(stored.session).toEqual(session);
  expect(stored.revision).toBe(2);
  const { rows } = await database.pool.query('select status, starts_at, next_due_at from sessions');
  expect(rows).toEqual([
    { status: session.status, starts_at: at(0), next_due_at: nextDue(session)?.at ?? null },
  ]);
});

test('what has happened is appended in its order', async () => {
  const events = dueEvents({ ...planned(), peopleIn: 3 }, at(4));
  await inHome(({ sessions }) =>
    sessions.save([{ id: id(11), session: after(planned(), [-9, { type: 'tick' }]), events }]),
  );
  await inHome(({ sessions }) =>
    sessions.save([{ id: id(11), session: planned(), events: events.slice(0, 1) }]),
  );
  const { rows } = await database.pool.query(
    'select revision, place, type, at from session_events order by revision, place',
  );
  expect(rows).toEqual([
    ...events.map(({ type, at: instant }, index) => ({ revision: 2, place: index + 1, type, at: instant })),
    { revision: 3, place: 1, type: 'card-opened', at: at(-10) },
  ]);
});

test('who is not there is not found, and cannot be changed', async () => {
  await expect(inHome(({ sessions }) => sessions.find(id(99)))).resolves.toBeUndefined();
  await expect(inHome(({ sessions }) => sessions.lock(id(99)))).resolves.toBeUndefined();
  await expect(inHome(({ sessions }) => sessions.get(id(99)))).rejects.toThrow('there is no session');
  await expect(
    inHome(({ sessions }) => sessions.save([{ id: id(99), session: planned(), events: [] }])),
  ).rejects.toThrow('there is no session');
});

test('a session holds what the lead writes down', async () => {
  await inHome(async ({ sessions }) => {
    await sessions.keep(id(11), 'Report it, in #security');
    await sessions.noteWouldChange(id(11), 3);
    await sessions.changeContent(id(11), { ...content, title: 'Other' });
  });
  const stored = await inHome(({ sessions }) => sessions.get(id(11)));
  expect(stored).toMatchObject({ kept: 'Report it, in #security', wouldChange: 3, revision: 1 });
  expect(stored.facts.content.title).toBe('Other');
});

describe('what is due', () => {
  const dueIds = (now: Date) =>
    inHome(async ({ sessions }) =>
      (await sessions.lockDue([id(11), id(12), id(99)], now)).map(({ facts: { id: one } }) => one),
    );

  beforeEach(() =>
    inHome(({ sessions }) => sessions.add(facts({ id: id(12), ordinal: 2 }), planned(at(-5)))),
  );

  test('is locked by its instant, the longest due first', async () => {
    await expect(dueIds(at(-16))).resolves.toEqual([]);
    await expect(dueIds(at(-15))).resolves.toEqual([id(12)]);
    await expect(dueIds(at(-10))).resolves.toEqual([id(12), id(11)]);
  });

  test('is left alone once it is set aside, until it can be saved again', async () => {
    await inHome(({ sessions }) => sessions.setAside(id(12), 'unreadable-row', at(0)));
    await expect(dueIds(at(0))).resolves.toEqual([id(11)]);
    await inHome(({ sessions }) => sessions.save([{ id: id(12), session: planned(at(-5)), events: [] }]));
    await expect(dueIds(at(0))).resolves.toEqual([id(12), id(11)]);
  });

  testOnServer('is passed over while somebody else holds it', async () => {
    await inHome(async ({ sessions }) => {
      await sessions.lock(id(11));
      await expect(dueIds(at(0))).resolves.toEqual([id(12)]);
    });
  });

  test('names the row that cannot be read', async () => {
    await database.pool.query(`update sessions set state = '{"status": "planned"}' where ordinal = 2`);
    await expect(dueIds(at(0))).rejects.toMatchObject({ code: 'unreadable-row', rowId: id(12) });
  });
});

test('sessions are listed by series and by channel, and open ones counted', async () => {
  await inHome(async ({ sessions }) => {
    await sessions.add(facts({ id: id(12), ordinal: 2 }), planned(at(-60)));
    await sessions.add(facts({ id: id(13), ordinal: 3 }), everyStatus().completed!);
    await sessions.add(facts({ id: id(14), ordinal: 4, channelId: 'C2' }), everyStatus().paused!);
    await sessions.add(facts({ id: id(15), ordinal: 5, channelId: 'C2' }), everyStatus().writing!);
  });
  const ids = (stored: { facts: { id: string } }[]) => stored.map(({ facts: { id: one } }) => one);
  await inHome(async ({ sessions }) => {
    expect(ids(await sessions.ofSeries(id(1)))).toEqual([11, 12, 13, 14, 15].map(id));
    expect(ids(await sessions.comingIn('C1'))).toEqual([id(12), id(11)]);
    await expect(sessions.countOpen()).resolves.toBe(1);
  });
});
