import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { z } from 'zod';
import { type Queryable, readAll, readFirst } from './query.ts';
import { begin, transacted } from './transacted.ts';

export class MigrationError extends Error {
  readonly code: 'not-migrated' | 'migration-changed';

  constructor(code: MigrationError['code'], message: string) {
    super(message);
    this.name = 'MigrationError';
    this.code = code;
  }
}

type Migration = { name: string; sql: string; checksum: string };

export const migrationsFolder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** Any number will do, as long as nobody else takes this one in the same database. */
const migrationLock = 7_153_642;

const existsRow = z.object({ exists: z.boolean() });
const migrationRow = z.object({ name: z.string(), checksum: z.string() });

/**
 * Brings the database up to date, all or nothing; processes that start together do it one after the other.
 * @returns the names of the files that were carried out
 * @throws MigrationError where a file has changed since it was carried out
 */
export const migrate = async (pool: Pool, folder = migrationsFolder): Promise<string[]> => {
  const migrations = await readMigrations(folder);
  const pending = await transacted(
    pool,
    [begin, { text: 'set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0' }],
    (client) => carryOut(client, migrations),
    { mayTakeLong: true },
  );
  return pending.map(({ name }) => name);
};

/** How the database and the migrations of this code stand to each other: names of files. */
export type MigrationState = {
  /** Not carried out yet. */
  pending: string[];
  /** Carried out with other words than the file has now. */
  changed: string[];
  /** Carried out by a newer version of this code. */
  unknown: string[];
};

/** @throws UnavailableError */
export const readMigrationState = async (pool: Pool, folder = migrationsFolder): Promise<MigrationState> => {
  const migrations = await readMigrations(folder);
  const done = await transacted(pool, [begin], async (client): Promise<Map<string, string>> => {
    const found = await readFirst(
      client,
      existsRow,
      `select to_regclass('schema_migrations') is not null as exists`,
    );
    return found?.exists ? readDone(client) : new Map();
  });
  const ours = new Set(migrations.map(({ name }) => name));
  return {
    pending: migrations.filter(({ name }) => !done.has(name)).map(({ name }) => name),
    changed: migrations.filter((one) => isChanged(one, done)).map(({ name }) => name),
    unknown: [...done.keys()].filter((name) => !ours.has(name)),
  };
};

/** @throws MigrationError naming the command to run, where the database is not up to date */
export const assertMigrated = async (pool: Pool, folder = migrationsFolder): Promise<void> => {
  const { pending, changed } = await readMigrationState(pool, folder);
  for (const name of changed) throw hasChanged(name);
  if (pending.length > 0) {
    throw new MigrationError(
      'not-migrated',
      `the database lacks ${pending.join(', ')}: run "npm run migrate"`,
    );
  }
};

const carryOut = async (client: Queryable, migrations: Migration[]): Promise<Migration[]> => {
  await client.query(`select pg_advisory_xact_lock(${migrationLock})`);
  await client.query(
    `create table if not exists schema_migrations (
       name text not null,
       checksum text not null,
       constraint schema_migrations_pkey primary key (name)
     )`,
  );
  const pending = pendingOf(migrations, await readDone(client));
  for (const { name, sql, checksum } of pending) {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
  }
  return pending;
};

/** Text with a checksum that does not depend on how a checkout ends its lines. */
const readMigrations = async (folder: string): Promise<Migration[]> => {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-.+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (name) => {
      const sql = (await readFile(`${folder}/${name}`, 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const readDone = async (client: Queryable): Promise<Map<string, string>> => {
  const rows = await readAll(client, migrationRow, 'select name, checksum from schema_migrations');
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
};

const isChanged = ({ name, checksum }: Migration, done: Map<string, string>): boolean =>
  (done.get(name) ?? checksum) !== checksum;

const hasChanged = (name: string): MigrationError =>
  new MigrationError('migration-changed', `${name} has changed since it was carried out; add a new file`);

const pendingOf = (migrations: Migration[], done: Map<string, string>): Migration[] => {
  for (const one of migrations) if (isChanged(one, done)) throw hasChanged(one.name);
  return migrations.filter(({ name }) => !done.has(name));
};
