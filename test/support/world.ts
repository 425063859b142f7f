import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import { type Bot, startBot } from '../../src/app.ts';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { readTemplates } from '../../src/read-templates.ts';
import { moveTo, type Stage } from '../../src/sandbox/demo/stage.ts';
import type { Platform } from '../../src/sandbox/platform.ts';
import type { LocalSlack, LocalSlackOptions } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import type { LocalTeams } from '../../src/sandbox/teams/control.ts';
import type { SlackRates } from '../../src/slack/messenger.ts';
import { ratesForLocalSlack } from '../../src/slack/rates-for-local-slack.ts';
import { workspaceOf } from '../../src/slack/read-caller.ts';
import { createMovableClock, createSystemClocks, type MovableClock } from '../../src/timer/clock.ts';
import type { Log } from '../../src/use-cases/log-port.ts';
import { type BotProcess, forkBot } from './bot-process.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from './database.ts';
import { openTeamsWorld, type TeamsWorld } from './teams-world.ts';

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

const templates = readTemplates('en');

/** The sample's Monday: the next working day is Tuesday, 1 December 2026. */
export const monday = '2026-11-30T09:00:00+01:00';

export type LogLine = { level: keyof Log; fields: object; text: string };

/** For longer than Slack waits: a machine that stands still must not be taken for a bot that does not answer. */
export const localSlackWaitsMs = 10_000;

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

/** A local platform, a session clock that is moved by hand, and a bot on a database. */
export type AnyWorld<P extends Platform = Platform> = Stage<P> & {
  clock: MovableClock;
  workspace: string;
  database: TestDatabase;
  /** Moves the session clock to a local time of Berlin in winter and waits for what follows. */
  moveTo(date: string, time: string): Promise<void>;
  /** What the bots have logged. */
  log: readonly LogLine[];
  /** Waits until every event is answered and the bots have done what follows from it. */
  noticed(): Promise<void>;
  /**
   * Starts a bot as a process of its own.
   * @param onOutput is told what it writes, as in production; `log` then stays empty
   */
  addProcess(onOutput?: (text: string) => void): Promise<BotProcess>;
  stop(): Promise<void>;
};

/** The local Slack, and bots on one database. */
export type World = AnyWorld<LocalSlack> & {
  slack: LocalSlack;
  /** Starts a bot in this process. */
  addBot(): Promise<Bot>;
  /** The nightly round, by the first bot of this process. */
  tidy(): Promise<void>;
};

/**
 * @param database no other world's bot may run on it: either would post what is due for the other, where it is at home
 */
export const openWorld = async (database: TestDatabase, options: WorldOptions = {}): Promise<World> => {
  const clock = createMovableClock(new Date(options.from ?? monday));
  const credentials = credentialsWith(options.secret);
  const slack = await startLocalSlack({
    now: clock.now,
    ...credentials,
    acknowledgeWithinMs: localSlackWaitsMs,
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
      rates: options.rates ?? ratesForLocalSlack(),
    },
    port: 0,
    ...(options.delivery && { delivery: options.delivery }),
  } as const;
  const running = () => processes.filter(({ isRunning }) => isRunning());

  const stage = {
    platform: slack,
    clock: {
      ...clock,
      // Slack's clock first: a bot that is a little behind posts nothing before its time.
      moveTo: (instant: Date) => {
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
    slack,
    workspace: workspaceOf(slack.teamId),
    database,
    log,
    moveTo: (date, time) => moveTo(stage, date, time),
    addBot: async () => {
      const clocks = { session: clock, machine: createSystemClocks(() => {}).machine };
      const bot = await startBot(settings, { clocks, templates, log: logInto(note) });
      bots.push(bot);
      if (bot.requestUrls.slack) slack.connect(bot.requestUrls.slack);
      return bot;
    },
    addProcess: async (onOutput) => {
      const bot = await forkBot(settings, clock.now(), note, onOutput);
      processes.push(bot);
      if (bot.requestUrls.slack) slack.connect(bot.requestUrls.slack);
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

export const logInto = (note: (line: LogLine) => void): Log => {
  const write = (level: keyof Log) => (fields: object, text: string) => note({ level, fields, text });
  return { info: write('info'), warn: write('warn'), error: write('error') };
};

/** A new world for each test of a file. */
export const worldForEachTest = (options: WorldOptions = {}): (() => World) =>
  newForEachTest((database) => openWorld(database, options), options.mayLogErrors);

/**
 * A new one for each test of a file, all of them on one database that is emptied in between.
 * @returns the present test's
 */
export const newForEachTest = <W extends AnyWorld>(
  open: (database: TestDatabase) => Promise<W>,
  mayLogErrors = false,
): (() => W) => {
  let database: TestDatabase;
  let world: W;
  beforeAll(async () => {
    database = await startDatabase();
  }, databaseTimeoutMs);
  beforeEach(async () => {
    world = await open(database);
  }, databaseTimeoutMs);
  afterEach(async () => {
    await world.stop();
    await database.emptyTables();
    const errors = besidesNews(world.log).filter(({ level }) => level === 'error');
    expect(mayLogErrors ? [] : errors).toEqual([]);
  }, databaseTimeoutMs);
  afterAll(() => database.stop(), databaseTimeoutMs);
  return () => world;
};

/** What a bot's log says once when the database is away, and once when it is back. */
export const news = {
  away: 'the database cannot be asked; it is tried again',
  back: 'the database can be asked again',
} as const;

/** A log without these: it is away, too, where a machine stands still for longer than a statement may take. */
export const besidesNews = (log: readonly LogLine[]): LogLine[] =>
  log.filter(({ text }) => text !== news.away && text !== news.back);

type Opened = Pick<WorldOptions, 'from' | 'delivery' | 'withBot'> & {
  /** In Teams: whether the teams' owners let the bot read what is written in their channels; default: no. */
  readsMessages?: boolean;
};
type Open = (database: TestDatabase, options?: Opened) => Promise<AnyWorld>;

/** Ana, as in the local Slack, and Ada, where a scenario adds her. */
const admins = ['ana@sandbox.example', 'ada@sandbox.example'];

/** Every platform by its name, and how to open a world on it: for `describe.each`. */
export const platforms: readonly (readonly [name: string, open: Open])[] = [
  ['Slack', openWorld],
  // Looked up when it is called: the two import each other.
  ['Teams', (database, options) => openTeamsWorld(database, { admins, ...options })],
];

/** Scenarios that are the same on every platform, on each of them by its name: a new world for each test. */
export const onEachPlatform = (
  scenarios: (world: () => AnyWorld, platform: string) => void,
  options: Opened = {},
): void =>
  describe.each(platforms)('on %s:', (platform, open) =>
    scenarios(
      newForEachTest((database) => open(database, options)),
      platform,
    ),
  );

/** The local platform of a world itself, for what each has a way of its own. */
export const locally = <T>(
  world: AnyWorld,
  { slack, teams }: { slack: (local: LocalSlack) => T; teams: (local: LocalTeams) => T },
): T => ('teams' in world ? teams((world as TeamsWorld).teams) : slack((world as World).slack));

/** People by their names, in order. */
export const people = <P extends Platform, Names extends readonly string[]>(
  { platform }: { platform: P },
  ...names: Names
) => names.map((name) => platform.person(name)) as { [Index in keyof Names]: ReturnType<P['person']> };
