import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { MessageRecord, Person } from '../../src/sandbox/slack/control.ts';
import type { BotProcess } from './bot-process.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from './database.ts';
import { nextNote, type SessionIn, sessionIn } from './session-in-channel.ts';
import { withStandstill } from './standstill.ts';
import type { TcpProxy } from './tcp-proxy.ts';
import { throughProxy } from './through-proxy.ts';
import { type news, openWorld, type World } from './world.ts';

/** What is said to somebody whose press was not saved, and where nobody knows. */
export const notSaved = 'Not saved: something went wrong on my side. Press again.';
export const perhapsNotSaved =
  'Perhaps not saved: my database did not answer. Have a look, and press again if it is not there.';

const day = '2026-12-01';
const slackWaitsMs = 3_000;

/** A bot in a process of its own, whose database can be ill-treated and is looked at past the bot. */
export type TroubledBot = {
  world: World;
  bot: BotProcess;
  proxy: TcpProxy;
  moveTo(time: string): Promise<void>;
  /** Moves the clock and waits for nothing: nobody can wait for a bot that has no database. */
  strike(time: string): void;
  session: SessionIn;
  /** Of the messages in the session's thread. */
  firstWords(): (string | undefined)[];
  /** Waits for a phase to be announced. */
  comes(phase: number): Promise<MessageRecord>;
  /** Presses, and expects an answer within Slack's three seconds: a private note. */
  answerTo(person: Person, button: string, where: MessageRecord): Promise<string | undefined>;
  ask(sql: string): Promise<unknown[]>;
  /** Ends every session on the database but the one that asks. */
  killSessions(): Promise<unknown>;
  /** Texts of the log's lines of that level, in order. */
  logged(level: 'info' | 'warn' | 'error'): string[];
  /** Waits until the bot has said that its database is away, or that it is back. */
  says(text: (typeof news)[keyof typeof news]): Promise<void>;
};

/**
 * For each test of a file. After each the process must still run.
 * @param startServer a server of the file's own; default: the one that TEST_DATABASE_URL names
 * @returns the present test's
 */
export const troubledBotForEachTest = (
  mode: 'http' | 'socket' = 'http',
  startServer?: () => Promise<{ url: string; remove(): Promise<void> }>,
): (() => TroubledBot) => {
  let server: Awaited<ReturnType<NonNullable<typeof startServer>>> | undefined;
  let database: TestDatabase;
  let present: TroubledBot;
  beforeAll(async () => {
    server = await startServer?.();
    database = await startDatabase(server?.url);
  }, databaseTimeoutMs);
  beforeEach(async () => {
    const { database: proxied, proxy } = await throughProxy(database);
    const listeners = new Set<() => void>();
    const onLine = () => {
      for (const listener of listeners) listener();
    };
    const world = await openWorld(proxied, {
      withBot: false,
      mode,
      onLine,
    });
    present = withTools(world, await world.addProcess(), proxy, listeners);
  }, databaseTimeoutMs);
  afterEach(async () => {
    const { world, bot, proxy } = present;
    const isRunning = bot.isRunning();
    await proxy.heal();
    await world.stop();
    await proxy.stop();
    await database.emptyTables();
    expect(isRunning).toBe(true);
  }, databaseTimeoutMs);
  afterAll(async () => {
    await database.stop();
    await server?.remove();
  }, databaseTimeoutMs);
  return () => present;
};

const withTools = (
  world: World,
  bot: BotProcess,
  proxy: TcpProxy,
  listeners: Set<() => void>,
): TroubledBot => {
  const session = sessionIn(world);
  const ask: TroubledBot['ask'] = async (sql) => (await world.database.pool.query(sql)).rows;
  return {
    world,
    bot,
    proxy,
    session,
    ask,
    moveTo: (time) => world.moveTo(day, time),
    strike: (time) => world.clock.moveTo(new Date(`${day}T${time}:00+01:00`)),
    firstWords: () => session.firstWords(),
    comes: (phase) =>
      world.slack.until(() => session.findPrompt(phase), { because: `prompt ${phase} after the trouble` }),
    answerTo: async (person, button, where) => {
      const answered = Promise.withResolvers<number>();
      const note = await nextNote(world, person, 'team-sales', async () => {
        const { result, tookMs } = await withStandstill(() => person.click(button, { in: where }));
        expect(result.status).toBe(200);
        answered.resolve(tookMs);
      });
      expect(await answered.promise).toBeLessThan(slackWaitsMs);
      return note;
    },
    killSessions: () =>
      ask(`select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()`),
    logged: (wanted) => world.log.filter(({ level }) => level === wanted).map(({ text }) => text),
    says: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (world.log.some((line) => line.text === text)) resolve();
        };
        listeners.add(look);
        look();
      }),
  };
};
