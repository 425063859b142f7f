import type { Pool } from 'pg';
import { wait } from '../bench/wait.ts';
import type { Crew } from './crew.ts';
import { endSessions } from './end-sessions.ts';

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
  count: (name: string, times?: number) => void,
  signal: AbortSignal,
  { everyMs: [from, to], longestSleepMs }: Blows = usualBlows,
): Promise<void> => {
  const underWay = new Set<Promise<void>>();
  const strike = (blow: Promise<void>) => {
    const whole = blow.finally(() => underWay.delete(whole));
    underWay.add(whole);
  };
  while (!signal.aborted) {
    await wait(from + random() * (to - from));
    const kind = pick(kinds, random);
    const mate = pick(crew.mates, random);
    if (kind === 'pg_terminate_backend') {
      strike(endSession(owner, random()).then((ended) => count(kind, ended)));
      continue;
    }
    if (!crew.mates.every(({ isWell }) => isWell)) continue;
    count(kind);
    strike(kind === 'kill -9' ? mate.kill() : mate.sleep(random() * longestSleepMs));
  }
  await Promise.all(underWay);
};

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)]!;

/** @param which from 0 to 1 */
const endSession = (owner: Pool, which: number): Promise<number> =>
  endSessions(owner, (pids) => pids.filter((_, place) => place === Math.floor(which * pids.length)));
