import { Pool } from 'pg';
import { connect } from '../../src/postgres/connect.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { createOnServer } from '../support/server-database.ts';

export type BenchDatabase = {
  url: string;
  /** The owner's, without time-outs and checks of foreign keys: for filling tables and counting rows. */
  owner: Pool;
  /** As a bot connects. */
  pool: Pool;
  /** Drops it. */
  stop(): Promise<void>;
};

/** A migrated database of its own on the server at `url`. */
export const createBenchDatabase = async (url: string): Promise<BenchDatabase> => {
  const { connectionString, stop } = await createOnServer(url);
  const options = '-c session_replication_role=replica';
  const owner = new Pool({ connectionString, max: 2, options });
  owner.on('error', () => {});
  const pool = connect({ connectionString, server: 'real', onError: () => {} });
  await migrate(pool);
  return {
    url: connectionString,
    owner,
    pool,
    stop: async () => {
      await Promise.all([owner.end(), pool.end()]);
      await stop();
    },
  };
};

/** Runs `work` with a database that is dropped afterwards. */
export const withDatabase = async <Result>(
  url: string,
  work: (database: BenchDatabase) => Promise<Result>,
): Promise<Result> => {
  const database = await createBenchDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
};
