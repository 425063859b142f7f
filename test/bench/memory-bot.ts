import { type Bot, type BotSettings, startBot } from '../../src/app.ts';
import { readTemplates } from '../../src/read-templates.ts';
import { createSystemClocks } from '../../src/timer/clock.ts';
import { serve } from './serve.ts';

const megabyte = 1024 * 1024;
let bot: Bot;

/** A real bot, asked how much memory its process holds. */
export const memoryBotDeeds = serve({
  start: async (settings: BotSettings): Promise<void> => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const clocks = createSystemClocks(() => {});
    bot = await startBot(settings, { clocks, templates: readTemplates('en'), log });
  },
  /** Ticks so often, as its beats would make it. @returns megabytes */
  rssAfter: async ({ ticks }: { ticks: number }): Promise<number> => {
    for (let count = 0; count < ticks; count += 1) await bot.tick();
    globalThis.gc?.();
    return process.memoryUsage.rss() / megabyte;
  },
  stop: async () => bot.stop(),
});
export type MemoryBotDeeds = typeof memoryBotDeeds;
