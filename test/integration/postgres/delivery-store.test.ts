import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MessageKind } from '../../../src/messages/owed.ts';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { readDeliveryReport } from '../../../src/postgres/report.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import type { Claim, DeliveryStore } from '../../../src/use-cases/delivery-ports.ts';
import type { OwedPost, Subject, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase, testOnServer } from '../../support/database.ts';
import { holdLock, someoneWaits } from '../../support/hold-lock.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { at, elsewhere, everyStatus, home, id, settle } from './samples.ts';

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
  await settle(transaction, elsewhere);
});

const subject: Subject = { kind: 'session', id: id(11) };
const owe = (kind: MessageKind, changes: Partial<OwedPost> = {}, workspace = home) =>
  transaction(workspace, ({ ledger }) =>
    ledger.owe([{ subject, kind, recipient: '', run: 0, dueAt: at(0), after: undefined, ...changes }]),
  );

const machine = (seconds: number): Date => new Date(Date.UTC(2031, 0, 1, 12, 0, seconds));
const present = (session = at(0), now = machine(0), limit = 10) => ({
  session,
  machine: now,
  leaseUntil: new Date(now.getTime() + 5_000),
  limit,
});
const claim = (session?: Date, now?: Date, limit?: number) =>
  deliveries.claimPosts(present(session, now, limit));
const kinds = async (claims: Claim[]) =>
  Promise.all(claims.map(async (one) => (await deliveries.post(one)).kind));
const posted = { reference: { ts: '1' }, postedAt: at(0), shownVersion: 1 };
const send = async (one: Claim) => {
  await deliveries.sending(one, machine(5));
  return deliveries.posted(one, posted);
};

describe('claiming posts', () => {
  test('takes what is due, in every workspace, and takes it once', async () => {
    await owe('card');
    await owe('card', { dueAt: at(-1) }, elsewhere);
    await owe('desk', { dueAt: at(1) });
    const claims = await claim();
    expect(claims).toMatchObject([
      { workspace: elsewhere, attempt: 1, dueAt: at(-1), removal: false },
      { workspace: home, attempt: 1, dueAt: at(0), removal: false },
    ]);
    await expect(claim()).resolves.toEqual([]);
    await expect(claim(at(1))).resolves.toMatchObject([{ dueAt: at(1) }]);
  });

  test('prompts go before recaps before the rest, up to a number', async () => {
    await owe('check-note', { dueAt: at(-5) });
    await owe('recap', { dueAt: at(-4) });
    await owe('desk', { dueAt: at(-3) });
    await owe('prompt-2', { dueAt: at(-1) });
    await owe('card', { dueAt: at(-2) });
    await expect(kinds(await claim(at(0), machine(0), 3))).resolves.toEqual(['card', 'prompt-2', 'desk']);
    await expect(kinds(await claim())).resolves.toEqual(['recap', 'check-note']);
  });

  test('a message waits for the one that it follows', async () => {
    await owe('card');
    await owe('prompt-1', { after: 'card' });
    const [card] = await claim();
    await expect(claim()).resolves.toEqual([]);
    await deliveries.sending(card!, machine(5));
    await deliveries.doubt(card!, { code: 'reset', cause: 'cut-off' }, machine(1));
    await expect(claim()).resolves.toEqual([]);
    await deliveries.posted(card!, posted);
    await expect(kinds(await claim())).resolves.toEqual(['prompt-1']);
  });

  test('a message whose predecessor will never stand is left to whoever composes it', async () => {
    await owe('card');
    await owe('prompt-1', { after: 'card' });
    const [card] = await claim();
    await deliveries.close(card!, 'channel_not_found');
    await expect(kinds(await claim())).resolves.toEqual(['prompt-1']);
    await owe('recap', { after: 'announcement' });
    await expect(kinds(await claim())).resolves.toEqual(['recap']);
  });

  testOnServer('several processes at once never get the same row', async () => {
    for (let number = 0; number < 60; number += 1) await owe('check-note', { recipient: `U${number}` });
    const stores = Array.from({ length: 6 }, () => createDeliveryStore(database.openPool()));
    const claims = await Promise.all(
      Array.from({ length: 30 }, (_, index) => stores[index % 6]!.claimPosts(present(at(0), machine(0), 5))),
    );
    const ids = claims.flat().map(({ id: one }) => one);
    const rest = (await deliveries.claimPosts(present(at(0), machine(0), 100))).map(({ id: one }) => one);
    expect(new Set([...ids, ...rest]).size).toBe(60);
    expect(ids.length + rest.length).toBe(60);
  });
});

describe('a process that serves one workspace', () => {
  test('leaves the messages of others to those who serve them', async () => {
    await owe('card', {}, elsewhere);
    const ours = createDeliveryStore(database.pool, [home]);
    await expect(ours.claimPosts(present())).resolves.toEqual([]);
    await expect(ours.nextDueAt()).resolves.toEqual({ session: undefined, machine: undefined });
    await owe('card');
    await expect(ours.claimPosts(present())).resolves.toMatchObject([{ workspace: home }]);
    await expect(claim()).resolves.toMatchObject([{ workspace: elsewhere }]);
  });

  test('edits and looks up its own alone', async () => {
    await owe('card', {}, elsewhere);
    await owe('desk', {}, elsewhere);
    const [card, desk] = await claim();
    await send(card!);
    await deliveries.sending(desk!, machine(5));
    await deliveries.doubt(desk!, { code: 'reset', cause: 'cut-off' }, machine(0));
    await transaction(elsewhere, ({ ledger }) =>
      ledger.outdate([{ subject, kind: 'card', urgency: 'now' }], at(0)),
    );
    const ours = createDeliveryStore(database.pool, [home]);
    await expect(ours.claimEdits(present())).resolves.toEqual([]);
    await expect(ours.claimLooks(present())).resolves.toEqual([]);
    await expect(deliveries.claimEdits(present())).resolves.toMatchObject([{ id: card!.id }]);
    await expect(deliveries.claimLooks(present())).resolves.toMatchObject([{ id: desk!.id }]);
  });
});

describe('calls of several workspaces at one time', () => {
  const sent = (channelId: string) => ({ destination: { to: 'channel', channelId } as const, at: at(0) });
  const rows = async () =>
    (
      await database.pool.query(
        'select workspace_id, state, reference, destination, sent_at from deliveries order by workspace_id',
      )
    ).rows;
  let one: Claim;
  let other: Claim;
  beforeEach(async () => {
    await owe('card');
    await owe('card', {}, elsewhere);
    const claims = await claim();
    one = claims.find(({ workspace }) => workspace === home)!;
    other = claims.find(({ workspace }) => workspace === elsewhere)!;
  });
  const sendBoth = () =>
    Promise.all([
      deliveries.sending(one, machine(5), sent('C1')),
      deliveries.sending(other, machine(5), sent('C2')),
    ]);

  test('are each recorded where they belong', async () => {
    await expect(sendBoth()).resolves.toEqual([true, true]);
    await expect(sendBoth()).resolves.toEqual([false, false]);
    const both = [
      deliveries.posted(one, { ...posted, reference: { ts: '1' } }),
      deliveries.posted(other, { ...posted, reference: { ts: '2' } }),
    ];
    await expect(Promise.all(both)).resolves.toEqual([true, true]);
    expect(new Map((await rows()).map((row) => [row.workspace_id, row]))).toEqual(
      new Map([
        [
          home,
          {
            workspace_id: home,
            state: 'posted',
            reference: { ts: '1' },
            destination: sent('C1').destination,
            sent_at: at(0),
          },
        ],
        [
          elsewhere,
          {
            workspace_id: elsewhere,
            state: 'posted',
            reference: { ts: '2' },
            destination: sent('C2').destination,
            sent_at: at(0),
          },
        ],
      ]),
    );
  });

  test('and a claim that was lost meanwhile is told from one that was not', async () => {
    const lost = { ...one, attempt: one.attempt - 1 };
    const both = [
      deliveries.sending(lost, machine(5), sent('C1')),
      deliveries.sending(other, machine(5), sent('C2')),
    ];
    await expect(Promise.all(both)).resolves.toEqual([false, true]);
  });

  test('show what has changed since they were composed by an edit', async () => {
    await sendBoth();
    await transaction(home, ({ ledger }) =>
      ledger.outdate([{ subject, kind: 'card', urgency: 'now' }], at(1)),
    );
    await deliveries.posted(one, posted);
    await deliveries.posted(other, posted);
    await expect(deliveries.claimEdits(present(at(2)))).resolves.toMatchObject([{ id: one.id }]);
  });

  testOnServer('do not wait for a row that somebody holds, but that one does', async () => {
    const held = await holdLock(database.pool, `select from deliveries where id = '${one.id}' for update`);
    const waits = deliveries.sending(one, machine(5), sent('C1'));
    await expect(deliveries.sending(other, machine(5), sent('C2'))).resolves.toBe(true);
    await held.letGo();
    await expect(waits).resolves.toBe(true);
  });
});

describe('a claimed post', () => {
  let mine: Claim;
  beforeEach(async () => {
    await owe('card');
    mine = (await claim())[0]!;
  });

  test('is posted once, by whoever holds the claim', async () => {
    await expect(deliveries.posted(mine, posted)).resolves.toBe(false);
    await expect(deliveries.sending(mine, machine(5))).resolves.toBe(true);
    await expect(deliveries.sending(mine, machine(5))).resolves.toBe(false);
    await expect(deliveries.posted(mine, posted)).resolves.toBe(true);
    // The same process may have to say it again; another claim has nothing to say.
    await expect(deliveries.posted(mine, posted)).resolves.toBe(true);
    await expect(deliveries.posted({ ...mine, attempt: 2 }, posted)).resolves.toBe(false);
  });

  test('that is put back goes out again when its time has come', async () => {
    await deliveries.sending(mine, machine(5));
    await deliveries.putBack(mine, machine(30));
    await expect(deliveries.nextDueAt()).resolves.toEqual({ session: undefined, machine: machine(30) });
    await expect(claim(at(5), machine(29))).resolves.toEqual([]);
    const [again] = await claim(at(5), machine(30));
    expect(again).toEqual({ ...mine, attempt: 2 });
    await deliveries.close(mine, 'late');
    await expect(send(mine)).resolves.toBe(false);
    await expect(send(again!)).resolves.toBe(true);
  });

  test('is free again when its process has died before the call', async () => {
    await expect(deliveries.expireLeases(machine(4))).resolves.toEqual({ freed: 0, unknown: 0 });
    await expect(deliveries.expireLeases(machine(5))).resolves.toEqual({ freed: 1, unknown: 0 });
    await expect(claim()).resolves.toEqual([{ ...mine, attempt: 2 }]);
    await expect(deliveries.sending(mine, machine(9))).resolves.toBe(false);
  });

  test('is in doubt when its process has died during the call, and may turn out to stand', async () => {
    await deliveries.sending(mine, machine(8));
    await expect(deliveries.nextDueAt()).resolves.toEqual({ session: undefined, machine: machine(8) });
    await expect(deliveries.expireLeases(machine(8))).resolves.toEqual({ freed: 0, unknown: 1 });
    await expect(claim(at(9), machine(99))).resolves.toEqual([]);
    const { unknown } = await readDeliveryReport(database.pool, at(0));
    expect(unknown).toEqual([
      { workspace: home, id: mine.id, kind: 'card', since: machine(8), code: 'owner-dead' },
    ]);
    await expect(deliveries.posted(mine, posted)).resolves.toBe(true);
  });

  test('that is closed stays so', async () => {
    await deliveries.close(mine, 'superseded');
    await deliveries.putBack(mine, machine(1));
    await expect(claim(at(9), machine(9))).resolves.toEqual([]);
    await expect(deliveries.sending(mine, machine(9))).resolves.toBe(false);
  });
});

describe('a claimed edit', () => {
  let mine: Claim;
  const claimEdit = (session: Date, now = machine(0)) => deliveries.claimEdits(present(session, now));
  beforeEach(async () => {
    await owe('card');
    await send((await claim())[0]!);
    await transaction(home, ({ ledger }) =>
      ledger.outdate([{ subject, kind: 'card', urgency: 'now' }], at(1)),
    );
    await expect(deliveries.nextDueAt()).resolves.toEqual({ session: at(1), machine: undefined });
    mine = (await claimEdit(at(1)))[0]!;
  });

  test('is taken once', async () => {
    await expect(claimEdit(at(2))).resolves.toEqual([]);
    await deliveries.shown(mine, 2, at(1));
    await deliveries.shown(mine, 1, at(1));
    await expect(claimEdit(at(2))).resolves.toEqual([]);
  });

  test('is free again when its process has died, or when it is put back', async () => {
    await expect(deliveries.expireLeases(machine(5))).resolves.toEqual({ freed: 1, unknown: 0 });
    const [second] = await claimEdit(at(1));
    expect(second).toEqual({ ...mine, attempt: 2 });
    await deliveries.putEditBack(mine, machine(60));
    await deliveries.putEditBack(second!, machine(30));
    await expect(deliveries.nextDueAt()).resolves.toEqual({ session: undefined, machine: machine(30) });
    await expect(claimEdit(at(9), machine(29))).resolves.toEqual([]);
    await expect(claimEdit(at(9), machine(30))).resolves.toMatchObject([{ attempt: 3, dueAt: at(1) }]);
  });

  test('that is closed is never due again', async () => {
    await deliveries.closeEdit(mine, 'message_not_found');
    await transaction(home, ({ ledger }) =>
      ledger.outdate([{ subject, kind: 'card', urgency: 'now' }], at(2)),
    );
    await expect(claimEdit(at(9))).resolves.toEqual([]);
  });

  test('that an earlier version has closed without ending the claim is let go, and holds up nobody else', async () => {
    await database.pool.query(`update edits set due_at = null, closed_reason = 'no-reference'`);
    await owe('desk');
    await deliveries.sending((await claim())[0]!, machine(5));
    await expect(deliveries.expireLeases(machine(5))).resolves.toEqual({ freed: 1, unknown: 1 });
    await expect(claimEdit(at(9))).resolves.toEqual([]);
  });
});

testOnServer('a removed copy is counted once though the answer to the commit is lost', async () => {
  await owe('card');
  const [card] = await claim();
  await send(card!);
  const { hostname, port, href } = new URL(database.connectionString);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) }, 'postgres');
  const own = new URL(href);
  [own.hostname, own.port] = ['127.0.0.1', String(proxy.port)];

  const lost = proxy.loseCommitOf('copies_removed');
  const counted = createDeliveryStore(database.openPool(own.href)).copyRemoved(card!, {
    ...{ since: at(0), at: at(1) },
  });
  await expect(counted).rejects.toMatchObject({ outcome: 'unknown' });
  await lost;
  await proxy.stop();

  const { rows } = await database.pool.query('select copies_removed, longest_copy_ms from deliveries');
  expect(rows).toEqual([{ copies_removed: 1, longest_copy_ms: 60_000 }]);
});

test('the next due instant is that of the earliest post that waits for nothing else', async () => {
  await expect(deliveries.nextDueAt()).resolves.toEqual({ session: undefined, machine: undefined });
  await owe('recap', { dueAt: at(15) });
  await owe('card', { dueAt: at(20) });
  await owe('prompt-1', { dueAt: at(3), after: 'card' });
  await expect(deliveries.nextDueAt()).resolves.toEqual({ session: at(15), machine: undefined });
});

test('the report shows planned sessions by when something is due of them, and no refusal that is old', async () => {
  const week = 7 * 24 * 60;
  await owe('card', { dueAt: at(-1) });
  const [card] = await claim(at(0));
  await deliveries.close(card!, 'is_archived');
  for (const [workspace, minutes] of [
    [home, 30],
    [elsewhere, 20],
  ] as const) {
    const { planned } = everyStatus();
    const plan = { ...planned!.plan, startsAt: at(minutes) };
    await transaction(workspace, ({ sessions }) =>
      sessions.save([{ id: id(11), session: { ...planned!, plan }, events: [] }]),
    );
  }
  const { next, refused } = await readDeliveryReport(database.pool, at(week));
  expect(refused).toEqual([]);
  expect(next.map(({ workspace }) => workspace)).toEqual([elsewhere, home]);
  expect((await readDeliveryReport(database.pool, at(0))).refused).toHaveLength(1);
});

testOnServer(
  'the report is of one moment: what is recorded while it is read is not in a part of it',
  async () => {
    await owe('card');
    const [card] = await claim();
    // Its list of what is set aside waits; what is late has been counted, what is refused likewise.
    const { letGo } = await holdLock(database.pool, 'lock table sessions in access exclusive mode');
    const report = readDeliveryReport(database.pool, at(0));
    await someoneWaits(database.pool);
    await deliveries.close(card!, 'unsettled');
    await letGo();
    await expect(report).resolves.toMatchObject({ due: 1, settling: { unsettled: 0 } });
    await expect(readDeliveryReport(database.pool, at(0))).resolves.toMatchObject({
      due: 0,
      settling: { unsettled: 1 },
    });
  },
);

test('the report shows what is late, doubtful, refused, set aside and running', async () => {
  await owe('card', { dueAt: at(-2) });
  await owe('desk', { dueAt: at(-1) });
  await owe('recap', { dueAt: at(5) });
  const [card] = await claim(at(-2));
  await deliveries.close(card!, 'is_archived');
  await transaction(elsewhere, ({ sessions }) =>
    sessions.save([{ id: id(11), session: everyStatus().paused!, events: [] }]),
  );
  await transaction(home, ({ sessions }) => sessions.setAside(id(11), 'unreadable-row', at(0)));
  await expect(readDeliveryReport(database.pool, at(0))).resolves.toEqual({
    due: 1,
    oldestDueAt: at(-1),
    unknown: [],
    refused: [{ workspace: home, id: card!.id, kind: 'card', reason: 'is_archived' }],
    setAside: [{ workspace: home, sessionId: id(11), code: 'unreadable-row' }],
    running: [{ workspace: elsewhere, sessionId: id(11), status: 'paused', nextDueAt: at(12) }],
    next: [],
    settling: { resends: 0, blindResends: 0, copiesRemoved: 0, longestCopyMs: 0, unsettled: 0 },
  });
});
