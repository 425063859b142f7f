import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MessageKind, Urgency } from '../../../src/messages/owed.ts';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import type { Claim, DeliveryStore } from '../../../src/use-cases/delivery-ports.ts';
import type { LedgerStore, OwedPost, Subject, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { at, everyStatus, facts, home, id, settle } from './samples.ts';

let database: TestDatabase;
let transaction: Transaction;
let deliveries: DeliveryStore;

beforeAll(async () => {
  database = await startDatabase();
  transaction = createTransaction(database.pool);
  deliveries = createDeliveryStore(database.pool);
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
beforeEach(async () => {
  await database.emptyTables();
  await settle(transaction);
});

const subject: Subject = { kind: 'session', id: id(11) };
const inLedger = <Result>(work: (ledger: LedgerStore) => Promise<Result>) =>
  transaction(home, ({ ledger }) => work(ledger));

const owed = (kind: MessageKind, changes: Partial<OwedPost> = {}): OwedPost => ({
  subject,
  kind,
  recipient: '',
  run: 0,
  dueAt: at(-10),
  after: undefined,
  ...changes,
});
const owe = (...posts: OwedPost[]) => inLedger((ledger) => ledger.owe(posts));
const outdate = (kind: MessageKind, urgency: Urgency, now: Date) =>
  inLedger((ledger) => ledger.outdate([{ subject, kind, urgency }], now));
const withdraw = (kind: MessageKind, run = 0) =>
  inLedger((ledger) => ledger.withdraw([{ subject, kind, run }], at(1)));

/** The machine clock stands at noon of another day: the two must never be compared. */
const machine = (seconds: number): Date => new Date(Date.UTC(2031, 0, 1, 12, 0, seconds));
const present = (session = at(0), now = machine(0)) => ({
  session,
  machine: now,
  leaseUntil: new Date(now.getTime() + 5_000),
  limit: 10,
});
const claimPosts = (session?: Date, now?: Date) => deliveries.claimPosts(present(session, now));
const claimEdits = (session?: Date, now?: Date) => deliveries.claimEdits(present(session, now));

const reference = { channel: 'C1', ts: '1.1' };
/** Posts what is claimed, as it was composed when the claim was read. */
const send = async (claim: Claim, postedAt = at(0)): Promise<boolean> => {
  const { version } = await deliveries.post(claim);
  await deliveries.sending(claim, machine(5));
  return deliveries.posted(claim, { reference, postedAt, shownVersion: version });
};
/** Owes a message and posts it at `postedAt`. */
const stands = async (kind: MessageKind, postedAt = at(0)): Promise<Claim> => {
  await owe(owed(kind));
  const [claim] = await claimPosts();
  await send(claim!, postedAt);
  return claim!;
};
const states = async () => {
  const { rows } = await database.pool.query(
    'select kind, run, removal, state, closed_reason as reason from deliveries order by kind, run, removal',
  );
  return rows;
};

describe('owe', () => {
  test('a message is owed once, however often it is said', async () => {
    await owe(owed('card'), owed('desk', { recipient: 'U1' }));
    await owe(owed('card', { dueAt: at(5) }), owed('desk', { recipient: 'U2' }), owed('card', { run: 1 }));
    await owe();
    const claims = await claimPosts();
    const letters = await Promise.all(claims.map((claim) => deliveries.post(claim)));
    expect(letters).toEqual(
      [
        { subject, kind: 'card', recipient: '', run: 0, removes: undefined, version: 1 },
        { subject, kind: 'card', recipient: '', run: 1, removes: undefined, version: 1 },
        { subject, kind: 'desk', recipient: 'U1', run: 0, removes: undefined, version: 1 },
        { subject, kind: 'desk', recipient: 'U2', run: 0, removes: undefined, version: 1 },
      ].map((letter) => expect.objectContaining(letter)),
    );
  });

  test('the reference is that of the latest message that stands', async () => {
    const find = (run?: number) => inLedger((ledger) => ledger.reference(subject, 'prompt-2', run));
    await expect(find()).resolves.toBeUndefined();
    await stands('prompt-2');
    await expect(find()).resolves.toEqual(reference);
    await expect(find(1)).resolves.toBeUndefined();
    await withdraw('prompt-2');
    await expect(find()).resolves.toBeUndefined();
  });
});

describe('withdraw', () => {
  test('what is planned or claimed is never posted', async () => {
    await owe(owed('prompt-2'), owed('prompt-2', { run: 1, dueAt: at(5) }));
    const [claim] = await claimPosts(at(0));
    await withdraw('prompt-2', 0);
    await withdraw('prompt-2', 1);
    await withdraw('prompt-2', 1);
    await expect(deliveries.sending(claim!, machine(5))).resolves.toBe(false);
    await expect(states()).resolves.toEqual([
      { kind: 'prompt-2', run: 0, removal: false, state: 'closed', reason: 'cancelled' },
      { kind: 'prompt-2', run: 1, removal: false, state: 'closed', reason: 'cancelled' },
    ]);
  });

  test('what is posted is removed, once', async () => {
    const posted = await stands('prompt-2');
    await withdraw('prompt-2');
    await withdraw('prompt-2');
    const removals = await claimPosts(at(1));
    expect(removals).toMatchObject([{ removal: true, dueAt: at(1) }]);
    expect(removals[0]!.id).not.toBe(posted.id);
    const details = await deliveries.post(removals[0]!);
    expect(details).toMatchObject({ subject, kind: 'prompt-2', removes: reference, version: 0 });
    await deliveries.sending(removals[0]!, machine(5));
    const done = { reference: undefined, postedAt: at(1), shownVersion: 0 };
    await expect(deliveries.posted(removals[0]!, done)).resolves.toBe(true);
  });

  test('what is on its way is removed once it stands', async () => {
    await owe(owed('prompt-2'));
    const [claim] = await claimPosts();
    await deliveries.sending(claim!, machine(5));
    await withdraw('prompt-2');
    await expect(claimPosts(at(2))).resolves.toEqual([]);
    await expect(deliveries.nextDueAt()).resolves.toMatchObject({ session: undefined });
    await deliveries.posted(claim!, { reference, postedAt: at(1), shownVersion: 1 });
    await expect(claimPosts(at(2))).resolves.toMatchObject([{ removal: true }]);
  });

  test('what is in doubt waits until it is settled', async () => {
    await owe(owed('prompt-2'));
    const [claim] = await claimPosts();
    await deliveries.sending(claim!, machine(5));
    await deliveries.doubt(claim!, { code: 'reset', cause: 'cut-off' }, machine(1));
    await withdraw('prompt-2');
    await expect(claimPosts(at(2))).resolves.toEqual([]);
    await deliveries.posted(claim!, { reference, postedAt: at(1), shownVersion: 1 });
    await expect(claimPosts(at(2))).resolves.toMatchObject([{ removal: true }]);
  });

  test('what was on its way and certainly did not arrive is not sent again', async () => {
    await owe(owed('prompt-2'));
    const [claim] = await claimPosts();
    await deliveries.sending(claim!, machine(5));
    await withdraw('prompt-2');
    await deliveries.putBack(claim!, machine(1));
    const [removal] = await claimPosts(at(2), machine(2));
    expect(removal).toMatchObject({ removal: true });
    await expect(deliveries.post(removal!)).resolves.toMatchObject({ removes: undefined });
  });

  test('a message that is being removed is not edited', async () => {
    await stands('prompt-2');
    await outdate('prompt-2', 'now', at(1));
    await withdraw('prompt-2');
    await outdate('prompt-2', 'now', at(2));
    await expect(claimEdits(at(3))).resolves.toEqual([]);
  });
});

describe('outdate', () => {
  const minutes = (claims: Claim[]) =>
    claims.map(({ dueAt }) => (dueAt.getTime() - at(0).getTime()) / 60_000);
  const show = async (claim: Claim, shownAt: Date) =>
    deliveries.shown(claim, (await deliveries.edit(claim)).wantedVersion, shownAt);

  test('many changes become one edit, which shows the latest', async () => {
    const posted = await stands('card');
    await expect(claimEdits(at(9))).resolves.toEqual([]);
    await outdate('card', 'now', at(1));
    await outdate('card', 'now', at(2));
    const edits = await claimEdits(at(2));
    expect(edits).toEqual([{ workspace: home, id: posted.id, attempt: 1, dueAt: at(1) }]);
    const details = await deliveries.edit(edits[0]!);
    expect(details).toEqual({ subject, kind: 'card', recipient: '', run: 0, reference, wantedVersion: 3 });
    await deliveries.shown(edits[0]!, 3, at(2));
    await expect(claimEdits(at(9))).resolves.toEqual([]);
  });

  test('a change during an edit becomes the next one', async () => {
    await stands('card');
    await outdate('card', 'now', at(1));
    const [edit] = await claimEdits(at(1));
    const { wantedVersion } = await deliveries.edit(edit!);
    await outdate('card', 'now', at(2));
    await deliveries.shown(edit!, wantedVersion, at(2));
    await expect(claimEdits(at(2))).resolves.toMatchObject([{ attempt: 2, dueAt: at(2) }]);
  });

  test('a change before a message is composed needs no edit, one after it does', async () => {
    await owe(owed('card'), owed('desk', { recipient: 'U1' }));
    await outdate('card', 'now', at(0));
    const [card, desk] = await claimPosts();
    await expect(claimEdits(at(1))).resolves.toEqual([]);
    await send(card!);
    const { version } = await deliveries.post(desk!);
    await deliveries.sending(desk!, machine(5));
    await outdate('desk', 'desk-counter', at(0));
    await deliveries.posted(desk!, { reference, postedAt: at(0), shownVersion: version });
    await expect(claimEdits(at(1))).resolves.toMatchObject([{ id: desk!.id }]);
  });

  test('a message that nothing can name is not edited', async () => {
    await owe(owed('check-note', { recipient: 'U2' }));
    const [claim] = await claimPosts();
    await deliveries.sending(claim!, machine(5));
    await deliveries.posted(claim!, { reference: undefined, postedAt: at(0), shownVersion: 1 });
    await outdate('check-note', 'now', at(1));
    await expect(claimEdits(at(2))).resolves.toEqual([]);
  });

  test("the desk's counter follows 15 s after the last edit, 30 s when many sessions run", async () => {
    await stands('desk');
    await outdate('desk', 'desk-counter', at(0.1));
    await outdate('desk', 'desk-counter', at(0.2));
    await expect(claimEdits(at(0.24))).resolves.toEqual([]);
    const [first] = await claimEdits(at(0.25));
    expect(minutes([first!])).toEqual([0.25]);
    await show(first!, at(0.3));
    for (const number of [21, 22, 23, 24, 25]) {
      await transaction(home, ({ sessions }) =>
        sessions.add(facts({ id: id(number), ordinal: number }), everyStatus().running!),
      );
    }
    await outdate('desk', 'desk-counter', at(0.35));
    expect(minutes(await claimEdits(at(5)))).toEqual([0.8]);
  });

  test('a counter after a long silence is due at once', async () => {
    await stands('desk');
    await outdate('desk', 'desk-counter', at(3));
    expect(minutes(await claimEdits(at(3)))).toEqual([3]);
  });

  test('what is pending earlier is not postponed, and what is urgent comes sooner', async () => {
    await stands('desk');
    await outdate('desk', 'now', at(0.1));
    await outdate('desk', 'desk-counter', at(0.2));
    expect(minutes(await claimEdits(at(1)))).toEqual([0.1]);
    await stands('announcement', at(0));
    await outdate('announcement', 'announcement-counter', at(0.5));
    await expect(claimEdits(at(0.9))).resolves.toEqual([]);
    await outdate('announcement', 'now', at(0.6));
    expect(minutes(await claimEdits(at(0.9)))).toEqual([0.6]);
  });

  test('a counter that changes during its edit waits again', async () => {
    await stands('announcement');
    await outdate('announcement', 'announcement-counter', at(1));
    const [edit] = await claimEdits(at(1));
    const { wantedVersion } = await deliveries.edit(edit!);
    await outdate('announcement', 'announcement-counter', at(1.1));
    await deliveries.shown(edit!, wantedVersion, at(1.1));
    await expect(claimEdits(at(2))).resolves.toEqual([]);
    expect(minutes(await claimEdits(at(3)))).toEqual([2.1]);
  });

  test('the card counts every two minutes and at most five times, but still shows what matters', async () => {
    await stands('card', at(-60));
    const shown: number[] = [];
    for (let minute = -60; minute < 0; minute += 0.5) {
      await outdate('card', 'card-counter', at(minute));
      for (const edit of await claimEdits(at(minute))) {
        shown.push(minute);
        await show(edit, at(minute));
      }
    }
    expect(shown).toEqual([-58, -56, -54, -52, -50]);
    await outdate('card', 'now', at(0));
    await expect(claimEdits(at(0))).resolves.toHaveLength(1);
  });

  test('one recipient or one run can be meant', async () => {
    await owe(owed('desk', { recipient: 'U1' }), owed('desk', { recipient: 'U2', run: 1 }));
    for (const claim of await claimPosts()) await send(claim);
    const outdateOne = (which: { recipient?: string; run?: number }) =>
      inLedger((ledger) => ledger.outdate([{ subject, kind: 'desk', urgency: 'now', ...which }], at(1)));
    await outdateOne({ recipient: 'U2' });
    await outdateOne({ recipient: 'U3' });
    await outdateOne({ run: 1 });
    const edits = await claimEdits(at(1));
    const recipients = await Promise.all(edits.map((edit) => deliveries.edit(edit)));
    expect(recipients).toMatchObject([{ recipient: 'U2', wantedVersion: 3 }]);
  });
});
