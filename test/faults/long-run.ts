import type { Progress } from '../bench/progress.ts';
import { postsEach } from './dense-plan.ts';
import { mixFaults } from './fault-mix.ts';
import { raiseMayhem } from './mayhem.ts';
import { runSwarm, type Swarm, type SwarmResult } from './swarm.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

/** How many posts fall due, and how many a second. */
type Part = {
  posts: number;
  perSecond: number;
  phaseMs: number;
  /** Card and desk come so long before the start. */
  cardMs: number;
};

export type RunSize = { clean: Part; faulted: Part; answersPerSecond: number };

/** For each platform. */
export type RunSizes = { slack: RunSize; teams: RunSize; teamsWithoutLookUps: RunSize };

const cardMs = 4_000;
/** Without look-ups a card in doubt is sent again after half a phase, and a doubt may take a lease to be noticed: soon enough for the start. */
const cardUnseenMs = (phaseMs: number): number => phaseMs / 2 + 5_000;

/** Together with the scenarios in less than five minutes on two cores; Teams without look-ups is held in the long form alone. */
export const shortSizes: Pick<RunSizes, 'slack' | 'teams'> = {
  slack: {
    clean: { posts: 210, perSecond: 15, phaseMs: 4_000, cardMs },
    faulted: { posts: 420, perSecond: 25, phaseMs: 16_000, cardMs },
    answersPerSecond: 4,
  },
  teams: {
    clean: { posts: 105, perSecond: 15, phaseMs: 4_000, cardMs },
    faulted: { posts: 210, perSecond: 25, phaseMs: 16_000, cardMs },
    answersPerSecond: 4,
  },
};

/** So many posts with faults, and a quarter of them without; on Teams a quarter of all these, each time. */
export const longSizes = (posts: number): RunSizes => {
  const phaseMs = 24_000;
  const sizeOf = (faulted: number, faultedCardMs: number): RunSize => ({
    clean: { posts: Math.ceil(faulted / 4), perSecond: 40, phaseMs: 20_000, cardMs },
    faulted: { posts: faulted, perSecond: 30, phaseMs, cardMs: faultedCardMs },
    answersPerSecond: 8,
  });
  const onTeams = Math.ceil(posts / 4);
  return {
    slack: sizeOf(posts, cardMs),
    teams: sizeOf(onTeams, cardMs),
    teamsWithoutLookUps: sizeOf(onTeams, cardUnseenMs(phaseMs)),
  };
};

const aSecond = 1_000;

/** Holds sessions first without any fault and then with the whole mix, besides signals and SQL. */
export const runLong = async <P extends SwarmPlatform>(
  url: string,
  open: () => Promise<P>,
  size: RunSize,
  seed: number,
  progress: Progress,
): Promise<{ clean: SwarmResult; faulted: SwarmResult }> => {
  const part = async (name: 'clean' | 'faulted', disturb?: (swarm: Swarm<P>) => Promise<void>) => {
    const { posts, perSecond, phaseMs, cardMs } = size[name];
    const talks = Math.ceil(posts / postsEach);
    const spreadMs = (talks * postsEach * aSecond) / perSecond;
    const takesMs = spreadMs + cardMs + 4 * phaseMs;
    progress(
      `${name}: ${talks * postsEach} posts of ${talks} sessions fall due in ${Math.round(takesMs / aSecond)} s`,
    );
    const pace = { phaseMs, cardMs, spreadMs };
    const result = await runSwarm(url, open, {
      ...{ talks, pace, seed, answersPerSecond: size.answersPerSecond },
      ...(disturb && { disturb }),
    });
    for (const one of result.lost) progress(`not there: ${one}`);
    return result;
  };
  const clean = await part('clean');
  const faulted = await part('faulted', async ({ platform, crew, owner, random, count, signal }) => {
    mixFaults(platform, random, count);
    await raiseMayhem(crew, owner, random, count, signal);
  });
  return { clean, faulted };
};
