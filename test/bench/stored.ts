import { withDatabase } from './bench-database.ts';
import { botSettings } from './bot-settings.ts';
import { startChild } from './child.ts';
import { measureClaims } from './claims.ts';
import type { Memory, Scale } from './figures.ts';
import { plantFuture } from './future.ts';
import type { MemoryBotDeeds } from './memory-bot.ts';
import { rounded } from './percentile.ts';
import type { PlatformDeeds } from './platform-process.ts';
import type { Progress } from './progress.ts';
import { measureReport } from './report.ts';
import type { Sizes } from './sizes.ts';

/** The beats of a minute. */
const ticks = 60;

export type Stored = { scale: Scale; memory: Memory };

/** Many planned sessions and many answers in one database: what they cost a process, its claims and a report. */
export const measureStored = (
  url: string,
  { memory: { planned }, scale }: Pick<Sizes, 'memory' | 'scale'>,
  progress: Progress,
): Promise<Stored> =>
  withDatabase(url, async (database) => {
    const memory: Memory = [];
    let stored = 0;
    for (const count of planned) {
      progress(`memory: a bot with ${count} planned sessions`);
      await plantFuture(database, stored, count);
      stored = count;
      memory.push({ planned: count, rssMb: rounded(await rssMbOf(database.url)) });
    }
    progress(`scale: claims with ${scale.futureRows} rows of the future`);
    await plantFuture(database, stored, scale.futureRows);
    const claimP99Ms = await measureClaims(database, scale);
    progress(`scale: the report of a series among ${scale.answers} answers`);
    const reportMs = await measureReport(database, scale.answers);
    return {
      memory,
      scale: {
        claimP99Ms: rounded(claimP99Ms, 1),
        reportMs: rounded(reportMs, 1),
        futureRows: scale.futureRows,
        answers: scale.answers,
      },
    };
  });

/** Of a real bot that has started and has ticked for a minute. */
const rssMbOf = async (databaseUrl: string): Promise<number> => {
  const platform = startChild<PlatformDeeds>('platform-process.ts');
  const { apiUrl } = await platform.ask('start', { answerMs: 0 });
  const bot = startChild<MemoryBotDeeds>('memory-bot.ts', ['--expose-gc']);
  await bot.ask('start', botSettings(databaseUrl, apiUrl));
  const rssMb = await bot.ask('rssAfter', { ticks });
  await bot.ask('stop', undefined);
  await Promise.all([bot.stop(), platform.stop()]);
  return rssMb;
};
