import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import type { AnswerValue, Question } from '../../../src/session/answer.ts';
import type { SessionEvent } from '../../../src/session/events.ts';
import type { Stores, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { at, home, id, planned, settle } from './samples.ts';

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

type Put = { memberId?: string; late?: boolean; revision?: number; orderedAt?: Date; answeredAt?: Date };
const put = (question: Question, value: AnswerValue, options: Put = {}) => {
  const { memberId = 'U1', late = false, revision = 1, answeredAt = at(1), orderedAt = answeredAt } = options;
  return inHome(({ answers }) =>
    answers.put(id(11), revision, { memberId, question, value, late, answeredAt, orderedAt }),
  );
};
const choice = (option: number): AnswerValue => ({ kind: 'choice', option });
const list = (text: string): AnswerValue => ({ kind: 'text', text });
const values = () =>
  inHome(async ({ answers }) => (await answers.of(id(11))).map(({ value, late }) => ({ value, late })));

test('each kind of value comes back the same', async () => {
  await put('warm-up', choice(2));
  await put('confidence-before', { kind: 'rating', rating: 4 });
  await put('list', list('sender; link'), { answeredAt: at(2) });
  await put('plan', { kind: 'nothing' }, { answeredAt: at(3), late: true });
  const answer = {
    memberId: 'U1',
    mark: expect.stringMatching(/^[0-9a-f]{8}$/),
    late: false,
    answeredAt: at(1),
    starred: false,
  };
  await expect(inHome(({ answers }) => answers.ofMember(id(11), 'U1'))).resolves.toEqual([
    { ...answer, question: 'confidence-before', value: { kind: 'rating', rating: 4 } },
    { ...answer, question: 'warm-up', value: choice(2) },
    { ...answer, question: 'list', value: list('sender; link'), answeredAt: at(2) },
    { ...answer, question: 'plan', value: { kind: 'nothing' }, answeredAt: at(3), late: true },
  ]);
  await expect(inHome(({ answers }) => answers.ofMember(id(11), 'U2'))).resolves.toEqual([]);
});

test('a later click replaces the value, an earlier one that comes afterwards does not', async () => {
  await expect(put('warm-up', choice(1), { orderedAt: at(1) })).resolves.toBe('stored');
  await expect(put('warm-up', choice(2), { orderedAt: at(3) })).resolves.toBe('stored');
  await expect(put('warm-up', choice(3), { orderedAt: at(2) })).resolves.toBe('stored');
  await expect(values()).resolves.toEqual([{ value: choice(2), late: false }]);
  await expect(put('warm-up', choice(4), { orderedAt: at(3) })).resolves.toBe('stored');
  await expect(values()).resolves.toEqual([{ value: choice(4), late: false }]);
});

test('nothing is stored once the session has moved on', async () => {
  await inHome(({ sessions }) => sessions.save([{ id: id(11), session: planned(), events: [] }]));
  await expect(put('warm-up', choice(1))).resolves.toBe('outdated');
  await expect(values()).resolves.toEqual([]);
  await expect(put('warm-up', choice(1), { revision: 2 })).resolves.toBe('stored');
});

test('that more people are in is no reason to judge an answer anew, whatever else happened is', async () => {
  const counted = (peopleIn: number) => ({ type: 'people-counted', peopleIn, at: at(1) }) as const;
  const completed = { type: 'answers-completed', phase: 1, at: at(1) } as const;
  const change = (...events: SessionEvent[]) =>
    inHome(({ sessions }) => sessions.save([{ id: id(11), session: planned(), events }]));
  await change(counted(1));
  await change(counted(2));
  await expect(put('warm-up', choice(1))).resolves.toBe('stored');
  await change(counted(3), completed);
  await change(counted(4));
  await expect(put('warm-up', choice(2))).resolves.toBe('outdated');
  await expect(put('warm-up', choice(2), { revision: 4 })).resolves.toBe('stored');
});

test('an answer to a session that is not there is outdated', async () => {
  const answer = { memberId: 'U1', question: 'list', value: list('x'), late: false } as const;
  const put99 = inHome(({ answers }) =>
    answers.put(id(99), 1, { ...answer, answeredAt: at(1), orderedAt: at(1) }),
  );
  await expect(put99).resolves.toBe('outdated');
});

test('a late answer stands beside the one on time', async () => {
  await put('list', list('on time'));
  await put('list', list('late'), { late: true, answeredAt: at(9) });
  await expect(values()).resolves.toEqual([
    { value: list('on time'), late: false },
    { value: list('late'), late: true },
  ]);
});

test('progress counts those who are in', async () => {
  await inHome(async ({ participants }) => {
    for (const member of ['U1', 'U2', 'U3']) await participants.set(id(11), member, true, at(-1));
    await participants.set(id(11), 'U3', false, at(0));
  });
  await put('list', list('one'));
  await put('list', list('one, late'), { late: true });
  await put('list', list('left'), { memberId: 'U3' });
  await put('warm-up', choice(1), { memberId: 'U2' });
  await inHome(async ({ answers }) => {
    await expect(answers.progress(id(11), 'list')).resolves.toEqual({ peopleIn: 2, answered: 1 });
    await expect(answers.progress(id(11), 'plan')).resolves.toEqual({ peopleIn: 2, answered: 0 });
    await expect(answers.progress(id(99), 'plan')).resolves.toEqual({ peopleIn: 0, answered: 0 });
    await expect(answers.isComplete(id(11), 'list')).resolves.toBe(false);
    await expect(answers.isComplete(id(99), 'plan')).resolves.toBe(true);
  });
  await put('list', list('two'), { memberId: 'U2' });
  await inHome(({ answers }) => expect(answers.isComplete(id(11), 'list')).resolves.toBe(true));
});

test('lists are starred up to a number, and a list written anew has no star', async () => {
  const members = ['U1', 'U2', 'U3'];
  for (const memberId of members) await put('list', list('words'), { memberId });
  const star = (memberId: string, wanted = true) =>
    inHome(async ({ answers }) => {
      const list = (await answers.of(id(11))).find((one) => one.memberId === memberId);
      return answers.star(id(11), list?.mark ?? '00000000', wanted, 2);
    });
  const starred = () =>
    inHome(async ({ answers }) =>
      (await answers.of(id(11))).filter((answer) => answer.starred).map(({ memberId }) => memberId),
    );

  await expect(star('U1')).resolves.toBe(true);
  await expect(star('U2')).resolves.toBe(true);
  await expect(star('U3')).resolves.toBe(false);
  await expect(starred()).resolves.toEqual(['U1', 'U2']);
  // A second press of the same button changes nothing.
  await expect(star('U1')).resolves.toBe(true);
  await expect(starred()).resolves.toEqual(['U1', 'U2']);
  await expect(star('U1', false)).resolves.toBe(true);
  await expect(star('U1', false)).resolves.toBe(true);
  await expect(star('U3')).resolves.toBe(true);
  await expect(star('U9')).resolves.toBe(false);
  await expect(starred()).resolves.toEqual(['U2', 'U3']);
  await put('list', list('words'), { memberId: 'U2', orderedAt: at(5) });
  await put('list', list('other words'), { memberId: 'U3', orderedAt: at(5) });
  await expect(starred()).resolves.toEqual(['U2']);
});
