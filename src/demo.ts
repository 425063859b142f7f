import { startBot } from './app.ts';
import { createLog } from './log.ts';
import { connect } from './postgres/connect.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { migrate } from './postgres/migrate.ts';
import { readSessionCensus } from './postgres/session-census.ts';
import { readTemplates } from './read-templates.ts';
import { findFaults, reportDemo } from './sandbox/demo/report.ts';
import { playSuspiciousMail } from './sandbox/demo/suspicious-mail.ts';
import { transcript } from './sandbox/demo/transcript.ts';
import { startLocalSlack } from './sandbox/slack/local-slack.ts';
import { workspaceOf } from './slack/read-caller.ts';
import { createMovableClock, createSystemClocks } from './timer/clock.ts';

/**
 * `npm run demo`: the real bot, an embedded PostgreSQL and a local Slack; one session is planned and played by itself,
 * with the session clock moved forward. `--json` prints one object instead of the transcript.
 */
const credentials = { botToken: 'xoxb-local-slack', signingSecret: 'only-for-the-local-slack' };

const play = async (asJson: boolean): Promise<string[]> => {
  const database = await startEmbedded();
  const server = 'embedded';
  const pool = connect({ connectionString: database.connectionString, server, onError: () => {} });
  await migrate(pool);
  const session = createMovableClock(new Date('2026-11-25T09:00:00+01:00'));
  const clocks = { session, machine: createSystemClocks(() => {}).machine };
  const slack = await startLocalSlack({ now: session.now, ...credentials });
  const bot = await startBot(
    {
      database: { url: database.connectionString, server },
      slack: { mode: 'http', ...credentials, apiUrl: slack.apiUrl },
      port: 0,
    },
    { clocks, templates: readTemplates('en'), log: createLog('silent') },
  );
  slack.connect(bot.requestUrl!);
  try {
    const played = await playSuspiciousMail({ slack, clock: session, settled: bot.idle });
    const stored = await readSessionCensus(pool, workspaceOf(slack.teamId), 'Spot the phish');
    const report = reportDemo(slack, played, stored);
    process.stdout.write(
      asJson ? `${JSON.stringify(report, undefined, 2)}\n` : `${transcript(slack, 'Ben', played.from)}\n`,
    );
    return findFaults(report);
  } finally {
    await bot.stop();
    await slack.stop();
    await pool.end();
    await database.stop();
  }
};

const faults = await play(process.argv.includes('--json'));
for (const fault of faults) process.stderr.write(`demo: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
