import { type Bot, startBot } from './app.ts';
import { readConfig, readSandboxConfig } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { createLog } from './log.ts';
import { readTemplates } from './read-templates.ts';
import { settingsIn } from './teams/teams-settings.ts';
import { createSystemClocks } from './timer/clock.ts';
import type { Log } from './use-cases/log-port.ts';

/** The process: configuration, start, stop on a signal. */
const run = async (): Promise<void> => {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  const clocks = createSystemClocks((skewMs) =>
    log.warn({ skewMs }, "this machine's clock was off the database's"),
  );
  const starting = startBot(
    {
      database: { url: config.DATABASE_URL, server: 'real' },
      slack: config.slack,
      teams: config.teams && settingsIn(config.teams),
      port: config.PORT,
    },
    { clocks, templates: readTemplates('en'), log },
  );
  stopOnSignal(starting, log);
  const bot = await starting;
  log.info({ requestUrls: Object.values(bot.requestUrls), port: bot.port }, 'running');
};

/**
 * Ends the process at the first signal; others change nothing, for a terminal and npm may both send one. Stopping has
 * an end whatever hangs, so nobody has to insist.
 */
const stopOnSignal = (starting: Promise<Bot>, log: Log): void => {
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    // Where it does not start, whoever started it says why.
    const bot = await starting.catch(() => undefined);
    await bot?.stop();
    log.info({}, 'stopped');
    // A timer of the SDK may outlive its connection of Socket Mode by half a minute.
    process.exit();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop(signal));
  }
};

try {
  // Its code is loaded only where it is meant, and never in production.
  const sandbox = readSandboxConfig();
  if (sandbox) await (await import('./run-sandbox.ts')).runSandbox(sandbox.PORT);
  else await run();
} catch (fault) {
  process.stderr.write(`${describeFault(fault)}\n`);
  process.exitCode = 1;
}
