import { randomUUID } from 'node:crypto';
import { type DeliveryLimits, deliveryLimits } from './delivery/delivery-limits.ts';
import { createDispatcher } from './delivery/dispatcher.ts';
import { createTakeEvidence } from './delivery/take-evidence.ts';
import { faultCode, mendable } from './errors.ts';
import { measureClockOffset } from './postgres/clock-offset.ts';
import { connect } from './postgres/connect.ts';
import { databaseFault } from './postgres/database-fault.ts';
import { createDatabaseWatch, type DatabaseWatch } from './postgres/database-watch.ts';
import { createDeliveryStore } from './postgres/delivery-store.ts';
import { createDueStore } from './postgres/due-store.ts';
import { assertMigrated } from './postgres/migrate.ts';
import { databaseReadiness } from './postgres/readiness.ts';
import { createRetentionStore } from './postgres/retention-store.ts';
import { createTransaction } from './postgres/transaction.ts';
import { createDirectory } from './slack/directory.ts';
import { createMessenger, startsPerMinute } from './slack/messenger.ts';
import { workspaceOf } from './slack/read-caller.ts';
import { missingScopes } from './slack/scopes.ts';
import { createSendFile } from './slack/send-file.ts';
import { createSlackApp, type SlackSettings, slackEndpoint } from './slack/slack-app.ts';
import { createSlackClient } from './slack/slack-client.ts';
import { slackFault } from './slack/slack-fault.ts';
import { createTokenWatch } from './slack/token-watch.ts';
import type { Templates } from './templates/ready-session.ts';
import { en } from './texts/en.ts';
import type { SystemClocks, WakingClock } from './timer/clock.ts';
import { startHeartbeat } from './timer/heartbeat.ts';
import { startNightly } from './timer/nightly.ts';
import { createRunner } from './timer/runner.ts';
import { createCompose } from './use-cases/compose-message.ts';
import type { Context } from './use-cases/context.ts';
import { refusedInChannel } from './use-cases/lifecycle/channel-shut.ts';
import { checkInstallation } from './use-cases/lifecycle/check-installation.ts';
import { tidy } from './use-cases/lifecycle/tidy.ts';
import type { Log } from './use-cases/log-port.ts';
import type { MachineClock, SessionClock } from './use-cases/ports.ts';
import { createRememberedSessions } from './use-cases/remembered-sessions.ts';
import { sweepSessions } from './use-cases/sweep-sessions.ts';
import { createHealth } from './web/health.ts';
import { portFault } from './web/port-fault.ts';
import { startServer } from './web/server.ts';

export type BotSettings = {
  database: { url: string; server: 'real' | 'embedded' };
  slack: SlackSettings;
  /** 0: any free one. */
  port: number;
  /** Other limits of the dispatcher than those for production. */
  delivery?: Partial<DeliveryLimits>;
};

export type BotParts = {
  clocks: {
    session: SessionClock & WakingClock;
    machine: SystemClocks['machine'];
    /** Absent where the session clock is moved by hand. */
    followDatabase?: SystemClocks['followDatabase'];
  };
  templates: Templates;
  log: Log;
};

export type Bot = {
  /** Where Slack posts what people do; absent in Socket Mode. */
  requestUrl: string | undefined;
  /** Of the HTTP server, which says whether the process lives and is ready, in either mode. */
  port: number;
  /** The single shot: does everything that is due now. */
  tick(): Promise<void>;
  /** Resolves when nothing is due and nothing is on its way. */
  idle(): Promise<void>;
  /** The single shot of the nightly round: deletes what is not kept any longer. */
  tidy(): Promise<void>;
  /** Takes no new work, lets the calls in flight end, closes everything. Ends within 6 s, whatever hangs. */
  stop(): Promise<void>;
};

/** A gap between two beats that is worth telling people about. */
const outageMs = 30_000;

/** What is on its way may end until then; whatever takes longer is left to its lease. */
const longestStopMs = 5_000;
/** For transactions that do not end. */
const longestEndMs = 500;

/**
 * The composition root: the only file that knows every folder.
 * @throws MigrationError where the database is not up to date; StartError for what the operator can mend
 */
export const startBot = async (settings: BotSettings, { clocks, templates, log }: BotParts): Promise<Bot> => {
  const watch = createDatabaseWatch(log);
  const pool = connect({
    connectionString: settings.database.url,
    server: settings.database.server,
    onError: watch.connectionBroke,
  });
  try {
    await mendable('database', databaseFault, async () => {
      await assertMigrated(pool);
      await clocks.followDatabase?.((now) => measureClockOffset(pool, now));
    });
    return await assemble(settings, { clocks, templates, log }, pool, watch);
  } catch (fault) {
    await pool.end();
    throw fault;
  }
};

const assemble = async (
  settings: BotSettings,
  { clocks, templates, log }: BotParts,
  pool: ReturnType<typeof connect>,
  watch: DatabaseWatch,
): Promise<Bot> => {
  const transaction = createTransaction(pool);
  const due = createDueStore(pool);
  const store = createDeliveryStore(pool);

  const token = createTokenWatch(clocks.machine, log);
  const client = createSlackClient(settings.slack, token.heard);
  const {
    team_id: teamId = '',
    team = '',
    user_id: botUserId = '',
    bot_id: botId = '',
    response_metadata,
  } = await mendable('slack', slackFault, () => client.auth.test());
  const { required: scopes } = missingScopes(response_metadata?.scopes);
  if (scopes.length > 0) {
    const lacking = { scopes: scopes.map(({ scope }) => scope) };
    log.warn(lacking, 'the token lacks scopes; "npm run doctor" says what does not work without them');
  }
  const workspace = workspaceOf(teamId);
  await mendable('database', databaseFault, () =>
    transaction(workspace, ({ people }) =>
      people.saveWorkspace({ id: workspace, platform: 'slack', name: team }),
    ),
  );
  const messenger = createMessenger(client, settings.slack.rates);

  const context: Context = {
    transaction,
    due,
    directory: createDirectory(() => client, clocks.machine.now),
    remembered: createRememberedSessions(),
    now: clocks.session.now,
    machineNow: clocks.machine.now,
    startsPerMinute: startsPerMinute(settings.slack.rates),
    texts: en,
    templates,
    newId: randomUUID,
    sendFile: createSendFile(() => client),
    nudge: () => nudge(),
  };
  const dispatcher = createDispatcher({
    store,
    messengers: () => messenger,
    compose: createCompose(context),
    clocks,
    log,
    limits: { ...deliveryLimits, ...settings.delivery },
    onPlaceGone: async (claim) => {
      try {
        await refusedInChannel(context, claim.workspace, claim.id);
      } catch (fault) {
        log.warn({ workspace: claim.workspace, fault: faultCode(fault) }, 'a closed channel was not noted');
      }
    },
  });
  const onFault = (fault: unknown) => {
    if (watch.failed(fault)) return;
    log.error({ fault: faultCode(fault) }, 'a round failed; the next one tries again');
  };
  // Two loops, so that a platform that is slow holds up no session.
  const sessions = createRunner({
    clocks,
    tick: async () => {
      const { due: found } = await sweepSessions(context, log);
      if (found > 0) deliveries.nudge();
    },
    nextDueAt: async () => ({ session: await due.nextSessionDueAt(), machine: undefined }),
    onFault,
  });
  const deliveries = createRunner({
    clocks,
    tick: (_now, signal) => dispatcher.deliver(signal),
    nextDueAt: store.nextDueAt,
    onFault,
  });
  const nudge = () => {
    sessions.nudge();
    deliveries.nudge();
  };
  const takeEvidence = createTakeEvidence({ store, clocks, log, onSettled: deliveries.nudge });
  const slack = createSlackApp(settings.slack, {
    ...{ client, bot: { botUserId, botId }, context, messenger, takeEvidence, clock: clocks.machine, log },
  });
  let isStopping = false;
  const health = createHealth({
    process: () => (isStopping ? 'stopping' : 'ok'),
    database: () => databaseReadiness(pool, clocks.machine),
    slack: () => token.refusal ?? 'ok',
    connection: () => (slack.isConnected() ? 'ok' : 'closed'),
  });
  const handlers = new Map(health);
  if (slack.listener) handlers.set(slackEndpoint, slack.listener);
  const server = await mendable('port', portFault, () => startServer(handlers, settings.port));
  const heartbeat = startHeartbeat(
    async () => {
      await clocks.followDatabase?.((now) => measureClockOffset(pool, now));
      await due.beat(clocks.session.now(), outageMs);
      watch.answered();
      nudge();
      void token.beat(() => client.auth.test());
    },
    (fault) => {
      if (!watch.failed(fault)) log.warn({ fault: faultCode(fault) }, 'a beat failed');
    },
  );
  const retention = createRetentionStore(pool);
  const tidyUp = async () => {
    await checkInstallation(context, log, workspace);
    await tidy(context, retention, log);
  };
  const nightly = startNightly(tidyUp, onFault);
  const halt = async () => {
    isStopping = true;
    // Meanwhile whoever presses a button is still answered: what follows from it is left to the next process.
    await Promise.all([heartbeat.stop(), nightly.stop(), sessions.stop(), deliveries.stop()]);
    await Promise.all([server.stop(), slack.stop()]);
  };
  try {
    await due.beat(clocks.session.now(), outageMs);
    nudge();
    await mendable('socket', slackFault, slack.start);
  } catch (fault) {
    await halt();
    throw fault;
  }
  return {
    port: server.port,
    requestUrl: slack.listener && `http://127.0.0.1:${server.port}${slackEndpoint}`,
    tick: async () => {
      await sessions.tick();
      await deliveries.tick();
    },
    idle: async () => {
      // What is due later than now may have come without a word, such as a counter's edit.
      nudge();
      // What the sessions owe keeps the deliveries busy, and nothing the other way round.
      await sessions.idle();
      await deliveries.idle();
    },
    tidy: tidyUp,
    stop: async () => {
      await atMost(longestStopMs, halt(), clocks.machine);
      await atMost(longestEndMs, pool.end(), clocks.machine);
    },
  };
};

/** Waits for `work`, and for so long at most. */
const atMost = async (ms: number, work: Promise<void>, machine: MachineClock): Promise<void> => {
  const ended = new AbortController();
  await Promise.race([work, machine.wait(ms, ended.signal)]);
  ended.abort();
};
