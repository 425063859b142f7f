import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/errors.ts';
import type { AnswerValue, Question } from '../../../src/session/answer.ts';
import { changeSession } from '../../../src/use-cases/change-session.ts';
import { countPeople } from '../../../src/use-cases/count-people.ts';
import { RepeatedError } from '../../../src/use-cases/once.ts';
import { recordAnswer } from '../../../src/use-cases/record-answer.ts';
import {
  berlin,
  type ChannelOnDatabase,
  channelForEachTest,
  workspace,
} from '../../support/channel-on-database.ts';
import { type TestDatabase, testOnServer } from '../../support/database.ts';
import { someoneWaits } from '../../support/hold-lock.ts';

let database: TestDatabase;
let channel: ChannelOnDatabase;
let id: string;

channelForEachTest(async (opened, itsDatabase) => {
  channel = opened;
  database = itsDatabase;
  const series = await channel.plan({ kind: 'single', cadence: { kind: 'once' } });
  id = (await channel.sessionsOf(series))[0]!.facts.id;
  await at('09:50');
  await channel.stores(async (stores) => {
    for (const member of ['U-BEN', 'U-CARO']) {
      await stores.participants.set(id, member, true, berlin('2026-12-01', '09:51'));
    }
    await countPeople(channel.context, stores, id, berlin('2026-12-01', '09:51'));
  });
  for (const time of ['09:58', '10:00']) await at(time);
});

const at = async (time: string) => {
  channel.setNow(berlin('2026-12-01', time));
  await channel.sweep();
};
const choice = (option: number): AnswerValue => ({ kind: 'choice', option });
const answer = (memberId: string, question: Question, value: AnswerValue, requestId: string = randomUUID()) =>
  recordAnswer(channel.context, { ...channel.by(memberId), requestId }, id, question, value);
const stored = () =>
  channel.stores(async ({ answers }) =>
    (await answers.of(id)).map(
      ({ memberId, question, late }) => `${memberId} ${question}${late ? ' late' : ''}`,
    ),
  );

test('a session that has moved on since it was remembered is read again', async () => {
  await answer('U-BEN', 'warm-up', choice(1));
  const before = channel.context.remembered.find(workspace, id);
  await at('10:03');
  await expect(answer('U-BEN', 'list', { kind: 'text', text: 'sender' })).resolves.toMatchObject({
    late: false,
  });
  expect(channel.context.remembered.find(workspace, id)?.revision).toBeGreaterThan(before!.revision);
  await expect(stored()).resolves.toEqual(['U-BEN warm-up', 'U-BEN list']);
});

test('what is remembered refuses nobody', async () => {
  await answer('U-BEN', 'warm-up', choice(1));
  const now = berlin('2026-12-01', '10:00');
  // As if another process had carried out the lead's presses.
  for (const _ of ['to the exercise', 'to the check']) {
    await channel.stores((stores) => changeSession(channel.context, stores, id, { type: 'next', now }));
  }
  await expect(answer('U-CARO', 'check', choice(2))).resolves.toMatchObject({ late: false });
  await expect(answer('U-CARO', 'list', choice(2))).resolves.toMatchObject({ late: true });
});

test('the answers that the member has given come back with it', async () => {
  await answer('U-BEN', 'warm-up', choice(1));
  const recorded = await answer('U-BEN', 'confidence-before', { kind: 'rating', rating: 4 });
  expect('answers' in recorded && recorded.answers.map(({ question }) => question).toSorted()).toEqual([
    'confidence-before',
    'warm-up',
  ]);
});

test('an answer stands, and is said to, where the database goes before the people are counted', async () => {
  let commits = 0;
  const { context } = channel;
  const goesAfterTheAnswer: typeof context.transaction = async (...work) => {
    if (commits === 2) throw new UnavailableError('08006');
    const result = await context.transaction(...work);
    commits += 1;
    return result;
  };
  const by = channel.by('U-DEV');
  const recorded = await recordAnswer(
    { ...context, transaction: goesAfterTheAnswer },
    by,
    id,
    'warm-up',
    choice(1),
  );
  expect(recorded).toMatchObject({ late: false });
  await expect(stored()).resolves.toEqual(['U-DEV warm-up']);
  const peopleIn = () => channel.stores(async ({ sessions }) => (await sessions.get(id)).session.peopleIn);
  await expect(peopleIn()).resolves.toBe(2);

  await answer('U-ELI', 'warm-up', choice(1));
  await expect(peopleIn()).resolves.toBe(4);
});

test('a request that is told again is carried out once', async () => {
  await answer('U-BEN', 'warm-up', choice(1), 'r1');
  await expect(answer('U-BEN', 'warm-up', choice(2), 'r1')).rejects.toBeInstanceOf(RepeatedError);
  const [only] = await channel.stores(({ answers }) => answers.of(id));
  expect(only?.value).toEqual(choice(1));
});

test('who has seen the answer to the check does not choose again, and nothing of the wish stays', async () => {
  await at('10:03');
  await at('10:09');
  await answer('U-BEN', 'check', choice(1));
  await at('10:12');
  await expect(answer('U-BEN', 'check', choice(2), 'r9')).resolves.toMatchObject({
    refusal: 'already-shown',
  });
  await expect(stored()).resolves.toEqual(['U-BEN check']);
  const { rows } = await database.pool.query(`select from inbox where request_id = 'r9'`);
  expect(rows).toHaveLength(0);
});

test('who had not joined is in with the first answer, and everybody is counted anew', async () => {
  await answer('U-ANA', 'warm-up', choice(1));
  const [session] = await channel.stores(async ({ sessions }) => [await sessions.get(id)]);
  expect(session?.session.peopleIn).toBe(3);
});

testOnServer('an answer that meets the reveal is late where it is stored after it', async () => {
  await at('10:03');
  await at('10:09');
  await answer('U-BEN', 'check', choice(1));
  const [shown, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const now = berlin('2026-12-01', '10:09');
  const reveal = channel.stores(async (stores) => {
    await changeSession(channel.context, stores, id, { type: 'reveal', now });
    shown.resolve();
    await mayEnd.promise;
  });
  await shown.promise;
  const caro = answer('U-CARO', 'check', choice(2));
  await someoneWaits(database.pool);
  mayEnd.resolve();
  await reveal;

  await expect(caro).resolves.toMatchObject({ late: true });
  await expect(stored()).resolves.toEqual(['U-BEN check', 'U-CARO check late']);
});

testOnServer(
  'an answer that comes just before the reveal is among those that get a word on the check',
  async () => {
    await at('10:03');
    await at('10:09');
    const [answered, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { context } = channel;
    const slowly: typeof context.transaction = (where, work, signal) =>
      context.transaction(
        where,
        async (stores) => {
          const result = await work(stores);
          answered.resolve();
          await mayEnd.promise;
          return result;
        },
        signal,
      );
    await answer('U-BEN', 'check', choice(1));
    const caro = recordAnswer(
      { ...context, transaction: slowly },
      channel.by('U-CARO'),
      id,
      'check',
      choice(2),
    );
    await answered.promise;
    const now = berlin('2026-12-01', '10:09');
    const reveal = channel.stores((stores) => changeSession(context, stores, id, { type: 'reveal', now }));
    await someoneWaits(database.pool);
    mayEnd.resolve();
    await Promise.all([caro, reveal]);

    const { rows } = await database.pool.query(
      `select recipient from deliveries where kind = 'check-note' order by recipient`,
    );
    expect(rows).toEqual([{ recipient: 'U-BEN' }, { recipient: 'U-CARO' }]);
  },
);
