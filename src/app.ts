import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
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
import { createTeamsStore } from './postgres/teams-store.ts';
import { createTransaction } from './postgres/transaction.ts';
import { openSlack } from './slack/open-slack.ts';
import type { SlackSettings } from './slack/slack-app.ts';
import { openTeams } from './teams/open-teams.ts';
import type { TeamsSettings } from './teams/teams-settings.ts';
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
import type { Platform, PlatformTraits } from './use-cases/platform-port.ts';
import type { MachineClock, SessionClock, WorkspaceId } from './use-cases/ports.ts';
import { createRememberedSessions } from './use-cases/remembered-sessions.ts';
import { sweepSessions } from './use-cases/sweep-sessions.ts';
import { createHealth } from './web/health.ts';
import { portFault } from './web/port-fault.ts';
import { startServer } from './web/server.ts';

export type BotSettings = {
  database: { url: string; server: 'real' | 'embedded' };
  /** One of the two at least. */
  slack?: SlackSettings | undefined;
  teams?: TeamsSettings | undefined;
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

export type RequestUrls = { readonly [Name in 'slack' | 'teams']?: string };

export type Bot = {
  /** Where the platforms post what people do; Slack does not in Socket Mode. */
  requestUrls: RequestUrls;
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

  const shared: Omit<Context, keyof PlatformTraits> = {
    transaction,
    due,
    remembered: createRememberedSessions(),
    now: clocks.session.now,
    machineNow: clocks.machine.now,
    templates,
    newId: randomUUID,
    nudge: () => nudge(),
  };
  const platforms = await openPlatforms(settings, pool, clocks.machine, log);
  const served = platforms.map((platform) => {
    const context: Context = { ...shared, ...platform.traits };
    return { platform, workspace: platform.workspace.id, context, compose: createCompose(context) };
  });
  const serving = new Map(served.map((one) => [one.workspace, one]));
  await mendable('database', databaseFault, async () => {
    for (const { isInstalled, workspace } of platforms) {
      if (isInstalled) await transaction(workspace.id, ({ people }) => people.saveWorkspace(workspace));
    }
  });
  const servesAll = served.find(({ platform }) => platform.servesEveryWorkspace);
  const store = createDeliveryStore(pool, servesAll ? undefined : [...serving.keys()]);
  const servingOf = (workspace: WorkspaceId) => {
    const found = serving.get(workspace) ?? servesAll;
    if (!found) throw new Error(`the workspace ${workspace} is not served here`);
    return found;
  };
  const dispatcher = createDispatcher({
    store,
    messengers: (workspace) => servingOf(workspace).platform.messenger,
    compose: (workspace, ...letter) => servingOf(workspace).compose(workspace, ...letter),
    clocks,
    log,
    limits: { ...deliveryLimits, ...settings.delivery },
    postsAreComing: () => isSweeping,
    onPlaceGone: async ({ workspace, id }) => {
      const { context } = servingOf(workspace);
      try {
        await refusedInChannel(context, workspace, id);
      } catch (fault) {
        log.warn({ workspace, fault: faultCode(fault) }, 'a closed channel was not noted');
      }
    },
  });
  const onFault = (fault: unknown) => {
    if (watch.failed(fault)) return;
    log.error({ fault: faultCode(fault) }, 'a round failed; the next one tries again');
  };
  let isSweeping = false;
  // Two loops, so that a platform that is slow holds up no session.
  const sessions = createRunner({
    clocks,
    tick: (_now, signal) => {
      isSweeping = true;
      return sweepSessions(shared, log, () => deliveries.nudge(), signal).finally(() => {
        isSweeping = false;
      });
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
  const intakes = served.map(({ platform, context }) => ({
    platform: platform.workspace.platform,
    ...platform.openIntake({ context, takeEvidence }),
  }));
  let isStopping = false;
  const handlers = new Map(
    createHealth({
      process: () => (isStopping ? 'stopping' : 'ok'),
      database: () => databaseReadiness(pool, clocks.machine),
      ...Object.assign({}, ...intakes.map(({ checks }) => checks)),
    }),
  );
  for (const { endpoint } of intakes) if (endpoint) handlers.set(endpoint.path, endpoint.listener);
  const server = await mendable('port', portFault, () => startServer(handlers, settings.port));
  const heartbeat = startHeartbeat(
    async () => {
      await clocks.followDatabase?.((now) => measureClockOffset(pool, now));
      await due.beat(clocks.session.now(), outageMs);
      watch.answered();
      nudge();
      for (const { beat } of platforms) void beat();
    },
    (fault) => {
      if (!watch.failed(fault)) log.warn({ fault: faultCode(fault) }, 'a beat failed');
    },
  );
  const retention = createRetentionStore(pool);
  const tidyUp = async () => {
    for (const { context, workspace } of served) {
      await checkInstallation(context, log, workspace).catch(onFault);
    }
    await tidy({ ...shared, texts: en }, retention, log);
  };
  const nightly = startNightly(tidyUp, onFault);
  const halt = async () => {
    isStopping = true;
    // Meanwhile whoever presses a button is still answered: what follows from it is left to the next process.
    await Promise.all([heartbeat.stop(), nightly.stop(), sessions.stop(), deliveries.stop()]);
    await Promise.all([server.stop(), ...intakes.map((intake) => intake.stop())]);
  };
  try {
    await due.beat(clocks.session.now(), outageMs);
    nudge();
    await Promise.all(intakes.map((intake) => intake.start()));
  } catch (fault) {
    await halt();
    throw fault;
  }
  return {
    port: server.port,
    requestUrls: Object.fromEntries(
      intakes.flatMap(({ platform, endpoint }) =>
        endpoint ? [[platform, `http://127.0.0.1:${server.port}${endpoint.path}`]] : [],
      ),
    ),
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

/** @throws StartError for what the operator can mend */
const openPlatforms = async (
  { slack, teams }: BotSettings,
  pool: ReturnType<typeof connect>,
  clock: MachineClock,
  log: Log,
): Promise<Platform<RequestListener>[]> => {
  const store = createTeamsStore(pool);
  const opened = await Promise.all([
    slack && openSlack(slack, { clock, log }),
    teams && openTeams(teams, { store, newId: randomUUID, clock, log }),
  ]);
  const platforms = opened.filter((platform) => platform !== undefined);
  if (platforms.length === 0) throw new Error('neither Slack nor Teams is set');
  return platforms;
};

/** Waits for `work`, and for so long at most. */
const atMost = async (ms: number, work: Promise<void>, machine: MachineClock): Promise<void> => {
  const ended = new AbortController();
  await Promise.race([work, machine.wait(ms, ended.signal)]);
  ended.abort();
};
