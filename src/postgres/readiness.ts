import type { Pool } from 'pg';
import type { MachineClock } from '../use-cases/ports.ts';
import { assertMigrated, MigrationError } from './migrate.ts';

/** Longer than this the database is as good as gone for somebody who has pressed a button. */
const longestMs = 1_000;

/** `ok` where the database answers in time and is up to date, else a code. Never rejects. */
export const databaseReadiness = async (pool: Pool, machine: Pick<MachineClock, 'wait'>): Promise<string> => {
  const answered = new AbortController();
  const answer = assertMigrated(pool).then(
    () => 'ok',
    (fault: unknown) => (fault instanceof MigrationError ? fault.code : 'unreachable'),
  );
  const late = machine.wait(longestMs, answered.signal).then(() => 'no-answer');
  return Promise.race([answer, late]).finally(() => answered.abort());
};
