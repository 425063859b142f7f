import type { BotSettings } from '../../src/app.ts';
import { wait } from '../bench/wait.ts';
import { type BotProcess, forkBot, type RealClocks } from '../support/bot-process.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

/** One of several bot processes on one database; whenever it is ended, another one takes its place. */
export type Mate = {
  /** It is neither asleep nor being replaced. */
  readonly isWell: boolean;
  readonly bot: BotProcess;
  /** How many of its processes ended by themselves, or otherwise than they were told to. */
  readonly crashes: number;
  /** SIGKILL, and a new process in its place. */
  kill(): Promise<void>;
  /** SIGTERM's way of stopping, and a new process in its place. */
  restart(): Promise<void>;
  /** SIGSTOP, and SIGCONT after `ms`. */
  sleep(ms: number): Promise<void>;
  /** Stops it for good. */
  stop(): Promise<void>;
};

export type Crew = {
  readonly mates: readonly Mate[];
  /** @returns how many processes have ended by themselves */
  stop(): Promise<number>;
};

const exactly: RealClocks = { aheadMs: 0, pace: 1 };
/** A process may meet the very trouble that it is started in. */
const startAgainMs = 500;

/**
 * Starts so many processes with real clocks.
 * @param clocks of each in turn; default: the machine's own
 */
export const startCrew = async (
  size: number,
  settings: BotSettings,
  platform: SwarmPlatform,
  clocks: readonly RealClocks[] = [exactly],
): Promise<Crew> => {
  let isOver = false;
  const start = async (clock: RealClocks): Promise<BotProcess> => {
    for (;;) {
      try {
        const bot = await forkBot(settings, clock, () => {});
        platform.connect(bot.requestUrls);
        return bot;
      } catch (fault) {
        if (isOver) throw fault;
        await wait(startAgainMs);
      }
    }
  };
  const mates = await Promise.all(
    Array.from({ length: size }, async (_, number) => {
      const clock = clocks[number % clocks.length]!;
      return createMate(await start(clock), platform, () => start(clock));
    }),
  );
  // Also those that sleep, if this programme is broken off.
  const endAll = () => {
    for (const { bot } of mates) void bot.kill();
  };
  process.once('exit', endAll);
  return {
    mates,
    stop: async () => {
      isOver = true;
      process.off('exit', endAll);
      await Promise.all(mates.map((mate) => mate.stop()));
      return mates.reduce((sum, { crashes }) => sum + crashes, 0);
    },
  };
};

/**
 * @param first is running
 * @param start runs the process that takes its place
 */
export const createMate = (
  first: BotProcess,
  { disconnect }: Pick<SwarmPlatform, 'disconnect'>,
  start: () => Promise<BotProcess>,
): Mate => {
  let isWell = true;
  let crashes = 0;
  /** How the process ends, if it does as it is told. */
  let told: number | NodeJS.Signals | undefined;
  const watched = (one: BotProcess): BotProcess => {
    void one.ended.then((end) => {
      if (end !== told) crashes += 1;
    });
    return one;
  };
  let bot = watched(first);
  const whileUnwell = async (work: () => Promise<void>) => {
    isWell = false;
    await work();
    isWell = true;
  };
  const kill = () => {
    told = 'SIGKILL';
    return bot.kill();
  };
  const stop = () => {
    told = 0;
    return bot.stop();
  };
  const replace = (end: () => Promise<void>) =>
    whileUnwell(async () => {
      await end();
      told = undefined;
      disconnect(bot.requestUrls);
      bot = watched(await start());
    });
  return {
    get isWell() {
      return isWell;
    },
    get bot() {
      return bot;
    },
    get crashes() {
      return crashes;
    },
    kill: () => replace(kill),
    restart: () => replace(stop),
    sleep: (ms) =>
      whileUnwell(async () => {
        bot.pause();
        await wait(ms);
        bot.resume();
      }),
    stop,
  };
};
