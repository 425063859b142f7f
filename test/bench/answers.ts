import type { AnyBlock } from '@slack/types';
import type { Pool } from 'pg';
import { prompt } from '../../src/messages/prompts.ts';
import { createTransaction } from '../../src/postgres/transaction.ts';
import { renderMessage } from '../../src/slack/render-message.ts';
import { en } from '../../src/texts/en.ts';
import { readView } from '../../src/use-cases/view-session.ts';
import { forkBot } from '../support/bot-process.ts';
import type { AnswerSenderDeeds } from './answer-sender.ts';
import { type BenchDatabase, withDatabase } from './bench-database.ts';
import type { BoltOnlyDeeds } from './bolt-only.ts';
import { botSettings } from './bot-settings.ts';
import { type Child, startChild } from './child.ts';
import { type Answers, aims } from './figures.ts';
import { type Answerer, lostPresses, nameOf } from './lost-presses.ts';
import { percentile, ratio, rounded } from './percentile.ts';
import { plant, sessionIdOf, sessionRunning, workspaceOf } from './plant.ts';
import type { PlatformDeeds } from './platform-process.ts';
import type { Progress } from './progress.ts';
import { plantAnswers } from './report.ts';
import { askingAtOnce, type PressParts } from './signed-press.ts';
import type { Sizes } from './sizes.ts';

const startedAt = new Date('2026-12-01T09:00:00Z');
const aMinuteLater = new Date(startedAt.getTime() + 60_000);
const perWorkspace = 10;
/** Nothing becomes due while answers are measured. */
const firstPhaseMinutes = 600;
/** The tables are not empty: the plans of an empty one would be those of another database. */
const seriesBefore = 50;
/** Of an open loop, whose requests wait for nobody. */
const mostConnections = 512;

type Intake = Omit<PressParts, 'url' | 'sessions' | 'peopleEach'> & {
  size: Sizes['answers'];
  apiUrl: string;
};

/** Signed press → Bolt → committed row → acknowledgement, against a Bolt app that only acknowledges. */
export const measureAnswers = (url: string, size: Sizes['answers'], progress: Progress): Promise<Answers> =>
  withDatabase(url, async (database) => {
    const { sessions, peopleEach } = size;
    progress(`answers: ${sessions} sessions with ${peopleEach} people each are planted`);
    const session = sessionRunning(startedAt, firstPhaseMinutes);
    await plant(database.owner, {
      ...{ sessions, perWorkspace, peopleEach, session },
      posted: ['card', 'desk', 'prompt-1'],
    });
    await plantAnswers(database, seriesBefore);
    const platform = startChild<PlatformDeeds>('platform-process.ts');
    const { apiUrl, responseUrl } = await platform.ask('start', { answerMs: 0 });
    const intake: Intake = { apiUrl, responseUrl, blocks: await promptOf(database), perWorkspace, size };

    progress('answers: to a Bolt app that only acknowledges');
    const baselinePerSecond = await boltOnly(intake);
    progress('answers: to the bot');
    const ours = await bot(database, intake, platform, progress);
    await platform.stop();
    return {
      ratio: ratio(ours.perSecond, baselinePerSecond),
      ...ours,
      baselinePerSecond: rounded(baselinePerSecond),
    };
  });

/** The message in which the button stands. */
const promptOf = async ({ pool }: BenchDatabase): Promise<readonly AnyBlock[]> => {
  const view = await readView(
    { transaction: createTransaction(pool) },
    { workspace: workspaceOf(0, perWorkspace) },
    sessionIdOf(0),
  );
  return renderMessage(prompt(en, view!, 1), 'key', () => undefined).blocks as AnyBlock[];
};

const prepared = async (
  { size, apiUrl: _, ...parts }: Intake,
  url: string,
): Promise<Child<AnswerSenderDeeds>> => {
  const sender = startChild<AnswerSenderDeeds>('answer-sender.ts');
  const { sessions, peopleEach } = size;
  await sender.ask('prepare', { ...parts, url, sessions, peopleEach, most: mostConnections });
  // The first answer of each session asks the platform who is in its channel: not all of them at the very beginning.
  await sender.ask('few', { atOnce: size.atOnce, count: Math.min(sessions, askingAtOnce) });
  return sender;
};

const boltOnly = async (intake: Intake): Promise<number> => {
  const { atOnce, closedMs } = intake.size;
  const bolt = startChild<BoltOnlyDeeds>('bolt-only.ts');
  const sender = await prepared(intake, await bolt.ask('start', { apiUrl: intake.apiUrl }));
  const perSecond = await sender.ask('closed', { atOnce, forMs: closedMs });
  await Promise.all([sender.stop(), bolt.stop()]);
  return perSecond;
};

const bot = async (
  { url, owner }: BenchDatabase,
  intake: Intake,
  platform: Child<PlatformDeeds>,
  progress: Progress,
): Promise<Omit<Answers, 'ratio' | 'baselinePerSecond'>> => {
  const { atOnce, closedMs, openMs } = intake.size;
  const process = await forkBot(botSettings(url, intake.apiUrl), aMinuteLater, () => {});
  const sender = await prepared(intake, process.requestUrls.slack!);
  const perSecond = await sender.ask('closed', { atOnce, forMs: closedMs });
  progress(`answers: ${aims.answersPerSecond} a second, whether acknowledged or not`);
  const latencies = await sender.ask('open', { perSecond: aims.answersPerSecond, forMs: openMs });
  // Whoever was acknowledged is told more in private, to the last of them.
  await process.stop();
  const acknowledged = await sender.ask('acknowledged', undefined);
  const refused = await platform.ask('refused', undefined);
  await sender.stop();
  return {
    perSecond: rounded(perSecond),
    p99Ms: rounded(percentile([...latencies], 0.99)),
    openLoopPerSecond: aims.answersPerSecond,
    lost: lostPresses(acknowledged, refused, intake.size, await whoAnswered(owner)).length,
    refused: refused.size,
  };
};

/** As `nameOf` names them. */
const whoAnswered = async (owner: Pool): Promise<Set<string>> => {
  const { rows } = await owner.query<Answerer>(
    `select session_id as session, member_id as member from answers where workspace_id like 'slack:T%'`,
  );
  return new Set(rows.map(nameOf));
};
