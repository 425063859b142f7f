import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { connect } from '../../../src/postgres/connect.ts';
import { assertMigrated, migrate, migrationsFolder } from '../../../src/postgres/migrate.ts';
import { createTransaction } from '../../../src/postgres/transaction.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase, testOnServer } from '../../support/database.ts';
import { createOnServer } from '../../support/server-database.ts';
import { home, id, settle } from './samples.ts';

let database: TestDatabase;
let folder: string | undefined;

beforeAll(async () => {
  database = await startDatabase();
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

const serverUrl = process.env.TEST_DATABASE_URL;

/** A copy of the migrations, in which files may be changed. */
const copied = async (): Promise<string> => {
  folder = await mkdtemp(join(tmpdir(), 'microtraining-'));
  await cp(migrationsFolder, folder, { recursive: true });
  return folder;
};

test('a second time there is nothing to do', async () => {
  await expect(migrate(database.pool)).resolves.toEqual([]);
  await expect(assertMigrated(database.pool)).resolves.toBeUndefined();
});

test('a file that has changed is refused', async () => {
  const changed = await copied();
  await writeFile(join(changed, '0002-sessions.sql'), 'select 1;');
  const refused = { code: 'migration-changed', message: expect.stringContaining('0002-sessions.sql') };
  await expect(migrate(database.pool, changed)).rejects.toMatchObject(refused);
  await expect(assertMigrated(database.pool, changed)).rejects.toMatchObject(refused);
});

test('what fails changes nothing, and what is missing is named', async () => {
  const more = await copied();
  await writeFile(join(more, '0998-good.sql'), 'create table extra (id integer);');
  await writeFile(join(more, '0999-bad.sql'), 'select nonsense;');
  await expect(migrate(database.pool, more)).rejects.toThrow('nonsense');
  const { rows } = await database.pool.query(`select to_regclass('extra') as found`);
  expect(rows).toEqual([{ found: null }]);
  await expect(assertMigrated(database.pool, more)).rejects.toMatchObject({
    code: 'not-migrated',
    message: 'the database lacks 0998-good.sql, 0999-bad.sql: run "npm run migrate"',
  });
});

testOnServer('a file may take its time, and so may the machine between two', async () => {
  const more = await copied();
  await writeFile(
    join(more, '0998-limits.sql'),
    `create table limits as select current_setting('statement_timeout') as statement,
       current_setting('idle_in_transaction_session_timeout') as idle;`,
  );
  const { connectionString, stop } = await createOnServer(serverUrl!);
  const pool = connect({ connectionString, server: 'real', onError: () => {} });

  await migrate(pool, more);

  expect((await pool.query('select * from limits')).rows).toEqual([{ statement: '0', idle: '0' }]);
  await pool.end();
  await stop();
});

testOnServer('several at once, in one database and in another, do it one after the other', async () => {
  const [first, second] = await Promise.all([createOnServer(serverUrl!), createOnServer(serverUrl!)]);
  const pools = [first, first, first, second].map(({ connectionString }) =>
    connect({ connectionString, server: 'real', onError: () => {} }),
  );
  await expect(assertMigrated(pools[0]!)).rejects.toMatchObject({ code: 'not-migrated' });
  const done = await Promise.all(pools.map((pool) => migrate(pool)));
  expect(done.slice(0, 3).filter((names) => names.length > 0)).toHaveLength(1);
  expect(done[3]).not.toHaveLength(0);
  await Promise.all(pools.map((pool) => pool.end()));
  await Promise.all([first.stop(), second.stop()]);
});

testOnServer('a login without any privilege but its own database is enough', async () => {
  const login = `microtraining_test_login_${process.pid}`;
  const admin = new Pool({ connectionString: serverUrl! });
  const own = await createOnServer(serverUrl!);
  const url = new URL(own.connectionString);
  await admin.query(
    `create role ${login} login createrole password 'x';
     alter database ${url.pathname.slice(1)} owner to ${login}`,
  );
  url.username = login;
  url.password = 'x';
  const pool = connect({ connectionString: url.href, server: 'real', onError: () => {} });
  try {
    await migrate(pool);
    const transaction = createTransaction(pool);
    await settle(transaction);
    const stored = await transaction(home, ({ sessions }) => sessions.get(id(11)));
    expect(stored.revision).toBe(1);
    // A statement that has not taken a role sees nothing, although its login owns the tables.
    await expect(pool.query('select * from sessions')).rejects.toThrow('no workspace is set');
    await expect(pool.query('select * from deliveries')).rejects.toThrow('no workspace is set');
  } finally {
    await pool.end();
    await own.stop();
    await admin.query(`drop role ${login}`);
    await admin.end();
  }
});
