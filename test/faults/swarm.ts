import type { Pool } from 'pg';
import { type BenchDatabase, withDatabase } from '../bench/bench-database.ts';
import { createRandom } from '../bench/random.ts';
import { wait, waitUntil } from '../bench/wait.ts';
import type { RealClocks } from '../support/bot-process.ts';
import { botSettings } from './bot-settings.ts';
import { type AnswerFindings, checkAnswers } from './check-answers.ts';
import { checkRun, type Findings } from './check-run.ts';
import { type Crew, startCrew } from './crew.ts';
import {
  channelOf,
  channelsFor,
  dueOf,
  lastDueAt,
  type Pace,
  peopleFor,
  personOf,
  planTalks,
  type Talk,
} from './dense-plan.ts';
import { promised } from './figures.ts';
import { startAnswering } from './people-answer.ts';
import { plantTalks } from './plant-talks.ts';
import { type Proxies, startProxies } from './proxies.ts';
import { readSeen } from './read-seen.ts';
import { isAtRest, isBacklogEmpty, readAnswers, readOutcome, readStarts, readTold } from './read-stored.ts';
import type { SwarmPlatform } from './swarm-platform.ts';
import { type Reported, reportedIn } from './without-look-ups.ts';

/** What a disturbance may lay its hands on. */
export type Swarm<P extends SwarmPlatform = SwarmPlatform> = {
  platform: P;
  crew: Crew;
  /** A superuser's. */
  owner: Pool;
  random: () => number;
  /** Only where they are `proxied`. */
  proxies: Proxies | undefined;
  /** Counts a fault that was injected, or so many. */
  count(fault: string, times?: number): void;
  /** Aborted when the last message was due. */
  signal: AbortSignal;
};

export type SwarmOptions<P extends SwarmPlatform = SwarmPlatform> = {
  talks: number;
  pace: Pace;
  seed: number;
  processes?: number;
  /** Of the processes in turn; default: the machine's own. */
  clocks?: readonly RealClocks[];
  /** The bots reach their database and the platform by proxies. */
  proxied?: boolean;
  answersPerSecond?: number;
  /** Goes on beside the run, and resolves when everything is well again. */
  disturb?: (swarm: Swarm<P>) => Promise<void>;
};

export type SwarmResult = {
  findings: Findings;
  /** Of what is doubled or missed, that which nobody could look up and the ledger tells of. */
  reported: Reported;
  answers: AnswerFindings;
  /** Of each message that did not come: which one, and how it ended in the ledger. */
  lost: string[];
  faults: Record<string, number>;
  /** From the end of the trouble until nothing that is due was left to be done (G11). */
  recoveredMs: number;
  /** Processes that ended by themselves. */
  crashed: number;
};

/** Two clocks of one machine differ by less. */
const doubtMs = 20;
const latestMs = promised.faulted.max;
const longestRestMs = 120_000;
/** From planting to the first card, and so much more for each session that is planted. */
const headStartMs = 2_000;
const plantingMs = 1;

/** Holds many short sessions with several real processes on one real database and one local platform, on real clocks. */
export const runSwarm = <P extends SwarmPlatform>(
  url: string,
  open: () => Promise<P>,
  options: SwarmOptions<P>,
): Promise<SwarmResult> =>
  withDatabase(url, async (database) => {
    const platform = await open();
    const proxies = options.proxied ? await startProxies(database.url, platform.url) : undefined;
    try {
      return await hold(database, platform, proxies, options);
    } finally {
      await platform.stop();
      await proxies?.stop();
    }
  });

const hold = async <P extends SwarmPlatform>(
  database: BenchDatabase,
  platform: P,
  proxies: Proxies | undefined,
  options: SwarmOptions<P>,
): Promise<SwarmResult> => {
  const { talks: count, pace, processes = 3, clocks, answersPerSecond = 4 } = options;
  const { owner } = database;
  const random = createRandom(options.seed);
  invite(platform, count);
  const crew = await startCrew(
    processes,
    botSettings(database.url, platform, proxies, platform.delivery(pace.phaseMs)),
    platform,
    clocks,
  );
  await platform.plantPlaces?.(database.pool);
  const firstCardAt = new Date(Date.now() + headStartMs + count * plantingMs);
  const talks = planTalks(count, firstCardAt, pace, random);
  await plantTalks(owner, platform, talks, pace);
  const stopAnswering = startAnswering(platform, talks, pace, answersPerSecond, random);
  const faults = await whileDisturbed({ platform, crew, owner, random, proxies }, talks, options);
  const recoveredMs = await recovered(platform, owner);
  const pressed = await stopAnswering();
  const isResting = await waitUntil(() => isAtRest(owner), longestRestMs);
  const crashed = await crew.stop();
  const due = await dueOfAll(owner, platform, talks, pace);
  const findings = checkRun(due, readSeen(platform), { doubtMs, latestMs });
  return {
    findings,
    reported: reportedIn(
      findings,
      (await readTold(owner)).filter(({ kind }) => !platform.canLookUp(kind)),
    ),
    lost: await Promise.all(
      findings.missed.map(
        async ({ session, kind }) => `${session} ${kind}: ${await readOutcome(owner, session, kind)}`,
      ),
    ),
    answers: checkAnswers(pressed, await readAnswers(owner)),
    faults,
    recoveredMs: isResting ? recoveredMs : Number.POSITIVE_INFINITY,
    crashed,
  };
};

const invite = ({ local, addChannel }: SwarmPlatform, talks: number): void => {
  for (let number = 0; number < peopleFor(talks); number += 1) local.addPerson(personOf(number));
  for (let number = 0; number < channelsFor(talks); number += 1) addChannel(channelOf(number));
};

/** Lets the trouble be until the last message was due. @returns how many faults of each kind there were */
const whileDisturbed = async <P extends SwarmPlatform>(
  swarm: Omit<Swarm<P>, 'count' | 'signal'>,
  talks: readonly Talk[],
  { disturb, pace }: SwarmOptions<P>,
): Promise<Record<string, number>> => {
  const over = new AbortController();
  const faults: Record<string, number> = {};
  const count = (name: string, times = 1) => {
    faults[name] = (faults[name] ?? 0) + times;
  };
  const disturbing = disturb?.({ ...swarm, count, signal: over.signal });
  await wait(lastDueAt(talks, pace).getTime() - Date.now());
  over.abort();
  await disturbing;
  return faults;
};

const recovered = async ({ faults }: SwarmPlatform, owner: Pool): Promise<number> => {
  faults.clear();
  const healedAt = performance.now();
  await waitUntil(() => isBacklogEmpty(owner), longestRestMs);
  return performance.now() - healedAt;
};

const dueOfAll = async (owner: Pool, platform: SwarmPlatform, talks: readonly Talk[], pace: Pace) => {
  const starts = await readStarts(owner);
  const { local, workspace, chatWith } = platform;
  return talks.flatMap((talk) => {
    const places = { workspace, channel: local.channel(talk.channel).id, desk: chatWith(talk.lead) };
    return dueOf(talk, pace, places, starts.get(talk.id) ?? talk.startsAt);
  });
};
