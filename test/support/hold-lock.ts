import type { Pool, PoolClient } from 'pg';

export type HeldLock = {
  /** Of the transaction that holds it. */
  client: PoolClient;
  /** Rolls back, if that has not ended by itself. */
  letGo(): Promise<void>;
};

/**
 * Runs `statement` in a transaction that stays open: whoever wants what it locks waits until it is let go.
 * @param pool a test's own: in the bot's no transaction may be idle for as long as the others wait
 */
export const holdLock = async (pool: Pool, statement: string): Promise<HeldLock> => {
  const client = await pool.connect();
  await client.query(`begin; ${statement}`);
  return {
    client,
    letGo: async () => {
      await client.query('rollback');
      client.release();
    },
  };
};

const waits = `datname = current_database() and wait_event_type = 'Lock'`;

const countWaiting = async (pool: Pool): Promise<number> =>
  (await pool.query(`select from pg_stat_activity where ${waits}`)).rows.length;

/** Resolves when somebody in that database waits for a lock. */
export const someoneWaits = async (pool: Pool): Promise<void> => {
  while ((await countWaiting(pool)) === 0);
};

/** Ends what waits for a lock: the server does it for a process that was killed, too, once the lock is let go. */
export const nobodyWaits = async (pool: Pool): Promise<void> => {
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${waits}`);
  while ((await countWaiting(pool)) > 0);
};
