import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { createDispatcher } from '../../src/delivery/dispatcher.ts';
import { createTakeEvidence } from '../../src/delivery/take-evidence.ts';
import { createDeliveryStore } from '../../src/postgres/delivery-store.ts';
import { createDueStore } from '../../src/postgres/due-store.ts';
import { createTeamsStore } from '../../src/postgres/teams-store.ts';
import { createTransaction } from '../../src/postgres/transaction.ts';
import { readTemplates } from '../../src/read-templates.ts';
import type { LocalTeams, LocalTeamsOptions } from '../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../src/sandbox/teams/local-teams.ts';
import { createDirectory } from '../../src/teams/directory.ts';
import { createMessenger, startsPerMinute } from '../../src/teams/messenger.ts';
import { workspaceOf } from '../../src/teams/read-caller.ts';
import { sendFile } from '../../src/teams/send-file.ts';
import { settingsForLocalTeams } from '../../src/teams/settings-for-local-teams.ts';
import { createTeamsApp, teamsEndpoint } from '../../src/teams/teams-app.ts';
import { createTeamsClient } from '../../src/teams/teams-client.ts';
import type { TeamsSettings } from '../../src/teams/teams-settings.ts';
import { saidInTeams } from '../../src/texts/en/teams.ts';
import { en } from '../../src/texts/en.ts';
import { createMovableClock, createSystemClocks, type MovableClock } from '../../src/timer/clock.ts';
import { createCompose } from '../../src/use-cases/compose-message.ts';
import type { Context } from '../../src/use-cases/context.ts';
import type { Messenger } from '../../src/use-cases/delivery-ports.ts';
import type { Log } from '../../src/use-cases/log-port.ts';
import { createRememberedSessions } from '../../src/use-cases/remembered-sessions.ts';
import { sweepSessions } from '../../src/use-cases/sweep-sessions.ts';
import type { TeamsStore } from '../../src/use-cases/teams-ports.ts';
import type { TestDatabase } from './database.ts';

export const appId = '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01';
export const appPassword = 'a password of the tests';

export type LogLine = { level: keyof Log; fields: object; text: string };

/** A local Teams with a bot in it that works with the real use cases on a database. */
export type BotInTeams = {
  teams: LocalTeams;
  settings: TeamsSettings;
  workspace: string;
  store: TeamsStore;
  messenger: Messenger;
  context: Context;
  log: LogLine[];
  clock: MovableClock;
  /** Where the bot takes activities. */
  url: string;
  /** Moves the session clock, then lets happen what is due. */
  moveTo(instant: Date): Promise<void>;
  /** Lets happen and be posted what is due. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

/** The settings that a local Teams is talked to with. */
export const settingsFor = ({ tenantId, serviceUrl, endpoints }: LocalTeams): TeamsSettings =>
  settingsForLocalTeams({ appId, appPassword, tenantId, serviceUrl, endpoints });

export const openBotInTeams = async (
  database: TestDatabase,
  options: Partial<LocalTeamsOptions> = {},
  from = '2026-11-30T09:00:00+01:00',
): Promise<BotInTeams> => {
  const clock = createMovableClock(new Date(from));
  const { machine } = createSystemClocks(() => {});
  const teams = await startLocalTeams({ now: clock.now, appId, appPassword, ...options });
  const settings = settingsFor(teams);
  const workspace = workspaceOf(teams.tenantId);
  const log: LogLine[] = [];
  const write = (level: keyof Log) => (fields: object, text: string) =>
    void log.push({ level, fields, text });
  const logged: Log = { info: write('info'), warn: write('warn'), error: write('error') };

  const store = createTeamsStore(database.pool);
  const client = createTeamsClient(settings, machine.now);
  const messenger = createMessenger({ settings, client, store, newId: randomUUID });
  const deliveries = createDeliveryStore(database.pool);
  const context: Context = {
    transaction: createTransaction(database.pool),
    due: createDueStore(database.pool),
    directory: createDirectory(client, store, machine.now),
    remembered: createRememberedSessions(),
    now: clock.now,
    machineNow: machine.now,
    texts: saidInTeams(en, settings),
    broadcasts: false,
    templates: readTemplates('en'),
    newId: randomUUID,
    startsPerMinute: startsPerMinute(),
    sendFile,
    nudge: () => {},
  };
  await context.transaction(workspace, ({ people }) =>
    people.saveWorkspace({ id: workspace, platform: 'teams', name: 'Sandbox' }),
  );
  const clocks = { session: clock, machine };
  const takeEvidence = createTakeEvidence({ store: deliveries, clocks, log: logged, onSettled: () => {} });
  const dispatcher = createDispatcher({
    store: deliveries,
    messengers: () => messenger,
    compose: createCompose(context),
    clocks,
    log: logged,
    limits: deliveryLimits,
  });
  /** What a test breaks is broken for the bot from then on. */
  const breakable: Context = { ...context, transaction: (...work) => bot.context.transaction(...work) };
  const app = createTeamsApp(settings, {
    ...{ client, store, context: breakable, messenger, takeEvidence, clock: machine, log: logged },
  });
  const server = createServer(app.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${teamsEndpoint}`;
  teams.connect(url);

  const settle = async () => {
    await teams.activitiesDelivered();
    for (let round = 0; round < 5; round += 1) {
      await sweepSessions(context, logged, () => {});
      await dispatcher.deliver(new AbortController().signal);
    }
  };
  const bot: BotInTeams = {
    ...{ teams, settings, workspace, store, messenger, context, log, url, settle, clock },
    moveTo: async (instant) => {
      clock.moveTo(instant);
      await settle();
    },
    stop: async () => {
      await app.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await teams.stop();
    },
  };
  return bot;
};
