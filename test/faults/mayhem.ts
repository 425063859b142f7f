import type { Pool } from 'pg';
import { wait } from '../bench/wait.ts';
import type { Crew } from './crew.ts';

/** Pauses between two blows, and how long a process sleeps at most (SIGSTOP). */
export type Blows = { everyMs: readonly [from: number, to: number]; longestSleepMs: number };

/** Reliability 2; a sleep may outlast every lease. */
export const usualBlows: Blows = { everyMs: [300, 1_000], longestSleepMs: 8_000 };

const kinds = ['kill -9', 'SIGSTOP', 'pg_terminate_backend'] as const;

/**
 * Until `signal`: kills a process, lets one sleep, or ends a session on the database. A process is struck only while
 * all are well, so that one of three is away at most.
 * @param count is told of each blow
 * @returns resolves when every process is well again
 */
export const raiseMayhem = async (
  crew: Crew,
  owner: Pool,
  random: () => number,
  count: (name: string) => void,
  signal: AbortSignal,
  { everyMs: [from, to], longestSleepMs }: Blows = usualBlows,
): Promise<void> => {
  const underWay = new Set<Promise<void>>();
  const strike = (name: string, blow: Promise<void>) => {
    count(name);
    const whole = blow.finally(() => underWay.delete(whole));
    underWay.add(whole);
  };
  while (!signal.aborted) {
    await wait(from + random() * (to - from));
    const kind = pick(kinds, random);
    const mate = pick(crew.mates, random);
    if (kind === 'pg_terminate_backend') strike(kind, endSession(owner, random()));
    else if (!crew.mates.every(({ isWell }) => isWell)) continue;
    if (kind === 'kill -9') strike(kind, mate.kill());
    if (kind === 'SIGSTOP') strike(kind, mate.sleep(random() * longestSleepMs));
  }
  await Promise.all(underWay);
};

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)]!;

/** @param which from 0 to 1 */
const endSession = async (owner: Pool, which: number): Promise<void> => {
  await owner.query(
    `select pg_terminate_backend(pid) from (
       select pid, row_number() over (order by pid) - 1 as place, count(*) over () as count from pg_stat_activity
       where datname = current_database() and application_name = 'microtraining' and pid <> pg_backend_pid()
     ) as session
     where place = floor($1::float * count)`,
    [which],
  );
};
