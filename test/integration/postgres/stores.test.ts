import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDueStore } from '../../../src/postgres/due-store.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import type { DueStore, Stores, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { at, elsewhere, everyStatus, facts, home, id, planned, series, settle } from './samples.ts';

let database: TestDatabase;
let transaction: Transaction;
let due: DueStore;

beforeAll(async () => {
  database = await startDatabase();
  transaction = createTransaction(database.pool);
  due = createDueStore(database.pool);
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
beforeEach(async () => {
  await database.emptyTables();
  await settle(transaction);
});

const inHome = <Result>(work: (stores: Stores) => Promise<Result>) => transaction(home, work);

describe('series', () => {
  test('come back as they were written', async () => {
    const single = series({ id: id(2), kind: 'single', audience: undefined, cadence: { kind: 'once' } });
    await inHome(({ series: store }) => store.add(single));
    await expect(inHome(({ series: store }) => store.get(id(1)))).resolves.toEqual(series());
    await expect(inHome(({ series: store }) => store.get(id(2)))).resolves.toEqual(single);
    await expect(inHome(({ series: store }) => store.find(id(9)))).resolves.toBeUndefined();
    await expect(inHome(({ series: store }) => store.get(id(9)))).rejects.toThrow('there is no series');
  });

  test('the last choice of a member counts', async () => {
    await inHome(async ({ series: store }) => {
      await store.signUp(id(1), 'U2', 'first', at(-30));
      await store.signUp(id(1), 'U1', 'all', at(-20));
      await store.signUp(id(1), 'U3', 'all', at(-15));
      await store.signUp(id(1), 'U1', 'all', at(-10));
      await store.signUp(id(1), 'U3', 'none', at(-5));
    });
    await expect(inHome(({ series: store }) => store.signedUp(id(1)))).resolves.toEqual([
      { memberId: 'U2', choice: 'first' },
      { memberId: 'U1', choice: 'all' },
    ]);
  });
});

test('participants join, leave and join again, and only a change is one', async () => {
  const set = (member: string, isIn: boolean, minutes: number) =>
    inHome(({ participants }) => participants.set(id(11), member, isIn, at(minutes)));
  await expect(set('U1', false, -9)).resolves.toBe(false);
  await expect(set('U1', true, -8)).resolves.toBe(true);
  await expect(set('U2', true, -7)).resolves.toBe(true);
  await expect(set('U1', true, -6)).resolves.toBe(false);
  await expect(set('U1', false, -5)).resolves.toBe(true);
  await expect(inHome(({ participants }) => participants.isIn(id(11), 'U1'))).resolves.toBe(false);
  await expect(set('U1', true, -4)).resolves.toBe(true);
  await expect(inHome(({ participants }) => participants.isIn(id(11), 'U1'))).resolves.toBe(true);
  await expect(inHome(({ participants }) => participants.in(id(11)))).resolves.toEqual([
    { memberId: 'U2', joinedAt: at(-7) },
    { memberId: 'U1', joinedAt: at(-4) },
  ]);
});

test('parked questions and what is known about them are kept once', async () => {
  const question = { id: id(31), memberId: 'U1', text: 'Whom do I ask?', parkedAt: at(8) };
  const known = { questionId: id(31), memberId: 'U2', text: 'The desk', named: true, late: false };
  await inHome(async ({ questions }) => {
    await questions.park(id(11), question);
    await questions.park(id(11), { ...question, text: 'again' });
    await questions.know(id(11), { ...known, id: id(32), now: at(9) });
    await questions.know(id(11), { ...known, id: id(32), now: at(10) });
    await questions.know(id(99), { ...known, id: id(33), now: at(10) });
  });
  await expect(inHome(({ questions }) => questions.parked(id(11)))).resolves.toEqual([question]);
  await expect(inHome(({ questions }) => questions.known(id(11)))).resolves.toEqual([known]);
});

test('people and channels are known by their latest names', async () => {
  await inHome(async ({ people }) => {
    await people.saveChannel({ id: 'C1', name: 'general' });
    await people.saveChannel({ id: 'C1', name: 'all' });
    await people.saveMember({ id: 'U1', name: 'Ann', zone: 'Europe/Zurich' });
    await people.saveMember({ id: 'U1', name: 'Ann', zone: 'Europe/Lisbon' });
    await people.saveWorkspace({ id: home, platform: 'slack', name: 'Acme Ltd' });
    await expect(people.getChannel('C1')).resolves.toEqual({ id: 'C1', name: 'all' });
    await expect(people.getMember('U1')).resolves.toEqual({ id: 'U1', name: 'Ann', zone: 'Europe/Lisbon' });
    await expect(people.getMember('U2')).rejects.toThrow('there is no member U2');
  });
});

test('a draft is saved, saved again, found and removed', async () => {
  const draft = {
    id: id(41),
    channelId: 'C1',
    memberId: 'U1',
    body: { dates: [1], title: 'x' },
    savedAt: at(0),
  };
  await inHome(async ({ drafts }) => {
    await drafts.add({ ...draft, body: {} });
    await expect(drafts.change(draft)).resolves.toBe(true);
    await expect(drafts.find(id(41))).resolves.toEqual(draft);
    await expect(drafts.lock(id(41))).resolves.toBe(true);
    await drafts.remove(id(41));
    await expect(drafts.find(id(41))).resolves.toBeUndefined();
    await expect(drafts.lock(id(41))).resolves.toBe(false);
    // A change that comes late does not bring it back.
    await expect(drafts.change(draft)).resolves.toBe(false);
    await expect(drafts.find(id(41))).resolves.toBeUndefined();
  });
});

test('the figures of a recap stand still', async () => {
  const recap = { releasedAt: at(16), participants: 5, actualMinutes: [3, 7, 4, 2] };
  await inHome(({ recaps }) => recaps.add(id(11), recap));
  await inHome(({ recaps }) => recaps.add(id(11), { ...recap, participants: 6 }));
  const { rows } = await database.pool.query('select participants, actual_minutes from recaps');
  expect(rows).toEqual([{ participants: 5, actual_minutes: [3, 7, 4, 2] }]);
});

describe('what is due', () => {
  test('is found across workspaces, the longest due first', async () => {
    await settle(transaction, elsewhere);
    await transaction(elsewhere, ({ sessions }) =>
      sessions.save([{ id: id(11), session: planned(at(-5)), events: [] }]),
    );
    await inHome(({ sessions }) => sessions.add(facts({ id: id(12), ordinal: 2 }), everyStatus().completed!));
    const [first, second] = [
      { workspace: elsewhere, id: id(11) },
      { workspace: home, id: id(11) },
    ];
    await expect(due.nextSessionDueAt()).resolves.toEqual(at(-15));
    await expect(due.dueSessions(at(-16), 9)).resolves.toEqual([]);
    await expect(due.dueSessions(at(-10), 9)).resolves.toEqual([first, second]);
    await expect(due.dueSessions(at(-10), 1)).resolves.toEqual([first]);
    await transaction(elsewhere, ({ sessions }) => sessions.setAside(id(11), 'unreadable-row', at(-9)));
    await expect(due.dueSessions(at(-10), 9)).resolves.toEqual([second]);
    await expect(due.nextSessionDueAt()).resolves.toEqual(at(-10));
  });

  test('is nothing where nothing is planned', async () => {
    await inHome(({ sessions }) =>
      sessions.save([{ id: id(11), session: everyStatus().missed!, events: [] }]),
    );
    await expect(due.nextSessionDueAt()).resolves.toBeUndefined();
  });
});

test('a gap between two beats is an outage', async () => {
  const minute = 60_000;
  for (const minutes of [0, 0.5, 7, 7.5, 7.2, 8]) await due.beat(at(minutes), minute);
  const outageAt = (instant: Date) => inHome(({ outages }) => outages.at(instant));
  await expect(outageAt(at(0.4))).resolves.toBeUndefined();
  await expect(outageAt(at(3))).resolves.toEqual({ from: at(0.5), to: at(7) });
  await expect(outageAt(at(7.4))).resolves.toBeUndefined();
});
