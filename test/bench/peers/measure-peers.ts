import { withDatabase } from '../bench-database.ts';
import { type Child, startChild } from '../child.ts';
import type { Peer } from '../figures.ts';
import { percentile, rounded } from '../percentile.ts';
import { channelOf } from '../plant.ts';
import type { Posted } from '../platform.ts';
import type { PlatformDeeds } from '../platform-process.ts';
import type { Progress } from '../progress.ts';
import { createRandom } from '../random.ts';
import type { Sizes } from '../sizes.ts';
import { wait, waitUntil } from '../wait.ts';
import { type Contestant, contestants, dueAtOf, type Plan } from './contestants.ts';
import type { Place } from './peer.ts';

type Size = Sizes['peers'];

/** Undisturbed, everything is posted in the end. */
const longestMs = 300_000;
/** What is planned is due after this at the earliest: until then its process has started. */
const leadMs = 8_000;
/** A process is killed so long after it is up. */
const livesMs = { least: 500, most: 2_000 };
/** A post stands at once and is answered after this, so that many a process dies in between. */
const answerMs = 100;

/** The same posts through job queues, timers in memory and our ledger: undisturbed, then killed again and again. */
export const measurePeers = async (
  url: string,
  size: Size,
  seed: number,
  progress: Progress,
): Promise<Peer[]> => {
  const undisturbed: Pick<Peer, 'perSecond' | 'p99LatenessMs'>[] = [];
  for (const one of contestants) {
    progress(`peers: ${size.clean} posts at one instant by ${one.name}`);
    undisturbed.push(await runUndisturbed(url, one, size));
  }
  progress(`peers: ${size.killed} posts by each, its process killed again and again`);
  const killed = await Promise.all(contestants.map((one, index) => runKilled(url, one, size, seed + index)));
  return contestants.map(({ name }, index) => ({
    name,
    ...undisturbed[index]!,
    killed: size.killed,
    ...killed[index]!,
  }));
};

const runUndisturbed = (url: string, contestant: Contestant, { clean }: Size) =>
  withPlan(url, contestant, 0, { posts: clean, apartMs: 0 }, async (place, platform, plan) => {
    const worker = await contestant.start(place);
    const dueAt = dueAtOf(plan, 0);
    const areAll = async () => (await platform.ask('count', undefined)) >= clean;
    await waitUntil(areAll, longestMs);
    await worker.kill();
    const lateness = (await platform.ask('posted', undefined)).map(({ at }) => at - dueAt);
    if (lateness.length < clean) throw new Error(`${contestant.name} posted ${lateness.length} of ${clean}`);
    return {
      perSecond: rounded(clean / (Math.max(...lateness) / 1_000)),
      p99LatenessMs: rounded(percentile(lateness, 0.99)),
    };
  });

const runKilled = (url: string, contestant: Contestant, size: Size, seed: number) => {
  const { killed: posts, spreadMs, waitMs } = size;
  const random = createRandom(seed);
  const apartMs = spreadMs / posts;
  return withPlan(url, contestant, answerMs, { posts, apartMs }, async (place, platform, plan) => {
    const lastDueAt = dueAtOf(plan, posts - 1);
    await wait(plan.firstDueAt.getTime() - leadMs / 4 - Date.now());
    while (Date.now() < lastDueAt) {
      const worker = await contestant.start(place);
      await wait(livesMs.least + random() * (livesMs.most - livesMs.least));
      await worker.kill();
    }
    const worker = await contestant.start(place);
    const endsAt = Date.now() + waitMs;
    const areAll = async () => (await counted(platform, posts)).lost === 0;
    await waitUntil(areAll, endsAt - Date.now());
    // A copy may follow, and one that is too many may go.
    await wait(Math.min(waitMs / 2, Math.max(0, endsAt - Date.now())));
    await worker.kill();
    return counted(platform, posts);
  });
};

/** What stands: posts without a message, and posts with more than one. */
const counted = async (platform: Child<PlatformDeeds>, posts: number) => {
  const stand = (await platform.ask('posted', undefined)).filter(({ isGone }: Posted) => !isGone);
  const copies = Map.groupBy(stand, ({ channel }) => channel);
  const counts = Array.from({ length: posts }, (_, number) => copies.get(channelOf(number))?.length ?? 0);
  return { lost: counts.filter((one) => one === 0).length, doubled: counts.filter((one) => one > 1).length };
};

/** Plans posts in a database of their own, against a platform of their own. */
const withPlan = <Result>(
  url: string,
  contestant: Contestant,
  answerAfterMs: number,
  { posts, apartMs }: Pick<Plan, 'posts' | 'apartMs'>,
  work: (place: Place, platform: Child<PlatformDeeds>, plan: Plan) => Promise<Result>,
): Promise<Result> =>
  withDatabase(url, async ({ url: databaseUrl, owner }) => {
    const platform = startChild<PlatformDeeds>('platform-process.ts');
    const { apiUrl } = await platform.ask('start', { answerMs: answerAfterMs });
    const place = { databaseUrl, apiUrl };
    const plan = { posts, apartMs, firstDueAt: new Date(Math.ceil((Date.now() + leadMs) / 1_000) * 1_000) };
    await contestant.plan(place, owner, plan);
    if (Date.now() > plan.firstDueAt.getTime() - leadMs / 4) throw new Error('planning took too long');
    const result = await work(place, platform, plan);
    await platform.stop();
    return result;
  });
