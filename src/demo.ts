import { parseArgs } from 'node:util';
import { type Bot, type BotSettings, startBot } from './app.ts';
import { createLog } from './log.ts';
import { connect } from './postgres/connect.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { migrate } from './postgres/migrate.ts';
import { readSessionCensus } from './postgres/session-census.ts';
import { readTemplates } from './read-templates.ts';
import { findFaults, reportDemo } from './sandbox/demo/report.ts';
import { playSuspiciousMail } from './sandbox/demo/suspicious-mail.ts';
import { transcript } from './sandbox/demo/transcript.ts';
import type { Platform } from './sandbox/platform.ts';
import { startLocalSlack } from './sandbox/slack/local-slack.ts';
import { startLocalTeams } from './sandbox/teams/local-teams.ts';
import { platformOf } from './sandbox/teams/platform.ts';
import { workspaceOf as workspaceOnSlack } from './slack/read-caller.ts';
import { workspaceOf as workspaceOnTeams } from './teams/read-caller.ts';
import { settingsForLocalTeams } from './teams/settings-for-local-teams.ts';
import { createMovableClock, createSystemClocks } from './timer/clock.ts';

/** A local platform, and how the bot gets there. */
type Venue = {
  platform: Platform;
  workspace: string;
  settings: Pick<BotSettings, 'slack' | 'teams'>;
  connect(bot: Bot): void;
  stop(): Promise<void>;
};

const openSlack = async (now: () => Date): Promise<Venue> => {
  const credentials = { botToken: 'xoxb-local-slack', signingSecret: 'only-for-the-local-slack' };
  const slack = await startLocalSlack({ now, ...credentials });
  return {
    platform: slack,
    workspace: workspaceOnSlack(slack.teamId),
    settings: { slack: { mode: 'http', ...credentials, apiUrl: slack.apiUrl } },
    connect: ({ requestUrls }) => slack.connect(requestUrls.slack!),
    stop: slack.stop,
  };
};

const openTeams = async (now: () => Date): Promise<Venue> => {
  const credentials = {
    appId: '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01',
    appPassword: 'only-for-the-local-teams',
  };
  const teams = await startLocalTeams({ now, ...credentials });
  const { tenantId, serviceUrl, endpoints } = teams;
  return {
    platform: platformOf(teams),
    workspace: workspaceOnTeams(tenantId),
    settings: { teams: settingsForLocalTeams({ ...credentials, tenantId, serviceUrl, endpoints }) },
    connect: ({ requestUrls }) => teams.connect(requestUrls.teams!),
    stop: teams.stop,
  };
};

const venues = { slack: openSlack, teams: openTeams };
const isVenue = (name: string): name is keyof typeof venues => name in venues;

const play = async (name: keyof typeof venues, asJson: boolean): Promise<string[]> => {
  const database = await startEmbedded();
  const server = 'embedded';
  const pool = connect({ connectionString: database.connectionString, server, onError: () => {} });
  await migrate(pool);
  const session = createMovableClock(new Date('2026-11-25T09:00:00+01:00'));
  const clocks = { session, machine: createSystemClocks(() => {}).machine };
  const venue = await venues[name](session.now);
  const { platform, workspace } = venue;
  const bot = await startBot(
    { database: { url: database.connectionString, server }, ...venue.settings, port: 0 },
    { clocks, templates: readTemplates('en'), log: createLog('silent') },
  );
  venue.connect(bot);
  try {
    const played = await playSuspiciousMail({ platform, clock: session, settled: bot.idle });
    const stored = await readSessionCensus(pool, workspace, 'Spot the phish');
    const report = reportDemo(platform, played, stored);
    process.stdout.write(
      asJson ? `${JSON.stringify(report, undefined, 2)}\n` : `${transcript(platform, 'Ben', played.from)}\n`,
    );
    return findFaults(report);
  } finally {
    await bot.stop();
    await venue.stop();
    await pool.end();
    await database.stop();
  }
};

/**
 * `npm run demo`: the real bot, an embedded PostgreSQL and a local Slack (`--platform teams`: a local Teams); one session
 * is planned and played by itself, with the session clock moved forward. `--json` prints one object instead of the
 * transcript.
 */
const run = async (): Promise<string[]> => {
  const { values } = parseArgs({
    options: { platform: { type: 'string', default: 'slack' }, json: { type: 'boolean', default: false } },
  });
  const { platform, json } = values;
  return isVenue(platform) ? play(platform, json) : [`there is no platform "${platform}": slack or teams`];
};

const faults = await run();
for (const fault of faults) process.stderr.write(`demo: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
