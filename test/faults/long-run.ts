import type { Progress } from '../bench/progress.ts';
import { postsEach } from './dense-plan.ts';
import { mixFaults } from './fault-mix.ts';
import { raiseMayhem } from './mayhem.ts';
import { runSwarm, type Swarm, type SwarmResult } from './swarm.ts';

/** How many posts fall due, and how many a second. */
export type RunSize = {
  clean: { posts: number; perSecond: number; phaseMs: number };
  faulted: { posts: number; perSecond: number; phaseMs: number };
  answersPerSecond: number;
};

/** Together with the scenarios in five minutes on two cores. */
export const shortSize: RunSize = {
  clean: { posts: 210, perSecond: 15, phaseMs: 7_000 },
  faulted: { posts: 630, perSecond: 25, phaseMs: 18_000 },
  answersPerSecond: 4,
};

/** So many posts with faults, and a quarter of them without. */
export const longSize = (posts: number): RunSize => ({
  clean: { posts: Math.ceil(posts / 4), perSecond: 40, phaseMs: 20_000 },
  faulted: { posts, perSecond: 30, phaseMs: 24_000 },
  answersPerSecond: 8,
});

const cardMs = 4_000;
const aSecond = 1_000;

/** Holds sessions first without any fault and then with the whole mix, besides signals and SQL. */
export const runLong = async (
  url: string,
  size: RunSize,
  seed: number,
  progress: Progress,
): Promise<{ clean: SwarmResult; faulted: SwarmResult }> => {
  const part = async (name: 'clean' | 'faulted', disturb?: (swarm: Swarm) => Promise<void>) => {
    const { posts, perSecond, phaseMs } = size[name];
    const talks = Math.ceil(posts / postsEach);
    const spreadMs = (talks * postsEach * aSecond) / perSecond;
    const takesMs = spreadMs + cardMs + 4 * phaseMs;
    progress(
      `${name}: ${talks * postsEach} posts of ${talks} sessions fall due in ${Math.round(takesMs / aSecond)} s`,
    );
    const pace = { phaseMs, cardMs, spreadMs };
    const result = await runSwarm(url, {
      ...{ talks, pace, seed, answersPerSecond: size.answersPerSecond },
      ...(disturb && { disturb }),
    });
    for (const one of result.lost) progress(`lost: ${one}`);
    return result;
  };
  const clean = await part('clean');
  const faulted = await part('faulted', async ({ slack, crew, owner, random, count, signal }) => {
    mixFaults(slack, random, count);
    await raiseMayhem(crew, owner, random, count, signal);
  });
  return { clean, faulted };
};
