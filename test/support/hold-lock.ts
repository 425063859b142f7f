import type { Pool, PoolClient } from 'pg';

export type HeldLock = {
  /** Of the transaction that holds it. */
  client: PoolClient;
  /** Resolves when somebody waits for it. */
  isWaitedFor(): Promise<void>;
  /** Rolls back, if that has not ended by itself. */
  letGo(): Promise<void>;
};

/**
 * Runs `statement` in a transaction that stays open: whoever wants what it locks waits until it is let go. It may be
 * idle for as long as the others wait, which the bot's own transactions may not.
 */
export const holdLock = async (pool: Pool, statement: string): Promise<HeldLock> => {
  const client = await pool.connect();
  await client.query(`begin; set local idle_in_transaction_session_timeout = 0; ${statement}`);
  return {
    client,
    isWaitedFor: async () => {
      const waiting = 'select from pg_locks where not granted and $1 = any(pg_blocking_pids(pid))';
      const { pid } = (await client.query('select pg_backend_pid() as pid')).rows[0];
      while ((await pool.query(waiting, [pid])).rows.length === 0);
    },
    letGo: async () => {
      await client.query('rollback');
      client.release();
    },
  };
};
