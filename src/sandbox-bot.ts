import { type Bot, startBot } from './app.ts';
import { createLog } from './log.ts';
import { readTemplates } from './read-templates.ts';
import type { BotOrder, BotReport, BotStart } from './sandbox/bot-process.ts';
import { ratesForLocalSlack } from './slack/rates-for-local-slack.ts';
import { settingsForLocalTeams } from './teams/settings-for-local-teams.ts';
import { createMovableClock, createSystemClocks, type MovableClock } from './timer/clock.ts';

/** The sandbox's bot: the real one in a process of its own, but for a session clock that its parent moves. */
let clock: MovableClock;
let bot: Bot | undefined;

const tell = (report: BotReport) => void process.send?.(report);

const start = async ({ databaseUrl, slack, teams, at }: BotStart): Promise<void> => {
  clock = createMovableClock(new Date(at));
  const log = createLog('info');
  try {
    bot = await startBot(
      {
        database: { url: databaseUrl, server: 'embedded' },
        slack: { mode: 'http', ...slack, rates: ratesForLocalSlack() },
        teams: teams && settingsForLocalTeams(teams),
        port: 0,
      },
      {
        clocks: { session: clock, machine: createSystemClocks(() => {}).machine },
        templates: readTemplates('en'),
        log,
      },
    );
    tell({ running: bot.requestUrls });
  } catch (fault) {
    log.error({ fault: fault instanceof Error ? fault.name : typeof fault }, 'the bot could not start');
    tell({ failed: fault instanceof Error ? fault.message : String(fault) });
    process.exitCode = 1;
    process.disconnect();
  }
};

const carryOut = async (order: BotOrder): Promise<void> => {
  switch (order.does) {
    case 'start':
      return start(order.with);
    case 'move':
      return clock.moveTo(new Date(order.to));
    case 'idle':
      await bot?.idle();
      return tell({ done: order.number });
    case 'stop':
      await bot?.stop();
      tell({ done: order.number });
      return process.disconnect();
  }
};

process.on('message', (order: BotOrder) => void carryOut(order));
// Whose parent is gone has nothing left to do.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole group of processes; the parent says when to stop.
process.on('SIGINT', () => {});
tell({ up: true });
