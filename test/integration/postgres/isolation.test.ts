import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { createTeamsStore } from '../../../src/postgres/teams-store.ts';
import { asDispatcher, createTransaction, inWorkspace } from '../../../src/postgres/transaction.ts';
import { defaultChannelSettings } from '../../../src/use-cases/channel-settings.ts';
import type { Transaction } from '../../../src/use-cases/ports.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { at, elsewhere, home, id, planned, settle } from './samples.ts';

/** The machine's own tables: they hold nobody's data. */
const ownTables = ['beats', 'outages', 'schema_migrations'];

let database: TestDatabase;
let transaction: Transaction;

beforeAll(async () => {
  database = await startDatabase();
  transaction = createTransaction(database.pool);
  await settle(transaction);
  const teams = createTeamsStore(database.pool);
  await teams.saveConversation(home, { id: '19:a', kind: 'channel', serviceUrl: 'https://teams.test/' });
  await teams.savePerson(home, { id: 'U1', userId: '29:1', name: 'Ann' });
  await transaction(home, async (stores) => {
    const subject = { kind: 'session', id: id(11) } as const;
    await stores.people.saveChannel({ id: 'C1', name: 'general' });
    await stores.people.saveMember({ id: 'U1', name: 'Ann', zone: 'Europe/Zurich' });
    await stores.series.signUp(id(1), 'U1', 'all', at(-100));
    await stores.participants.set(id(11), 'U1', true, at(-1));
    await stores.sessions.save([
      { id: id(11), session: planned(), events: [{ type: 'card-opened', at: at(-10) }] },
    ]);
    const value = { kind: 'text', text: 'secret' } as const;
    const answer = { memberId: 'U1', question: 'list', value, late: false } as const;
    await stores.answers.put(id(11), 2, { ...answer, answeredAt: at(1), orderedAt: at(1) });
    await stores.questions.park(id(11), { id: id(31), memberId: 'U1', text: 'why?', parkedAt: at(2) });
    const known = { id: id(32), questionId: id(31), memberId: 'U1', text: 'because', named: true };
    await stores.questions.know(id(11), { ...known, late: false, now: at(3) });
    await stores.drafts.add({ id: id(33), channelId: 'C1', memberId: 'U1', body: {}, savedAt: at(0) });
    await stores.settings.save('C1', defaultChannelSettings, at(0));
    await stores.inbox.take('request', at(0));
    await stores.recaps.add(id(11), { releasedAt: at(16), participants: 1, actualMinutes: [3, 6, 4, 2] });
    await stores.ledger.owe([
      { subject, kind: 'card', recipient: '', run: 0, dueAt: at(-10), after: undefined },
    ]);
  });
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);

const tables = async (): Promise<string[]> => {
  const { rows } = await database.pool.query(
    `select tablename from pg_tables where schemaname = 'public' order by tablename`,
  );
  return rows.map(({ tablename }) => tablename).filter((name) => !ownTables.includes(name));
};
const count = (workspace: string, table: string) =>
  inWorkspace(database.pool, workspace, async (client) => {
    const { rows } = await client.query(`select count(*)::integer as rows from ${table}`);
    return (rows as { rows: number }[])[0]!.rows;
  });

test('a workspace sees its own rows of every table, and another sees none', async () => {
  for (const table of await tables()) {
    expect([table, await count(home, table)]).toEqual([table, 1]);
    expect([table, await count(elsewhere, table)]).toEqual([table, 0]);
  }
});

test('rows of another workspace can be neither changed nor written', async () => {
  const inElsewhere = (statement: string) =>
    inWorkspace(database.pool, elsewhere, (client) => client.query(statement));
  for (const table of await tables()) {
    await expect(inElsewhere(`update ${table} set workspace_id = workspace_id`)).resolves.toMatchObject({
      rowCount: 0,
    });
    await expect(inElsewhere(`delete from ${table}`)).resolves.toMatchObject({ rowCount: 0 });
  }
  const foreign = `insert into channels (workspace_id, id, name) values ('${home}', 'C9', 'x')`;
  await expect(inElsewhere(foreign)).rejects.toThrow('row-level security');
  await expect(
    transaction(elsewhere, ({ people }) =>
      people.saveWorkspace({ id: home, platform: 'slack', name: 'Mine now' }),
    ),
  ).rejects.toThrow('row-level security');
  await expect(
    transaction(elsewhere, ({ sessions }) => sessions.save([{ id: id(11), session: planned(), events: [] }])),
  ).rejects.toThrow('there is no session');
});

test('a claim of another workspace finds nothing', async () => {
  const store = createDeliveryStore(database.pool);
  const now = { session: at(0), machine: at(0), leaseUntil: at(1), limit: 1 };
  const [claim] = await store.claimPosts(now);
  const forged = { ...claim!, workspace: elsewhere };
  await expect(store.post(forged)).rejects.toThrow('there is no delivery');
  await expect(store.sending(forged, at(1))).resolves.toBe(false);
});

test('every table of a workspace is protected, also from its owner, and its keys begin with the workspace', async () => {
  const { rows } = await database.pool.query(
    `select relname as table from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r'
       and not (relrowsecurity and relforcerowsecurity)
     order by relname`,
  );
  expect(rows.map(({ table }) => table)).toEqual(ownTables);
  const { rows: keys } = await database.pool.query(
    `select conname from pg_constraint
     join pg_class on pg_class.oid = conrelid
     join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where pg_class.relnamespace = 'public'::regnamespace and contype in ('p', 'f', 'u')
       and attname <> 'workspace_id'
     order by conname`,
  );
  expect(keys.map(({ conname }) => conname)).toEqual(ownTables.map((table) => `${table}_pkey`));
});

describe('without a workspace', () => {
  test.each(['', `set local app.workspace = '';`])('nothing can be read after "%s"', async (setting) => {
    const client = await database.pool.connect();
    try {
      await expect(
        client.query(`begin; set local role microtraining_app; ${setting} select * from sessions`),
      ).rejects.toThrow('no workspace is set');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('no transaction begins', async () => {
    await expect(transaction('', async () => 1)).rejects.toThrow('a transaction needs a workspace');
  });

  test('a workspace is a value, not SQL', async () => {
    const name = `x', true); set local role postgres; --'\\`;
    await expect(
      inWorkspace(database.pool, name, (client) => client.query('select current_workspace() as name')),
    ).resolves.toMatchObject({ rows: [{ name }] });
  });
});

describe('the dispatcher', () => {
  const select = (columns: string, table: string) =>
    asDispatcher(database.pool, (client) => client.query(`select ${columns} from ${table}`));

  test('sees which session is due', async () => {
    await expect(select('workspace_id, id', 'sessions')).resolves.toMatchObject({
      rows: [{ workspace_id: home, id: id(11) }],
    });
  });

  test.each([
    ['content', 'sessions'],
    ['title', 'sessions'],
    ['state', 'sessions'],
    ['kept', 'sessions'],
    ['recipient', 'deliveries'],
    ['reference', 'deliveries'],
    ['destination', 'deliveries'],
    ['*', 'answers'],
    ['*', 'members'],
    ['*', 'channels'],
    ['*', 'workspaces'],
    ['*', 'teams_conversations'],
    ['*', 'teams_people'],
    ['name', 'workspaces'],
  ])('cannot read %s of %s', async (columns, table) => {
    await expect(select(columns, table)).rejects.toThrow('permission denied');
  });

  test('cannot change a session, nor what a delivery is about', async () => {
    const attempt = (statement: string) => asDispatcher(database.pool, (client) => client.query(statement));
    await expect(attempt('update sessions set next_due_at = null')).rejects.toThrow('permission denied');
    await expect(attempt('update deliveries set due_at = null')).rejects.toThrow('permission denied');
    await expect(attempt('delete from deliveries')).rejects.toThrow('permission denied');
  });
});
