import { type Bot, type BotSettings, startBot } from '../../src/app.ts';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { readTemplates } from '../../src/read-templates.ts';
import { moveTo } from '../../src/sandbox/demo/stage.ts';
import type { LocalTeams, LocalTeamsOptions } from '../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../src/sandbox/teams/local-teams.ts';
import { platformOf } from '../../src/sandbox/teams/platform.ts';
import type { TeamsRates } from '../../src/teams/limits.ts';
import { workspaceOf } from '../../src/teams/read-caller.ts';
import { settingsForLocalTeams } from '../../src/teams/settings-for-local-teams.ts';
import { createMovableClock, createSystemClocks } from '../../src/timer/clock.ts';
import { type BotProcess, forkBot } from './bot-process.ts';
import type { TestDatabase } from './database.ts';
import { type AnyWorld, type LogLine, logInto, monday } from './world.ts';

const credentials = {
  appId: '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01',
  appPassword: 'only-for-the-local-teams',
};

export type TeamsWorldOptions = Partial<
  Pick<LocalTeamsOptions, 'enforceRates' | 'installedIn' | 'readsMessages'>
> & {
  /** What the session clock shows first; default: a Monday at nine in Berlin. */
  from?: string;
  /** Who may change what only an admin may. */
  admins?: readonly string[];
  /** How often the bot calls Teams; default: so often that nothing waits. */
  rates?: TeamsRates;
  /** Limits of the dispatcher that are not those of production. */
  delivery?: Partial<DeliveryLimits>;
  /** Whether a bot runs in this process from the beginning; default: yes. */
  withBot?: boolean;
};

/** The local Teams, and bots on one database. */
export type TeamsWorld = AnyWorld & {
  teams: LocalTeams;
  /** The tenant's. */
  workspace: string;
  /**
   * Starts a bot in this process.
   * @param settings other ones than those of the local Teams and the database
   */
  addBot(settings?: Partial<BotSettings>): Promise<Bot>;
  /** Stops a bot of this process. */
  dropBot(bot: Bot): Promise<void>;
  /** The nightly round, by the first bot of this process. */
  tidy(): Promise<void>;
};

export const openTeamsWorld = async (
  database: TestDatabase,
  {
    from = monday,
    withBot = true,
    admins,
    rates,
    delivery,
    readsMessages = false,
    ...options
  }: TeamsWorldOptions = {},
): Promise<TeamsWorld> => {
  const clock = createMovableClock(new Date(from));
  const teams = await startLocalTeams({ now: clock.now, ...credentials, readsMessages, ...options });
  const { tenantId, serviceUrl, endpoints } = teams;
  const log: LogLine[] = [];
  const note = (line: LogLine) => void log.push(line);
  const bots: Bot[] = [];
  const processes: BotProcess[] = [];
  const running = () => processes.filter(({ isRunning }) => isRunning());
  const botSettings: BotSettings = {
    database: {
      url: database.connectionString,
      server: database.kind === 'postgres' ? 'real' : 'embedded',
    },
    teams: {
      ...settingsForLocalTeams({ ...credentials, tenantId, serviceUrl, endpoints, readsMessages }),
      ...(rates && { rates }),
      admins,
    },
    port: 0,
    ...(delivery && { delivery }),
  };
  const settled = async () => {
    await teams.activitiesDelivered();
    await Promise.all([...bots, ...running()].map((bot) => bot.idle()));
  };
  const stage = {
    platform: platformOf(teams),
    clock: {
      ...clock,
      // That of Teams first: a bot that is a little behind posts nothing before its time.
      moveTo: (instant: Date) => {
        clock.moveTo(instant);
        for (const one of running()) one.moveTo(instant);
      },
    },
    settled,
  };
  const world: TeamsWorld = {
    ...stage,
    teams,
    workspace: workspaceOf(tenantId),
    database,
    log,
    moveTo: (date, time) => moveTo(stage, date, time),
    addBot: async (settings) => {
      const clocks = { session: clock, machine: createSystemClocks(() => {}).machine };
      const bot = await startBot(
        { ...botSettings, ...settings },
        { clocks, templates: readTemplates('en'), log: logInto(note) },
      );
      bots.push(bot);
      if (bot.requestUrls.teams) teams.connect(bot.requestUrls.teams);
      return bot;
    },
    dropBot: async (bot) => {
      bots.splice(bots.indexOf(bot), 1);
      if (bot.requestUrls.teams) teams.disconnect(bot.requestUrls.teams);
      await bot.stop();
    },
    addProcess: async (onOutput) => {
      const bot = await forkBot(botSettings, clock.now(), note, onOutput);
      processes.push(bot);
      teams.connect(bot.requestUrls.teams!);
      return bot;
    },
    tidy: async () => {
      await bots[0]!.tidy();
      await settled();
    },
    noticed: settled,
    stop: async () => {
      try {
        await Promise.all([...bots, ...running()].map((bot) => bot.stop()));
      } finally {
        await teams.stop();
      }
    },
  };
  if (withBot) await world.addBot();
  return world;
};
