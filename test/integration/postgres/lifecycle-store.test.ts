import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { createDueStore } from '../../../src/postgres/due-store.ts';
import { createTransaction, inWorkspace } from '../../../src/postgres/transaction.ts';
import { defaultChannelSettings } from '../../../src/use-cases/channel-settings.ts';
import type { DeliveryStore } from '../../../src/use-cases/delivery-ports.ts';
import type { LifecycleStore } from '../../../src/use-cases/lifecycle-ports.ts';
import type { DueStore, OwedPost, Stores, Subject, Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { after, at, elsewhere, everyStatus, facts, home, id, planned, series, settle } from './samples.ts';

let database: TestDatabase;
let transaction: Transaction;
let deliveries: DeliveryStore;
let due: DueStore;

beforeAll(async () => {
  database = await startDatabase();
  transaction = createTransaction(database.pool);
  deliveries = createDeliveryStore(database.pool);
  due = createDueStore(database.pool);
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
beforeEach(async () => {
  await database.emptyTables();
  await settle(transaction);
  await settle(transaction, elsewhere);
});

const subject: Subject = { kind: 'session', id: id(11) };
const inHome = <Result>(work: (stores: Stores) => Promise<Result>) => transaction(home, work);
const lifecycle = <Result>(work: (store: LifecycleStore) => Promise<Result>, workspace = home) =>
  transaction(workspace, (stores) => work(stores.lifecycle));
const owed = (changes: Partial<OwedPost> = {}): OwedPost => ({
  subject,
  kind: 'card',
  recipient: '',
  run: 0,
  dueAt: at(-10),
  after: undefined,
  ...changes,
});
const owe = (changes: Partial<OwedPost> = {}, workspace = home) =>
  transaction(workspace, ({ ledger }) => ledger.owe([owed(changes)]));
const machine = (seconds: number): Date => new Date(Date.UTC(2031, 0, 1, 12, 0, seconds));
const present = (now = machine(0)) => ({
  session: at(0),
  machine: now,
  leaseUntil: new Date(now.getTime() + 5_000),
  limit: 10,
});
const reference = { channel: 'C1', ts: '1.1' };
const send = async (): Promise<void> => {
  const [claim] = await deliveries.claimPosts(present());
  const where = { to: 'thread', channelId: 'C1', root: reference, alsoInChannel: false } as const;
  await deliveries.sending(claim!, machine(5), { destination: where, at: at(0) });
  await deliveries.posted(claim!, { reference, postedAt: at(0), shownVersion: 0 });
};

describe('what a member who leaves takes part in', () => {
  test('is found in one channel or in all of them, as far as it is to come', async () => {
    await inHome(async (stores) => {
      await stores.series.add(series({ id: id(2), channelId: 'C2' }));
      await stores.series.add(series({ id: id(3), status: 'ended' }));
      await stores.series.add(series({ id: id(4), leadId: 'U2' }));
      await stores.sessions.add(facts({ id: id(21), seriesId: id(2), channelId: 'C2' }), planned());
      await stores.sessions.add(facts({ id: id(12), ordinal: 2 }), everyStatus().running!);
      await stores.sessions.add(facts({ id: id(13), ordinal: 3 }), everyStatus().completed!);
      for (const session of [11, 12, 13, 21]) await stores.participants.set(id(session), 'U1', true, at(-5));
      await stores.participants.set(id(21), 'U1', false, at(-4));
    });

    expect(await lifecycle((store) => store.concernsOf('U1', 'C1'))).toEqual({
      series: [{ id: id(1), channelId: 'C1' }],
      sessions: [11, 12].map((number) => ({ id: id(number), channelId: 'C1' })),
      signedUp: [id(11)],
    });
    const everywhere = await lifecycle((store) => store.concernsOf('U1', undefined));
    expect(everywhere.series.map((one) => one.id)).toEqual([id(1), id(2)]);
    expect(everywhere.sessions.map((one) => one.id)).toEqual([id(11), id(12), id(21)]);
    expect(await lifecycle((store) => store.concernsOf('U9', undefined))).toEqual({
      series: [],
      sessions: [],
      signedUp: [],
    });
  });

  test('is taken back as a wish to be called, in that channel only', async () => {
    await inHome(async (stores) => {
      await stores.series.add(series({ id: id(2), channelId: 'C2' }));
      for (const one of [1, 2]) await stores.series.signUp(id(one), 'U1', 'all', at(-5));
    });
    expect(await lifecycle((store) => store.signOut('U1', 'C1', at(0)))).toEqual([id(1)]);
    expect(await lifecycle((store) => store.signOut('U1', 'C1', at(1)))).toEqual([]);
    await expect(inHome((stores) => stores.series.signedUp(id(1)))).resolves.toEqual([]);
    await expect(inHome((stores) => stores.series.signedUp(id(2)))).resolves.toHaveLength(1);
  });
});

test('a series is interrupted, counted, and led by somebody else', async () => {
  expect(await lifecycle((store) => store.interruption(id(1)))).toEqual({ why: undefined, count: 0 });
  expect(await lifecycle((store) => store.interrupt(id(1), 'lead-left', true))).toBe(1);
  expect(await lifecycle((store) => store.interruption(id(1)))).toEqual({ why: 'lead-left', count: 1 });
  await lifecycle(async (store) => {
    await store.changeLead(id(1), 'U2', undefined);
    await store.endInterruption(id(1));
  });
  await expect(inHome((stores) => stores.series.get(id(1)))).resolves.toMatchObject({
    leadId: 'U2',
    status: 'paused',
    changedBy: undefined,
  });
  expect(await lifecycle((store) => store.interrupt(id(1), 'bot-removed', false))).toBe(2);
  expect(await lifecycle((store) => store.interruptedIn('C1', 'bot-removed'))).toEqual([
    { id: id(1), title: 'Suspicious mail', leadId: 'U2', hasPlanned: true },
  ]);
});

test('what is live in a channel does not include what waits for nothing but late answers', async () => {
  await inHome(async ({ sessions }) => {
    const running = everyStatus().running!;
    const over = after(running, [16, { type: 'tick' }]);
    for (const [index, state] of [
      running,
      after(running, [2, { type: 'pause' }]),
      after(running, [4, { type: 'continue-in-writing', untilAt: at(24 * 60) }]),
      over,
      after(running, [5, { type: 'stop' }]),
      after(over, [3000, { type: 'tick' }]),
    ].entries()) {
      await sessions.add(facts({ id: id(20 + index), ordinal: 2 + index }), state);
    }
  });
  expect(await lifecycle((store) => store.liveIn('C1'))).toEqual([11, 20, 21, 22, 24].map(id));
});

describe('messages of a channel that is closed', () => {
  test('are dropped, those to members are not', async () => {
    await owe();
    await owe({ kind: 'desk', recipient: 'U1' });
    await owe({ subject: { kind: 'series', id: id(1) }, kind: 'announcement' });
    await owe({}, elsewhere);
    await lifecycle((store) => store.dropMessages('C1'));
    const claims = await deliveries.claimPosts(present());
    const kinds = await Promise.all(claims.map(async (claim) => (await deliveries.post(claim)).kind));
    expect(claims.map(({ workspace }) => workspace).sort()).toEqual([home, elsewhere]);
    expect(kinds.sort()).toEqual(['card', 'desk']);
  });

  test('are owed again, where somebody owes them', async () => {
    await owe();
    await lifecycle((store) => store.dropMessages('C1'));
    await expect(deliveries.claimPosts(present())).resolves.toEqual([]);
    await owe({ dueAt: at(-1) });
    await expect(deliveries.claimPosts(present())).resolves.toMatchObject([{ dueAt: at(-1) }]);
  });

  test('that stand are edited once it is open again, as far as they show something old', async () => {
    await owe();
    await send();
    const claim = () => deliveries.claimEdits(present());
    await lifecycle((store) => store.catchUp('C1', at(0)));
    const [first] = await claim();
    await deliveries.shown(first!, 1, at(0));
    await lifecycle((store) => store.catchUp('C1', at(0)));
    await expect(claim()).resolves.toEqual([]);

    const stale = { subject, kind: 'card', urgency: 'now' } as const;
    await inHome(({ ledger }) => ledger.outdate([stale], at(-1)));
    await lifecycle((store) => store.dropMessages('C1'));
    await expect(claim()).resolves.toEqual([]);
    await lifecycle((store) => store.catchUp('C1', at(0)));
    const [again] = await claim();
    await deliveries.closeEdit(again!, 'is_archived');
    await lifecycle((store) => store.closedWithChannel(again!.id));
    await lifecycle((store) => store.catchUp('C1', at(0)));
    await expect(claim()).resolves.toHaveLength(1);
  });

  test('know their channel, unless they are private', async () => {
    await owe();
    await owe({ kind: 'desk', recipient: 'U1' });
    const claims = await deliveries.claimPosts(present());
    const places = await Promise.all(
      claims.map(async (claim) => [
        (await deliveries.post(claim)).kind,
        await lifecycle((store) => store.placeOf(claim.id)),
      ]),
    );
    expect(Object.fromEntries(places)).toEqual({ card: 'C1', desk: undefined });
    await expect(lifecycle((store) => store.placeOf(claims[0]!.id), elsewhere)).resolves.toBeUndefined();
  });

  test('that were refused although it is open are tried again, five times at most', async () => {
    await owe();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const [claim] = await deliveries.claimPosts(present(machine(attempt)));
      await deliveries.close(claim!, 'channel_not_found');
      await lifecycle((store) => store.tryAgain(claim!.id, { now: at(0), retryAt: machine(attempt) }));
    }
    await expect(deliveries.claimPosts(present(machine(9)))).resolves.toEqual([]);
  });

  test('whose edit was refused although it is open are edited again, once, and then with the next change', async () => {
    await owe();
    await send();
    const outdate = () =>
      inHome(({ ledger }) => ledger.outdate([{ subject, kind: 'card', urgency: 'now' }], at(0)));
    const refuse = async (seconds: number) => {
      const [claim] = await deliveries.claimEdits(present(machine(seconds)));
      await deliveries.closeEdit(claim!, 'channel_not_found');
      const again = { now: at(0), retryAt: machine(seconds + 5) };
      await lifecycle((store) => store.tryAgain(claim!.id, again));
    };
    const claimsAt = (seconds: number) => deliveries.claimEdits(present(machine(seconds)));

    await outdate();
    await refuse(0);
    await expect(claimsAt(4)).resolves.toEqual([]);
    await refuse(5);
    await expect(claimsAt(99)).resolves.toEqual([]);
    await outdate();
    await refuse(100);
    await expect(claimsAt(999)).resolves.toEqual([]);

    await outdate();
    const [claim] = await claimsAt(999);
    await deliveries.shown(claim!, 4, at(0));
    await outdate();
    await refuse(999);
    await expect(claimsAt(1_004)).resolves.toHaveLength(1);
  });

  test('that nobody can name any more are not edited again', async () => {
    await owe();
    await send();
    await inHome(({ ledger }) => ledger.outdate([{ subject, kind: 'card', urgency: 'now' }], at(0)));
    const [claim] = await deliveries.claimEdits(present());
    await deliveries.closeEdit(claim!, 'no-reference');
    await lifecycle((store) => store.tryAgain(claim!.id, { now: at(0), retryAt: machine(0) }));
    await expect(deliveries.claimEdits(present(machine(9)))).resolves.toEqual([]);
  });
});

test('an id that changed stands nowhere any more, in that workspace', async () => {
  const write = async ({ people, drafts, settings, ledger, participants }: Stores) => {
    await people.saveChannel({ id: 'C1', name: 'sales' });
    await drafts.add({ id: id(33), channelId: 'C1', memberId: 'U1', body: {}, savedAt: at(0) });
    await settings.save('C1', defaultChannelSettings, at(0));
    await ledger.owe([owed()]);
    await participants.set(id(11), 'U1', true, at(0));
  };
  await inHome(write);
  await send();
  await transaction(elsewhere, write);

  // Told twice, and after somebody had already found the channel under its new id.
  await inHome(({ people }) => people.saveChannel({ id: 'C9', name: 'sales' }));
  await lifecycle((store) => store.changeChannelId('C1', 'C9'));
  await lifecycle((store) => store.changeChannelId('C1', 'C9'));

  const left = await inWorkspace(database.pool, home, async (client) => {
    const { rows } = await client.query(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'schema_migrations'
         and table_name not in ('beats', 'outages')`,
    );
    const found: string[] = [];
    for (const { name } of rows as { name: string }[]) {
      const held = await client.query(`select from ${name} as row where row::text ~ '\\mC1\\M'`);
      if (held.rowCount) found.push(name);
    }
    return found;
  });
  expect(left).toEqual([]);
  await expect(inHome(({ ledger }) => ledger.reference(subject, 'card'))).resolves.toEqual({
    channel: 'C9',
    ts: '1.1',
  });
  await expect(inHome(({ people }) => people.getChannel('C9'))).resolves.toMatchObject({ name: 'sales' });
  await expect(transaction(elsewhere, ({ people }) => people.getChannel('C1'))).resolves.toBeDefined();
});

test('names of channels and members follow, of those who are known', async () => {
  await inHome(async ({ people }) => {
    await people.saveChannel({ id: 'C1', name: 'sales' });
    await people.saveMember({ id: 'U1', name: 'Ann', zone: 'Europe/Zurich' });
  });
  await lifecycle(async (store) => {
    await store.renameChannel({ id: 'C1', name: 'success' });
    await store.renameChannel({ id: 'C2', name: 'unknown' });
    await store.changeMember({ id: 'U1', name: 'Anna', zone: 'Europe/Berlin' });
    await store.changeMember({ id: 'U2', name: 'Unknown', zone: 'UTC' });
  });
  await inHome(async ({ people }) => {
    await expect(people.getChannel('C1')).resolves.toMatchObject({ name: 'success' });
    await expect(people.getMember('U1')).resolves.toMatchObject({ name: 'Anna', zone: 'Europe/Berlin' });
    await expect(people.namesOf(['U2'])).resolves.toEqual(new Map());
  });
});

describe('a workspace that has uninstalled the bot', () => {
  test('has nothing due, and the others have', async () => {
    for (const workspace of [home, elsewhere]) await owe({}, workspace);
    await lifecycle((store) => store.markUninstalled(at(-60)));
    expect((await due.dueSessions(at(5), 10)).map(({ workspace }) => workspace)).toEqual([elsewhere]);
    expect(await due.nextSessionDueAt()).toEqual(at(-10));
    const claims = await deliveries.claimPosts(present());
    expect(claims.map(({ workspace }) => workspace)).toEqual([elsewhere]);

    await lifecycle((store) => store.markUninstalled(at(-60)), elsewhere);
    expect(await due.nextSessionDueAt()).toBeUndefined();
    expect(await deliveries.nextDueAt()).toEqual({ session: undefined, machine: present().leaseUntil });
    await expect(deliveries.claimEdits(present())).resolves.toEqual([]);
    await expect(deliveries.claimLooks(present(machine(9)))).resolves.toEqual([]);
  });

  test('keeps the first instant of it, and is in again when it is saved', async () => {
    const since = async () =>
      (
        await database.pool.query(`select uninstalled_at as at from workspaces where workspace_id = $1`, [
          home,
        ])
      ).rows[0].at;
    await lifecycle((store) => store.markUninstalled(at(0)));
    await lifecycle((store) => store.markUninstalled(at(5)));
    expect(await since()).toEqual(at(0));
    await inHome(({ people }) => people.saveWorkspace({ id: home, platform: 'slack', name: 'Acme' }));
    expect(await since()).toBeNull();
    await lifecycle((store) => store.markUninstalled(at(7)));
    await lifecycle((store) => store.markInstalled());
    expect(await since()).toBeNull();
  });
});

test('how long people’s words are kept is a setting of the workspace', async () => {
  expect(await lifecycle((store) => store.keepMonths())).toBe(12);
  await lifecycle((store) => store.changeKeepMonths(3));
  expect(await lifecycle((store) => store.keepMonths())).toBe(3);
  expect(await lifecycle((store) => store.keepMonths(), elsewhere)).toBe(12);
  await expect(lifecycle((store) => store.changeKeepMonths(61))).rejects.toThrow(
    'workspaces_keep_months_check',
  );
});
