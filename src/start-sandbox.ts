import { closeSync, openSync } from 'node:fs';
import { connect } from './postgres/connect.ts';
import { createDeliveryStore } from './postgres/delivery-store.ts';
import { createDueStore } from './postgres/due-store.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { errorCode } from './postgres/error-code.ts';
import { migrate } from './postgres/migrate.ts';
import { readTemplates } from './read-templates.ts';
import { createBotProcess, type RequestUrls } from './sandbox/bot-process.ts';
import { createColleagues } from './sandbox/colleagues/colleagues.ts';
import { joinedColleagues } from './sandbox/colleagues/joined-colleagues.ts';
import { inStep } from './sandbox/in-step.ts';
import { playOpeningScene, type SceneDays, sceneDays } from './sandbox/opening-scene.ts';
import type { PageServer } from './sandbox/page-server/page-server.ts';
import { keepSandboxState, readSandboxState } from './sandbox/sandbox-state.ts';
import { createSessionTime, type SessionTime } from './sandbox/session-time.ts';
import { startLocalSlack } from './sandbox/slack/local-slack.ts';
import { readAppMenus } from './sandbox/teams/app-menus.ts';
import { startLocalTeams } from './sandbox/teams/local-teams.ts';
import { platformOf } from './sandbox/teams/platform.ts';
import { wordsFor } from './sandbox/words.ts';
import { type SandboxFiles, takeSandboxPlaces } from './take-sandbox-places.ts';
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

const inSlack = { botToken: 'xoxb-local-slack', signingSecret: 'only-for-the-local-slack' };
const inTeams = {
  appId: '7c5a1b0e-5d0f-4a56-8a25-3f1d9b6c2e10',
  appPassword: 'only-for-the-local-teams',
};
/** Longer than any answer of a healthy bot; a platform in trouble must not hold the clock. */
const settleMs = 2_500;
/** Played by the visitor, unless released. */
const byHand = ['Ana', 'Ben'];

/**
 * `npm start` with nothing configured: an embedded PostgreSQL, a local Slack and a local Teams, the bot as a process of
 * its own, and one page to try it all.
 * @throws SandboxRefusedError where another sandbox or another programme is in the way
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { page, files } = await takeSandboxPlaces(options, undo);
    return { ...(await play(options, page, files, undo)), stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
};

type Undo = (() => unknown)[];
type Clock = ReturnType<typeof createMovableClock>;

/** The two platforms with the same people in them; all but those by hand answer by themselves. */
const openPlatforms = async (
  {
    files,
    clock,
    teamsPort,
    changed,
  }: { files: SandboxFiles; clock: Clock; teamsPort: number; changed(): void },
  undo: Undo,
) => {
  const { now } = clock;
  const slack = await startLocalSlack({ now, ...inSlack, keepIn: files.slack });
  undo.push(slack.stop);
  // The app is not there yet: Ana adds it, and the bot learns of the team by that.
  const options = { now, ...inTeams, keepIn: files.teams, installedIn: [] };
  const teams = await startLocalTeams({ ...options, port: teamsPort }).catch((fault: unknown) => {
    if (errorCode(fault) !== 'EADDRINUSE') throw fault;
    return startLocalTeams(options);
  });
  undo.push(teams.stop);
  const templates = readTemplates('en');
  const platforms = [slack, platformOf(teams)] as const;
  const groups = platforms.map((platform) => {
    const names = platform.people.map(({ name }) => name);
    const group = createColleagues({ platform, clock, templates, names, onChange: changed });
    for (const name of byHand) group.takeOver(platform.person(name).id);
    return { platform, colleagues: group };
  });
  const colleagues = joinedColleagues(groups.map((group) => group.colleagues));
  undo.push(colleagues.stop);
  return { slack, teams, groups, colleagues, templates };
};

type Platforms = Awaited<ReturnType<typeof openPlatforms>>;

const openDatabase = async (files: SandboxFiles, undo: Undo) => {
  const { connectionString, stop } = await startEmbedded(files.postgres);
  undo.push(stop);
  const pool = connect({ connectionString, server: 'embedded', onError: () => {} });
  undo.push(() => pool.end());
  await migrate(pool);
  return { url: connectionString, due: createDueStore(pool), deliveries: createDeliveryStore(pool) };
};

/**
 * The bot, a process of its own, loading already while the rest is opened.
 * @param opened what it works with, each time that it starts
 */
const createBot = (
  files: SandboxFiles,
  opened: () => { platforms: Platforms; databaseUrl: string; now(): Date },
  changed: () => void,
  undo: Undo,
) => {
  const log = openSync(files.log, 'w');
  undo.push(() => closeSync(log));
  let connected: RequestUrls = {};
  const bot = createBotProcess({
    entry: new URL('./sandbox-bot.ts', import.meta.url),
    log,
    settings: () => {
      const { platforms, databaseUrl, now } = opened();
      const { tenantId, serviceUrl, endpoints } = platforms.teams;
      return {
        databaseUrl,
        slack: { ...inSlack, apiUrl: platforms.slack.apiUrl },
        teams: { ...inTeams, tenantId, serviceUrl, endpoints },
        at: now().toISOString(),
      };
    },
    onRunning: (urls) => {
      const { slack, teams } = opened().platforms;
      if (connected.slack) slack.disconnect(connected.slack);
      if (connected.teams) teams.disconnect(connected.teams);
      if (urls.slack) slack.connect(urls.slack);
      if (urls.teams) teams.connect(urls.teams);
      connected = urls;
    },
    onStatus: changed,
  });
  undo.push(bot.kill);
  bot.prepare();
  return bot;
};

/** The same scene on both platforms, side by side. */
const playOpeningScenes = async (
  { teams, groups }: Platforms,
  { time, settled }: { time: SessionTime; settled(): Promise<void> },
  days: SceneDays,
) => {
  teams.team('Sales').install({ by: 'Ana' });
  await teams.activitiesDelivered();
  const advanceTo = inStep(time.advanceTo, groups.length);
  await Promise.all(
    groups.map((group) => playOpeningScene({ ...group, time: { now: time.now, advanceTo }, settled }, days)),
  );
};

const play = async (
  { today }: SandboxOptions,
  page: PageServer,
  files: SandboxFiles,
  undo: Undo,
): Promise<Omit<Sandbox, 'stop'>> => {
  const state = readSandboxState(files.state);
  const days = sceneDays(today);
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const clock = createMovableClock(state?.at ?? days.planned);
  const { now } = clock;
  const bot = createBot(files, () => ({ platforms, databaseUrl: database.url, now }), changed, undo);
  const [database, platforms] = await Promise.all([
    openDatabase(files, undo),
    openPlatforms({ files, clock, teamsPort: state?.teamsPort ?? 0, changed }, undo),
  ]);
  // Before what it works with.
  undo.push(bot.stop);
  const { slack, teams, colleagues, templates } = platforms;
  const { due, deliveries } = database;
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
  else await playOpeningScenes(platforms, { time, settled }, days);

  const teamsPort = Number(new URL(teams.url).port);
  const kept = keepSandboxState(files.state, () => ({
    at: now(),
    colleagues: colleagues.on,
    teamsPort,
  }));
  undo.push(kept.stop);
  listeners.add(kept.note);
  undo.push(() => listeners.clear());
  const close = await page.open({
    ...{ slack, teams, bot, time, colleagues },
    menus: readAppMenus(),
    words: wordsFor(templates),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  undo.push(close);
  return { url: page.url, now };
};
