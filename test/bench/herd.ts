import { deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { forkBot } from '../support/bot-process.ts';
import { type BenchDatabase, withDatabase } from './bench-database.ts';
import { botSettings } from './bot-settings.ts';
import { type Child, startChild } from './child.ts';
import type { Herd } from './figures.ts';
import type { HerdBaselineDeeds } from './herd-baseline.ts';
import { ratio, rounded } from './percentile.ts';
import { plant, sessionBefore } from './plant.ts';
import type { PlatformDeeds } from './platform-process.ts';
import type { Progress } from './progress.ts';
import type { Sizes } from './sizes.ts';
import { wait, waitUntil } from './wait.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const longestMs = 300_000;

/** Sessions that all begin at one instant, against a bare client that posts the same to the same platform. */
export const measureHerd = (
  url: string,
  { workspaces, sessionsEach }: Sizes['herd'],
  progress: Progress,
): Promise<Herd> =>
  withDatabase(url, async (database) => {
    const posts = workspaces * sessionsEach;
    progress(`herd: ${posts} sessions of ${workspaces} workspaces are planted`);
    await plant(database.owner, {
      sessions: posts,
      perWorkspace: sessionsEach,
      peopleEach: 6,
      session: sessionBefore(startsAt),
      posted: ['card', 'desk'],
    });
    await database.owner.query('vacuum analyze');
    const platform = startChild<PlatformDeeds>('platform-process.ts');
    const { apiUrl } = await platform.ask('start', { answerMs: 0 });
    progress('herd: they begin');
    const seconds = await herdSeconds(database, platform, apiUrl, posts);
    progress('herd: the bare client posts the same');
    const samples = await platform.ask('samples', undefined);
    await platform.ask('clear', undefined);
    const baseline = startChild<HerdBaselineDeeds>('herd-baseline.ts');
    const atOnce = deliveryLimits.postsAtOnce;
    const baselineSeconds = await baseline.ask('post', { apiUrl, samples, posts, atOnce });
    await Promise.all([baseline.stop(), platform.stop()]);
    return {
      ratio: ratio(seconds, baselineSeconds),
      seconds: rounded(seconds, 2),
      baselineSeconds: rounded(baselineSeconds, 2),
      posts,
    };
  });

/** From the instant at which they begin to the last prompt that has arrived. */
const herdSeconds = async (
  { url }: BenchDatabase,
  platform: Child<PlatformDeeds>,
  apiUrl: string,
  posts: number,
): Promise<number> => {
  const aSecondBefore = new Date(startsAt.getTime() - 1_000);
  const faults: string[] = [];
  const bot = await forkBot(botSettings(url, apiUrl), aSecondBefore, ({ level, text, fields }) => {
    if (level === 'error') faults.push(`${text} ${JSON.stringify(fields)}`);
  });
  // Its clock runs on by itself: whatever it does at the start is over when they begin.
  const dueAt = performance.timeOrigin + performance.now() + 1_000;
  await wait(1_000);
  const areAll = async () => (await platform.ask('count', undefined)) >= posts;
  const isDone = await waitUntil(areAll, longestMs);
  await bot.stop();
  if (faults.length > 0) throw new Error(`the bot has logged an error: ${faults[0]}`);
  if (!isDone) throw new Error('the herd did not get through in time');
  const posted = await platform.ask('posted', undefined);
  return (Math.max(...posted.map(({ at }) => at)) - dueAt) / 1_000;
};
