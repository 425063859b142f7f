import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import { type Bot, startBot } from '../../src/app.ts';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { readTemplates } from '../../src/read-templates.ts';
import { moveTo, type Stage } from '../../src/sandbox/demo/stage.ts';
import type { LocalSlack, LocalSlackOptions } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import type { SlackRates } from '../../src/slack/messenger.ts';
import { createMovableClock, createSystemClocks } from '../../src/timer/clock.ts';
import type { Log } from '../../src/use-cases/log-port.ts';
import { type BotProcess, forkBot } from './bot-process.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from './database.ts';

export const signingSecret = 'only-for-the-local-slack';
const credentialsWith = (secret = 'local-slack') => ({
  botToken: `xoxb-${secret}`,
  signingSecret: secret === 'local-slack' ? signingSecret : `${signingSecret}-${secret}`,
  appToken: `xapp-${secret}`,
});

/** The same address with a password. */
const withPassword = (address: string, password: string): string => {
  const url = new URL(address);
  url.password = password;
  return url.href;
};

/** The sample's Monday: the next working day is Tuesday, 1 December 2026. */
const monday = '2026-11-30T09:00:00+01:00';

/** So many that a session of fifteen minutes can be played in a second. */
const generousRates: SlackRates = {
  postsPerChannel: { perSecond: 1_000, burst: 1_000 },
  postsPerWorkspace: { perMinute: 60_000 },
  postEphemeral: { perMinute: 60_000 },
  update: { perMinute: 60_000 },
  delete: { perMinute: 60_000 },
  history: { perMinute: 60_000 },
};

export type LogLine = { level: keyof Log; fields: object; text: string };

export type WorldOptions = Pick<LocalSlackOptions, 'botIn' | 'enforceRates' | 'messageEvents'> & {
  /** What the session clock shows first; default: a Monday at nine in Berlin. */
  from?: string;
  /** Limits of the dispatcher that are not those of production. */
  delivery?: Partial<DeliveryLimits>;
  /** Default: so high that nothing waits. */
  rates?: SlackRates;
  /** How the bots hear of what people do; default: over signed HTTP. */
  mode?: 'http' | 'socket';
  /** A word that stands in every credential, and in the database's address as its password. */
  secret?: string;
  /** Whether a bot runs in this process from the beginning; default: yes. */
  withBot?: boolean;
  /** Is told of each line that a bot logs. */
  onLine?: (line: LogLine) => void;
  /** Whether a bot may log an error: one that an operator should look at; default: no. */
  mayLogErrors?: boolean;
};

/** A local Slack, a session clock that is moved by hand, and bots on one database. */
export type World = Stage & {
  database: TestDatabase;
  /** Moves the session clock to a local time of Berlin in winter and waits for what follows. */
  moveTo(date: string, time: string): Promise<void>;
  /** What the bots have logged. */
  log: readonly LogLine[];
  /** Starts a bot in this process. */
  addBot(): Promise<Bot>;
  /**
   * Starts a bot as a process of its own.
   * @param onOutput is told what it writes, as in production; `log` then stays empty
   */
  addProcess(onOutput?: (text: string) => void): Promise<BotProcess>;
  /** The nightly round, by the first bot of this process. */
  tidy(): Promise<void>;
  /** Waits until every event is answered and the bots have done what follows from it. */
  noticed(): Promise<void>;
  stop(): Promise<void>;
};

export const openWorld = async (database: TestDatabase, options: WorldOptions = {}): Promise<World> => {
  const clock = createMovableClock(new Date(options.from ?? monday));
  const credentials = credentialsWith(options.secret);
  const slack = await startLocalSlack({
    now: clock.now,
    ...credentials,
    ...(options.botIn && { botIn: options.botIn }),
    ...(options.enforceRates && { enforceRates: true }),
    ...(options.messageEvents && { messageEvents: true }),
  });
  const log: LogLine[] = [];
  const note = (line: LogLine) => {
    log.push(line);
    options.onLine?.(line);
  };
  const bots: Bot[] = [];
  const processes: BotProcess[] = [];
  const settings = {
    database: {
      url: options.secret
        ? withPassword(database.connectionString, options.secret)
        : database.connectionString,
      server: database.kind === 'postgres' ? 'real' : 'embedded',
    },
    slack: {
      mode: options.mode ?? 'http',
      ...credentials,
      apiUrl: slack.apiUrl,
      rates: options.rates ?? generousRates,
    },
    port: 0,
    ...(options.delivery && { delivery: options.delivery }),
  } as const;
  const running = () => processes.filter(({ isRunning }) => isRunning());

  const stage: Stage = {
    slack,
    clock: {
      now: clock.now,
      // Slack's clock first: a bot that is a little behind posts nothing before its time.
      moveTo: (instant) => {
        clock.moveTo(instant);
        for (const one of running()) one.moveTo(instant);
      },
    },
    settled: async () => {
      await Promise.all([...bots, ...running()].map((bot) => bot.idle()));
    },
  };
  const world: World = {
    ...stage,
    database,
    log,
    moveTo: (date, time) => moveTo(stage, date, time),
    addBot: async () => {
      const clocks = { session: clock, machine: createSystemClocks(() => {}).machine };
      const bot = await startBot(settings, { clocks, templates: readTemplates('en'), log: logInto(note) });
      bots.push(bot);
      if (bot.requestUrl) slack.connect(bot.requestUrl);
      return bot;
    },
    addProcess: async (onOutput) => {
      const bot = await forkBot(settings, clock.now(), note, onOutput);
      processes.push(bot);
      if (bot.requestUrl) slack.connect(bot.requestUrl);
      return bot;
    },
    tidy: async () => {
      await bots[0]!.tidy();
      await stage.settled();
    },
    noticed: async () => {
      await slack.eventsDelivered();
      await stage.settled();
    },
    stop: async () => {
      try {
        await Promise.all([...bots, ...running()].map((bot) => bot.stop()));
      } finally {
        await slack.stop();
      }
    },
  };
  if (options.withBot ?? true) await world.addBot();
  return world;
};

const logInto = (note: (line: LogLine) => void): Log => {
  const write = (level: keyof Log) => (fields: object, text: string) => note({ level, fields, text });
  return { info: write('info'), warn: write('warn'), error: write('error') };
};

/**
 * A new world for each test of a file, all of them on one database that is emptied in between.
 * @returns the present test's
 */
export const worldForEachTest = (options: WorldOptions = {}): (() => World) => {
  let database: TestDatabase;
  let world: World;
  // Longer than `slack.until` waits, which can say what it waited for.
  jest.setTimeout(60_000);
  beforeAll(async () => {
    database = await startDatabase();
  }, databaseTimeoutMs);
  beforeEach(async () => {
    world = await openWorld(database, options);
  }, databaseTimeoutMs);
  afterEach(async () => {
    await world.stop();
    await database.emptyTables();
    const errors = options.mayLogErrors ? [] : world.log.filter(({ level }) => level === 'error');
    expect(errors).toEqual([]);
  }, databaseTimeoutMs);
  afterAll(() => database.stop(), databaseTimeoutMs);
  return () => world;
};

/** People by their names, in order. */
export const people = <Names extends readonly string[]>({ slack }: { slack: LocalSlack }, ...names: Names) =>
  names.map((name) => slack.person(name)) as { [Index in keyof Names]: ReturnType<LocalSlack['person']> };
