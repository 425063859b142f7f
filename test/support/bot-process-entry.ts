import { type Bot, type BotParts, startBot } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { readTemplates } from '../../src/read-templates.ts';
import { createMovableClock, createSystemClocks, type MovableClock } from '../../src/timer/clock.ts';
import type { Log } from '../../src/use-cases/log-port.ts';
import type { Order, RealClocks, Report } from './bot-process.ts';

/** A bot as a process of its own: the real one, but for a session clock that the parent process may move. */
let clock: MovableClock | undefined;
let bot: Bot;

const tell = (report: Report) => void process.send?.(report);

const write = (level: keyof Log) => (fields: object, text: string) => tell({ line: { level, fields, text } });
const told: Log = { info: write('info'), warn: write('warn'), error: write('error') };

/** Lets this process believe in another machine's clock; its timers go on as they are. */
const misleadClocks = ({ aheadMs, pace }: RealClocks): void => {
  const [calendar, monotonic] = [Date.now, performance.now.bind(performance)];
  const beganAt = calendar();
  Date.now = () => beganAt + aheadMs + pace * (calendar() - beganAt);
  performance.now = () => pace * monotonic();
};

const clocksAsTold = (told: Extract<Order, { does: 'start' }>['clock']): BotParts['clocks'] => {
  if ('at' in told) {
    clock = createMovableClock(new Date(told.at));
    return { session: clock, machine: createSystemClocks(() => {}).machine };
  }
  misleadClocks(told);
  return createSystemClocks((skewMs) => void write('warn')({ skewMs }, 'this machine’s clock is off'));
};

const carryOut = async (order: Order): Promise<void> => {
  switch (order.does) {
    case 'start': {
      const clocks = clocksAsTold(order.clock);
      const log = order.writesLog ? createLog('debug') : told;
      try {
        bot = await startBot(order.settings, { clocks, templates: readTemplates('en'), log });
      } catch (fault) {
        const failed: Report = { failed: String(fault) };
        return void process.send?.(failed, () => process.exit(1));
      }
      return tell({ running: bot.requestUrls });
    }
    case 'move':
      return clock?.moveTo(new Date(order.to));
    case 'block': {
      const endsAt = performance.now() + order.ms;
      while (performance.now() < endsAt);
      return;
    }
    case 'idle':
      await bot.idle();
      return tell({ done: order.number });
    case 'stop':
      await bot.stop();
      tell({ done: order.number });
      return process.disconnect();
  }
};

process.on('message', (order: Order) => void carryOut(order));
// Whose parent is gone has nothing left to do.
process.on('disconnect', () => process.exit());
