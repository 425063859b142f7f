import type { Pool } from 'pg';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import { type BenchDatabase, withDatabase } from '../bench/bench-database.ts';
import { createRandom } from '../bench/random.ts';
import { wait, waitUntil } from '../bench/wait.ts';
import type { RealClocks } from '../support/bot-process.ts';
import { botSettings, credentials } from './bot-settings.ts';
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
import { startAnswering } from './people-answer.ts';
import { plantTalks } from './plant-talks.ts';
import { type Proxies, startProxies } from './proxies.ts';
import { readSeen } from './read-seen.ts';
import { isAtRest, isBacklogEmpty, readAnswers, readOutcome, readStarts } from './read-stored.ts';

/** What a disturbance may lay its hands on. */
export type Swarm = {
  slack: LocalSlack;
  crew: Crew;
  /** A superuser's. */
  owner: Pool;
  random: () => number;
  /** Only where they are `proxied`. */
  proxies: Proxies | undefined;
  /** Counts a fault that was injected. */
  count(fault: string): void;
  /** Aborted when the last message was due. */
  signal: AbortSignal;
};

export type SwarmOptions = {
  talks: number;
  pace: Pace;
  seed: number;
  processes?: number;
  /** Of the processes in turn; default: the machine's own. */
  clocks?: readonly RealClocks[];
  /** The bots reach their database and the platform by proxies. */
  proxied?: boolean;
  delivery?: Partial<DeliveryLimits>;
  answersPerSecond?: number;
  /** Goes on beside the run, and resolves when everything is well again. */
  disturb?: (swarm: Swarm) => Promise<void>;
};

export type SwarmResult = {
  findings: Findings;
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
const latestMs = 15_000;
const longestRestMs = 120_000;
/** From planting to the first card, and so much more for each session that is planted. */
const headStartMs = 2_000;
const plantingMs = 1;
const mostTraffic = 2_000;

/** Holds many short sessions with several real processes on one real database and one local Slack, on real clocks. */
export const runSwarm = (url: string, options: SwarmOptions): Promise<SwarmResult> =>
  withDatabase(url, async (database) => {
    const slack = await startLocalSlack({ now: () => new Date(), ...credentials, mostTraffic });
    const proxies = options.proxied ? await startProxies(database.url, slack.url) : undefined;
    try {
      return await hold(database, slack, proxies, options);
    } finally {
      await slack.stop();
      await proxies?.stop();
    }
  });

const hold = async (
  database: BenchDatabase,
  slack: LocalSlack,
  proxies: Proxies | undefined,
  options: SwarmOptions,
): Promise<SwarmResult> => {
  const { talks: count, pace, processes = 3, clocks, answersPerSecond = 4 } = options;
  const { owner } = database;
  const random = createRandom(options.seed);
  invite(slack, count);
  const crew = await startCrew(
    processes,
    botSettings(database.url, slack.apiUrl, proxies, options.delivery),
    slack,
    clocks,
  );
  const firstCardAt = new Date(Date.now() + headStartMs + count * plantingMs);
  const talks = planTalks(count, firstCardAt, pace, random);
  await plantTalks(owner, slack, `slack:${slack.teamId}`, talks, pace);
  const stopAnswering = startAnswering(slack, talks, pace, answersPerSecond, random);
  const faults = await whileDisturbed({ slack, crew, owner, random, proxies }, talks, options);
  const recoveredMs = await recovered(slack, owner);
  const pressed = await stopAnswering();
  const isResting = await waitUntil(() => isAtRest(owner), longestRestMs);
  const crashed = crew.mates.filter(({ bot }) => !bot.isRunning()).length;
  await crew.stop();
  const due = await dueOfAll(owner, slack, talks, pace);
  const findings = checkRun(due, readSeen(slack), { doubtMs, latestMs });
  return {
    findings,
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

const invite = (slack: LocalSlack, talks: number): void => {
  for (let number = 0; number < peopleFor(talks); number += 1) slack.addPerson(personOf(number));
  for (let number = 0; number < channelsFor(talks); number += 1) slack.addChannel(channelOf(number));
};

/** Lets the trouble be until the last message was due. @returns how many faults of each kind there were */
const whileDisturbed = async (
  swarm: Omit<Swarm, 'count' | 'signal'>,
  talks: readonly Talk[],
  { disturb, pace }: SwarmOptions,
): Promise<Record<string, number>> => {
  const over = new AbortController();
  const faults: Record<string, number> = {};
  const count = (name: string) => {
    faults[name] = (faults[name] ?? 0) + 1;
  };
  const disturbing = disturb?.({ ...swarm, count, signal: over.signal });
  await wait(lastDueAt(talks, pace).getTime() - Date.now());
  over.abort();
  await disturbing;
  return faults;
};

const recovered = async (slack: LocalSlack, owner: Pool): Promise<number> => {
  slack.faults.clear();
  const healedAt = performance.now();
  await waitUntil(() => isBacklogEmpty(owner), longestRestMs);
  return performance.now() - healedAt;
};

const dueOfAll = async (owner: Pool, slack: LocalSlack, talks: readonly Talk[], pace: Pace) => {
  const starts = await readStarts(owner);
  return talks.flatMap((talk) => {
    const places = {
      workspace: slack.teamId,
      channel: slack.channel(talk.channel).id,
      desk: slack.directChannel(talk.lead).id,
    };
    return dueOf(talk, pace, places, starts.get(talk.id) ?? talk.startsAt);
  });
};
