import type { Pool } from 'pg';

/**
 * Ends sessions of bots on the database, as an administrator may.
 * @param choose of the ids of those that are open
 * @returns how many it has ended
 */
export const endSessions = async (
  owner: Pool,
  choose: (pids: readonly number[]) => readonly number[],
): Promise<number> => {
  const { rows: open } = await owner.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name = 'microtraining' and pid <> pg_backend_pid()
     order by pid`,
  );
  const { rows } = await owner.query<{ ended: boolean }>(
    'select pg_terminate_backend(pid) as ended from unnest($1::integer[]) as pid',
    [choose(open.map(({ pid }) => pid))],
  );
  return rows.filter(({ ended }) => ended).length;
};
