import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { connect } from './postgres/connect.ts';
import { createDeliveryStore } from './postgres/delivery-store.ts';
import { createDueStore } from './postgres/due-store.ts';
import { type Embedded, startEmbedded } from './postgres/embedded.ts';
import { errorCode } from './postgres/error-code.ts';
import { FolderInUseError, lockFolder } from './postgres/folder-lock.ts';
import { migrate } from './postgres/migrate.ts';
import { readTemplates } from './read-templates.ts';
import { createBotProcess } from './sandbox/bot-process.ts';
import { createColleagues } from './sandbox/colleagues/colleagues.ts';
import { playOpeningScene, sceneDays } from './sandbox/opening-scene.ts';
import { type PageServer, startPageServer } from './sandbox/page-server/page-server.ts';
import { keepSandboxState, readSandboxState } from './sandbox/sandbox-state.ts';
import { createSessionTime } from './sandbox/session-time.ts';
import { startLocalSlack } from './sandbox/slack/local-slack.ts';
import { wordsFor } from './sandbox/words.ts';
import { createMovableClock } from './timer/clock.ts';

export type SandboxOptions = {
  port: number;
  /** Where everything is kept. */
  folder: string;
  /** The sample is played around this day. */
  today: Date;
};

export type Sandbox = {
  /** Where its page is. */
  url: string;
  /** What its session clock shows. */
  now(): Date;
  stop(): Promise<void>;
};

/** It cannot start, for a reason that whoever starts it can mend. */
export class SandboxRefusedError extends Error {
  readonly code = 'sandbox-refused';
}

const credentials = { botToken: 'xoxb-local-slack', signingSecret: 'only-for-the-local-slack' };
/** Longer than any answer of a healthy bot; a platform in trouble must not hold the clock. */
const settleMs = 2_500;
/** Played by the visitor, unless released. */
const byHand = ['Ana', 'Ben'];

/**
 * `npm start` with nothing configured: an embedded PostgreSQL, a local Slack, the bot as a process of its own, and one
 * page to try it all.
 * @throws SandboxRefusedError where another sandbox or another programme is in the way
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { page, database, files } = await takePlaces(options, undo);
    return { ...(await play(options, page, database, files, undo)), stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
};

type Undo = (() => unknown)[];

/** The port, the folder, the database: nobody else may have them. */
const takePlaces = async ({ port, folder }: SandboxOptions, undo: Undo) => {
  mkdirSync(folder, { recursive: true });
  const files = {
    address: join(folder, 'address'),
    state: join(folder, 'state.json'),
    slack: join(folder, 'slack.json'),
    postgres: join(folder, 'postgres'),
    log: join(folder, 'bot.log'),
  };
  const lock = await lockFolder(folder).catch((fault: unknown) => {
    throw fault instanceof FolderInUseError ? alreadyRuns(fault, files.address) : fault;
  });
  undo.push(lock.release);
  const page = await startPageServer(port).catch((fault: unknown) => {
    throw errorCode(fault) === 'EADDRINUSE' ? portTaken(port) : fault;
  });
  undo.push(page.stop);
  writeFileSync(files.address, page.url);
  // Without all three of them there is nothing to go on from.
  if (!readSandboxState(files.state) || !existsSync(files.slack)) putAside(files);
  const database = await startEmbedded(files.postgres);
  undo.push(database.stop);
  return { page, database, files };
};

type Files = Awaited<ReturnType<typeof takePlaces>>['files'];

const alreadyRuns = ({ message }: Error, address: string): SandboxRefusedError => {
  const where = existsSync(address) ? `: ${readFileSync(address, 'utf8')}` : '';
  return new SandboxRefusedError(
    `The sandbox runs already${where}\n(${message}.) Open it there, or stop it first.`,
  );
};

const portTaken = (port: number): SandboxRefusedError =>
  new SandboxRefusedError(
    `Port ${port} is taken by another programme. Choose another one: PORT=${port + 1} npm start`,
  );

const putAside = (files: { state: string; slack: string; postgres: string }): void => {
  for (const path of [files.state, files.slack, files.postgres]) {
    if (!existsSync(path)) continue;
    rmSync(`${path}.old`, { recursive: true, force: true });
    renameSync(path, `${path}.old`);
  }
};

const play = async (
  { today }: SandboxOptions,
  page: PageServer,
  database: Embedded,
  files: Files,
  undo: Undo,
): Promise<Omit<Sandbox, 'stop'>> => {
  const state = readSandboxState(files.state);
  const days = sceneDays(today);
  const templates = readTemplates('en');
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const pool = connect({
    connectionString: database.connectionString,
    server: 'embedded',
    onError: () => {},
  });
  undo.push(() => pool.end());
  await migrate(pool);
  const due = createDueStore(pool);
  const deliveries = createDeliveryStore(pool);

  const clock = createMovableClock(state?.at ?? days.planned);
  const slack = await startLocalSlack({ now: clock.now, ...credentials, keepIn: files.slack });
  undo.push(slack.stop);
  const colleagues = createColleagues({
    slack,
    clock,
    templates,
    names: slack.people.map(({ name }) => name),
    onChange: changed,
  });
  undo.push(colleagues.stop);
  for (const name of byHand) colleagues.takeOver(slack.person(name).id);

  const log = openSync(files.log, 'w');
  undo.push(() => closeSync(log));
  let connected: string | undefined;
  const bot = createBotProcess({
    entry: new URL('./sandbox-bot.ts', import.meta.url),
    log,
    settings: () => ({
      databaseUrl: database.connectionString,
      slack: { ...credentials, apiUrl: slack.apiUrl },
      at: clock.now().toISOString(),
    }),
    onRunning: (requestUrl) => {
      if (connected) slack.disconnect(connected);
      slack.connect(requestUrl);
      connected = requestUrl;
    },
    onStatus: changed,
  });
  undo.push(bot.stop);
  const settled = async () => {
    await bot.idle(settleMs);
    await colleagues.idle();
  };
  const time = createSessionTime({
    clock,
    follow: bot.moveTo,
    nextEventAt: due.nextSessionDueAt,
    nextOthersAt: async () => [(await deliveries.nextDueAt()).session, colleagues.nextAt()],
    settled,
    onMove: changed,
  });
  undo.push(time.stop);

  await bot.start();
  if (bot.trouble) throw new Error(`The bot could not start: ${bot.trouble}`);
  if (state) colleagues.turn(state.colleagues);
  else await playOpeningScene({ slack, time, colleagues, settled }, days);

  const kept = keepSandboxState(files.state, () => ({ at: clock.now(), colleagues: colleagues.on }));
  undo.push(kept.stop);
  listeners.add(kept.note);
  undo.push(() => listeners.clear());
  const close = await page.open({
    slack,
    bot,
    time,
    colleagues,
    words: wordsFor(templates),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  undo.push(close);
  return { url: page.url, now: clock.now };
};
