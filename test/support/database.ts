import { test } from '@jest/globals';
import type { Pool } from 'pg';
import { connect } from '../../src/postgres/connect.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { createOnServer } from './server-database.ts';

export type TestDatabase = {
  connectionString: string;
  kind: 'embedded' | 'postgres';
  /** The test's own. It has no time-outs: a machine that stands still must not fail what only looks on. */
  pool: Pool;
  /** Another pool, as a process of the bot has it, by another way where one is given; ended by `stop`. */
  openPool(connectionString?: string): Pool;
  /** Empties every table, so that one database serves a whole file of tests. */
  emptyTables(): Promise<void>;
  stop(): Promise<void>;
};

/** For what several sessions at once have to show: skipped without a server, as the embedded one has one session. */
export const testOnServer = process.env.TEST_DATABASE_URL ? test : test.skip;

/** How long a hook may take that starts or stops a database. */
export const databaseTimeoutMs = 60_000;

/**
 * A migrated database of its own: in this process's memory where no server is named, lent again after `stop`.
 * @param ownServer one that the test has started and may let crash, with a login that may create databases
 */
export const startDatabase = async (ownServer?: string): Promise<TestDatabase> => {
  const blank = await blankDatabase(ownServer);
  const pools: Pool[] = [];
  const open = (connectionString: string, patient: boolean): Pool => {
    const server = blank.kind === 'postgres' ? 'real' : 'embedded';
    const pool = connect({ connectionString, server, patient, onError: () => {} });
    pools.push(pool);
    return pool;
  };
  const pool = open(blank.connectionString, true);
  await migrate(pool);
  return {
    connectionString: blank.connectionString,
    kind: blank.kind,
    pool,
    openPool: (connectionString = blank.connectionString) => open(connectionString, false),
    emptyTables: async () => {
      await pool.query('delete from workspaces; delete from inbox; delete from beats; delete from outages');
    },
    stop: async () => {
      await Promise.all(pools.map((one) => one.end()));
      await blank.stop();
    },
  };
};

type BlankDatabase = Pick<TestDatabase, 'connectionString' | 'kind' | 'stop'>;

const blankDatabase = async (ownServer: string | undefined): Promise<BlankDatabase> => {
  const shared = process.env.TEST_DATABASE_URL;
  if (ownServer) return { kind: 'postgres', ...(await createOnServer(ownServer)) };
  if (shared) return { kind: 'postgres', ...(await createOnServer(shared, 'in-memory')) };
  return { kind: 'embedded', ...(await globalThis.lendDatabase()) };
};
