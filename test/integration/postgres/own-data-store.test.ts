import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isNothingStored } from '../../../src/messages/own-data.ts';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { createTeamsStore } from '../../../src/postgres/teams-store.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import type { AnswerValue, Question } from '../../../src/session/answer.ts';
import type { Session } from '../../../src/session/session.ts';
import type { Claim, DeliveryStore } from '../../../src/use-cases/delivery-ports.ts';
import type { Stores, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import {
  at,
  content,
  elsewhere,
  facts,
  home,
  id,
  planned,
  series,
  settle,
  after as step,
} from './samples.ts';

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
  await inHome(({ people }) => people.saveChannel({ id: 'C1', name: 'team-sales' }));
});

const inHome = <Result>(work: (stores: Stores) => Promise<Result>) => transaction(home, work);
const standIn = { id: 'forgotten', name: 'Somebody', zone: 'UTC' };
const erase = (member: string) => inHome(({ ownData }) => ownData.erase(member, standIn));
const of = (member: string) => inHome(({ ownData }) => ownData.of(member));

const answer = async (
  member: string,
  question: Question,
  value: AnswerValue,
  late = false,
  session = id(11),
) => {
  const put = await inHome(async ({ answers, sessions }) =>
    answers.put(session, (await sessions.get(session)).revision, {
      memberId: member,
      question,
      value,
      late,
      answeredAt: at(2),
      orderedAt: at(2),
    }),
  );
  expect(put).toBe('stored');
};

/** Everything that a member can leave behind in somebody else's session. */
const leaveEverything = async (member: string, number: number) => {
  await answer(member, 'warm-up', { kind: 'choice', option: 2 });
  await answer(member, 'list', { kind: 'text', text: `list of ${number}` });
  await answer(member, 'list', { kind: 'nothing' }, true);
  await answer(member, 'check', { kind: 'choice', option: 1 });
  await answer(member, 'plan', { kind: 'text', text: `plan of ${number}` });
  await answer(member, 'confidence-before', { kind: 'rating', rating: 3 });
  await inHome(async (stores) => {
    await stores.participants.set(id(11), member, true, at(-5));
    await stores.questions.park(id(11), {
      id: id(100 + number),
      memberId: member,
      text: `question of ${number}`,
      parkedAt: at(5),
    });
    await stores.series.signUp(id(1), member, 'all', at(-60));
    await stores.people.saveMember({ id: member, name: `Name${number}`, zone: 'Europe/Lisbon' });
    await stores.drafts.add({
      id: id(200 + number),
      channelId: 'C1',
      memberId: member,
      body: { called: `draft of ${number}` },
      savedAt: at(-10),
    });
    await stores.ledger.owe([
      {
        subject: { kind: 'session', id: id(11) },
        kind: 'check-note',
        recipient: member,
        run: 0,
        dueAt: at(12),
        after: undefined,
      },
    ]);
  });
};

/** What Teams tells of somebody who does anything. */
const tell = async (member: string) => {
  const teams = createTeamsStore(database.pool);
  const chat = { id: `a:${member}`, kind: 'personal', serviceUrl: 'https://teams.test/' } as const;
  await teams.saveConversation(home, { ...chat, memberId: member });
  await teams.savePerson(home, { id: member, userId: `29:${member}`, name: 'Told', locale: 'en-GB' });
};

const know = (member: string, question: number, number: number) =>
  inHome(({ questions }) =>
    questions.know(id(11), {
      id: id(300 + number),
      questionId: id(100 + question),
      memberId: member,
      text: `known by ${number}`,
      named: true,
      late: false,
      now: at(6),
    }),
  );

/** Every row of every table, as text, in an order of its own. */
const everything = async (): Promise<string[]> => {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(
      `select to_jsonb(one)::text as row from ${name} as one order by 1`,
    );
    all.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return all;
};
const rowsWith = async (text: string): Promise<string[]> =>
  (await everything()).filter((row) => row.includes(text));

/** Stores a session that somebody leads as the second series' first. */
const ledBy = async (lead: string, session: (one: Session) => Session, coLead?: string) => {
  const one = {
    ...planned(),
    lead: { memberId: lead, absent: false, left: false, ...(coLead && { coLeadId: coLead }) },
  };
  await inHome(async (stores) => {
    await stores.series.add(
      series({
        id: id(2),
        kind: 'single',
        leadId: lead,
        plannedBy: lead,
        coLeadId: coLead,
        cadence: { kind: 'once' },
      }),
    );
    await stores.sessions.add(facts({ id: id(12), seriesId: id(2) }), session(one));
    await stores.people.saveMember({ id: lead, name: `Name of ${lead}`, zone: 'UTC' });
  });
};
const over = (session: Session) =>
  step(
    session,
    [-1, { type: 'count-people', peopleIn: 3, everyoneAnswered: false }],
    [0, { type: 'tick' }],
    [3000, { type: 'tick' }],
  );

describe('what is stored about a member', () => {
  test('is nothing at first', async () => {
    expect(isNothingStored(await of('U7'))).toBe(true);
  });

  test('is all of it, with titles and channels, and nothing of anybody else', async () => {
    await leaveEverything('U7', 7);
    await leaveEverything('U8', 8);
    await tell('U7');
    await know('U7', 8, 7);
    await know('U8', 7, 8);
    const session = {
      id: id(11),
      title: 'Spot the phish',
      channelId: 'C1',
      channelName: 'team-sales',
      startsAt: at(0),
      zone: 'Europe/Zurich',
    };
    const place = { id: id(1), title: 'Suspicious mail', channelId: 'C1', channelName: 'team-sales' };
    const common = { session, late: false, starred: false, answeredAt: at(2), chosen: undefined };

    const stored = await of('U7');

    expect(stored).toEqual({
      workspace: { id: home, name: 'Acme' },
      kept: { months: 12, uninstalledDays: 14 },
      memberId: 'U7',
      member: { name: 'Name7', zone: 'Europe/Lisbon' },
      contact: { name: 'Told', zone: undefined, locale: 'en-GB' },
      sessions: [{ session, joinedAt: at(-5), leftAt: undefined }],
      answers: expect.any(Array),
      questions: [{ session, text: 'question of 7', parkedAt: at(5) }],
      known: [{ session, text: 'known by 7', named: true, late: false, knownAt: at(6) }],
      signUps: [{ series: place, choice: 'all', chosenAt: at(-60) }],
      drafts: [
        { channelId: 'C1', channelName: 'team-sales', body: { called: 'draft of 7' }, savedAt: at(-10) },
      ],
      series: [],
      led: [],
      history: [],
      leadIn: [],
      messages: [
        { kind: 'check-note', about: 'Spot the phish', dueAt: at(12), postedAt: undefined, isNeeded: false },
      ],
    });
    expect(stored.answers).toHaveLength(6);
    const { options } = content.feedback.check;
    expect(stored.answers).toEqual(
      expect.arrayContaining([
        { ...common, question: 'check', value: { kind: 'choice', option: 1 }, chosen: options[0]!.text },
        {
          ...common,
          question: 'warm-up',
          value: { kind: 'choice', option: 2 },
          chosen: content.activeStart.options[1]!.text,
        },
        { ...common, question: 'list', value: { kind: 'text', text: 'list of 7' } },
        { ...common, question: 'list', value: { kind: 'nothing' }, late: true },
        { ...common, question: 'plan', value: { kind: 'text', text: 'plan of 7' } },
        { ...common, question: 'confidence-before', value: { kind: 'rating', rating: 3 } },
      ]),
    );
    expect(JSON.stringify(stored)).not.toContain('of 8');
  });

  test('includes what they lead, planned or changed, and where an admin named them', async () => {
    await ledBy('U7', (session) => session, 'U8');
    await inHome(async ({ settings, series: all }) => {
      await all.setStatus(id(1), 'paused', 'U7');
      await settings.save(
        'C1',
        { ...(await settings.get('C1')), planners: 'leads', leads: ['U8', 'U7'] },
        at(0),
      );
    });

    const { series: named, led, leadIn } = await of('U7');

    expect(named).toMatchObject([
      { series: { id: id(1) }, roles: ['changed'], isOver: false },
      { series: { id: id(2) }, roles: ['planned', 'leads'], isOver: false },
    ]);
    expect(led).toMatchObject([{ session: { id: id(12) }, roles: ['leads'], isOver: false }]);
    expect(leadIn).toEqual([{ channelId: 'C1', channelName: 'team-sales' }]);
    expect(await of('U8')).toMatchObject({
      series: [{ roles: ['co-leads'] }],
      led: [{ roles: ['co-leads'] }],
    });
  });
});

describe('to delete it', () => {
  test('leaves no row that knows the member, and touches nobody else’s', async () => {
    await leaveEverything('U8', 8);
    await tell('U8');
    const others = await everything();
    await leaveEverything('U7', 7);
    await tell('U7');
    expect((await rowsWith('U7')).length).toBeGreaterThan(10);

    await erase('U7');

    expect(await rowsWith('U7')).toEqual([]);
    expect(await rowsWith('of 7')).toEqual([]);
    const left = await everything();
    expect(others.filter((row) => !left.includes(row))).toEqual([]);
    // The message that will never be sent is still known by its row, to nobody's name.
    const [forgotten, ...more] = left.filter((row) => !others.includes(row) && !row.startsWith('edits'));
    expect(more).toEqual([]);
    expect(forgotten).toContain('"closed_reason": "cancelled"');
    expect(isNothingStored(await of('U7'))).toBe(true);
  });

  test('a second time does nothing', async () => {
    await leaveEverything('U7', 7);
    await erase('U7');
    const left = await everything();
    await erase('U7');
    expect(await everything()).toEqual(left);
  });

  test('ends at the workspace', async () => {
    await settle(transaction, elsewhere);
    await transaction(elsewhere, ({ people }) =>
      people.saveMember({ id: 'U7', name: 'Same id', zone: 'UTC' }),
    );
    await leaveEverything('U7', 7);

    await erase('U7');

    expect(await rowsWith('U7')).toEqual([expect.stringContaining('Same id')]);
  });

  test('keeps what others know about a question, without the question', async () => {
    await leaveEverything('U7', 7);
    await know('U8', 7, 8);

    await erase('U7');

    const { parked, known } = await inHome(async ({ questions }) => ({
      parked: await questions.parked(id(11)),
      known: await questions.known(id(11)),
    }));
    expect(parked).toEqual([{ id: id(107), memberId: undefined, text: undefined, parkedAt: at(5) }]);
    expect(known).toMatchObject([{ memberId: 'U8', text: 'known by 8' }]);

    await erase('U8');
    expect(await inHome(({ questions }) => questions.parked(id(11)))).toEqual([]);
  });

  test('keeps the lead of what is to come, and their desk and name', async () => {
    await ledBy('U7', (session) => session, 'U8');
    await inHome(({ ledger }) =>
      ledger.owe([
        {
          subject: { kind: 'session', id: id(12) },
          kind: 'desk',
          recipient: 'U7',
          run: 0,
          dueAt: at(-10),
          after: undefined,
        },
      ]),
    );
    await leaveEverything('U7', 7);
    await tell('U7');

    await erase('U7');

    const left = await of('U7');
    expect(left).toMatchObject({
      member: { name: 'Name7' },
      contact: { name: 'Told' },
      series: [{ roles: ['planned', 'leads'], isOver: false }],
      led: [{ roles: ['leads'], isOver: false }],
      messages: [{ kind: 'desk', isNeeded: true }],
      answers: [],
      sessions: [],
      drafts: [],
    });
    expect(await of('U8')).toMatchObject({ series: [{ roles: ['co-leads'] }] });
  });

  describe('while the desk that they had', () => {
    const deliveries = () => createDeliveryStore(database.pool);
    const desk = { subject: { kind: 'session', id: id(11) }, kind: 'desk' } as const;
    const present = { session: at(0), machine: at(0), leaseUntil: at(1), limit: 10 };
    const later = { ...present, session: at(99), machine: at(99) };
    const reference = { channel: 'D7', ts: '1.1' };
    const outdate = () => inHome(({ ledger }) => ledger.outdate([{ ...desk, urgency: 'now' }], at(0)));
    const sending = async () => {
      await inHome(({ ledger }) =>
        ledger.owe([{ ...desk, recipient: 'U7', run: 0, dueAt: at(-10), after: undefined }]),
      );
      const [claim] = await deliveries().claimPosts(present);
      await deliveries().sending(claim!, at(1), { destination: { to: 'member', memberId: 'U7' }, at: at(0) });
      return claim!;
    };
    const editing = async () => {
      await deliveries().posted(await sending(), { reference, postedAt: at(0), shownVersion: 1 });
      await outdate();
      const [claim] = await deliveries().claimEdits(present);
      return claim!;
    };

    test.each([
      ['comes back', (store, claim) => store.putEditBack(claim, at(2))],
      ['is forgotten', async () => {}],
      ['is made', (store, claim) => store.shown(claim, 2, at(1))],
    ] as [string, (store: DeliveryStore, claim: Claim) => Promise<void>][])(
      'is edited by a call that %s, it is not edited again, and the ledger goes on',
      async (_, end) => {
        const claim = await editing();

        await erase('U7');

        await end(deliveries(), claim);
        await deliveries().expireLeases(at(2));
        await outdate();
        await expect(deliveries().claimEdits(later)).resolves.toEqual([]);
        await expect(deliveries().nextDueAt()).resolves.toEqual({ session: undefined, machine: undefined });
      },
    );

    test.each([
      ['at once', async () => {}],
      ['after a doubt', (store, claim) => store.doubt(claim, { code: 'reset', cause: 'cut-off' }, at(0))],
    ] as [string, (store: DeliveryStore, claim: Claim) => Promise<void>][])(
      'is being sent, and is recorded %s, it is not edited afterwards',
      async (_, first) => {
        const claim = await sending();

        await erase('U7');

        await first(deliveries(), claim);
        await deliveries().posted(claim, { reference, postedAt: at(0), shownVersion: 1 });
        await outdate();
        await expect(deliveries().claimEdits(later)).resolves.toEqual([]);
      },
    );
  });

  test('puts somebody in the place of the lead of what is over', async () => {
    await ledBy('U7', over, 'U8');

    await erase('U7');
    await erase('U8');

    expect(await rowsWith('U7')).toEqual([]);
    expect(await rowsWith('"U8"')).toEqual([]);
    const { stored, one, name } = await inHome(async (stores) => ({
      stored: await stores.sessions.get(id(12)),
      one: await stores.series.get(id(2)),
      name: (await stores.people.getMember(standIn.id)).name,
    }));
    expect(stored.session.lead).toMatchObject({ memberId: standIn.id, absent: true });
    expect(one).toMatchObject({ leadId: standIn.id, plannedBy: standIn.id, coLeadId: undefined });
    expect(name).toBe('Somebody');
  });

  test('forgets who cancelled, paused and handed over', async () => {
    await inHome(async (stores) => {
      await stores.people.saveMember({ id: 'U7', name: 'Name7', zone: 'UTC' });
      await stores.series.setStatus(id(1), 'paused', 'U7');
      const held = { ...planned(), heldBy: 'U7' } as Session;
      await stores.sessions.save([
        {
          id: id(11),
          session: held,
          events: [
            { type: 'session-held', memberId: 'U7', at: at(-20) },
            { type: 'lead-changed', leadId: 'U7', at: at(-19) },
          ],
        },
      ]);
      const cancelled = step(planned(at(60)), [-1, { type: 'cancel', memberId: 'U7' }]);
      await stores.sessions.add(facts({ id: id(13), ordinal: 2 }), cancelled);
      await stores.settings.save('C1', { ...(await stores.settings.get('C1')), leads: ['U7', 'U8'] }, at(0));
    });

    await erase('U7');

    expect(await rowsWith('U7')).toEqual([]);
    const paused = await inHome(({ sessions }) => sessions.get(id(11)));
    expect(paused.session).toMatchObject({ status: 'planned', heldBy: standIn.id });
    expect(await inHome(async ({ settings }) => (await settings.get('C1')).leads)).toEqual(['U8']);
  });
});

describe('what the messages show of a member', () => {
  test('is found session by session, the latest first', async () => {
    await ledBy('U7', over);
    await leaveEverything('U7', 7);
    await know('U8', 7, 8);

    await expect(inHome(({ ownData }) => ownData.tracesInSessions('U7'))).resolves.toEqual([
      {
        id: id(11),
        status: 'planned',
        shows: ['check', 'confidence-before', 'in', 'late', 'list', 'parked', 'plan', 'warm-up'],
      },
      { id: id(12), status: 'closed', shows: ['lead'] },
    ]);
    await expect(inHome(({ ownData }) => ownData.tracesInSessions('U8'))).resolves.toEqual([
      { id: id(11), status: 'planned', shows: ['known'] },
    ]);
    await expect(inHome(({ ownData }) => ownData.tracesInSeries('U7'))).resolves.toEqual([id(1), id(2)]);
    await expect(inHome(({ ownData }) => ownData.tracesInSeries('U8'))).resolves.toEqual([]);
  });

  test('is the call of who was in, until the first answers are open', async () => {
    const running = step(
      planned(),
      [-1, { type: 'count-people', peopleIn: 3, everyoneAnswered: false }],
      [0, { type: 'tick' }],
    );
    const save = (session: Session) =>
      inHome(({ sessions }) => sessions.save([{ id: id(11), session, events: [] }]));
    await inHome(({ participants }) => participants.set(id(11), 'U7', true, at(-5)));
    const shows = async () => (await inHome(({ ownData }) => ownData.tracesInSessions('U7')))[0]?.shows;

    await save(running);
    expect(await shows()).toEqual(['called', 'in']);
    await save(step(running, [2, { type: 'tick' }]));
    expect(await shows()).toEqual(['in']);
  });
});
