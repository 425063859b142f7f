import type { RequestListener } from 'node:http';
import { mendable } from '../errors.ts';
import { saidInTeams } from '../texts/en/teams.ts';
import { en } from '../texts/en.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { Platform } from '../use-cases/platform-port.ts';
import type { MachineClock } from '../use-cases/ports.ts';
import { type TeamsStore, tenantName } from '../use-cases/teams-ports.ts';
import { createTokenWatch } from '../use-cases/token-watch.ts';
import { loginMs } from './bot-token.ts';
import { createDirectory } from './directory.ts';
import { createMessenger, startsPerMinute } from './messenger.ts';
import { workspaceOf } from './read-caller.ts';
import { sendFile } from './send-file.ts';
import { createTeamsApp, teamsEndpoint } from './teams-app.ts';
import { createTeamsClient } from './teams-client.ts';
import { teamsFault, tokenRefusalOf } from './teams-fault.ts';
import { assertUsable, type TeamsSettings } from './teams-settings.ts';

const mostAsked = 100;

export type TeamsOpening = { store: TeamsStore; newId: () => string; clock: MachineClock; log: Log };

/**
 * Logs the bot in with Microsoft, for the one tenant.
 * @throws StartError for what the operator can mend, settings that would let anybody in among it
 */
export const openTeams = async (
  settings: TeamsSettings,
  { store, newId, clock, log }: TeamsOpening,
): Promise<Platform<RequestListener>> => {
  const watch = createTokenWatch({ name: 'Teams', refusalOf: tokenRefusalOf }, clock, log);
  const client = createTeamsClient(settings, clock.now, watch.heard);
  const logIn = () => client.token.get(AbortSignal.timeout(loginMs));
  await mendable('teams', teamsFault, async () => {
    assertUsable(settings);
    await logIn();
  });
  const workspace = workspaceOf(settings.tenantId);
  /** The login says nothing of the connector, so one is asked that something is known of. */
  const askAgain = async () => {
    await logIn();
    const known = await store.channels(workspace, {}, mostAsked);
    const open = known.find(({ closed }) => closed === undefined);
    if (open) await client.rosters.of(workspace, open, 0);
  };
  const messenger = createMessenger({ settings, client, store, newId });
  return {
    workspace: { id: workspace, platform: 'teams', name: tenantName },
    // The login says nothing of where it is; what Teams has told of that is stored.
    isInstalled: (await store.isInstalled(workspace)) ?? false,
    messenger,
    traits: {
      directory: createDirectory(client, store, clock.now, settings.admins),
      texts: saidInTeams(en, settings),
      broadcasts: false,
      startsPerMinute: startsPerMinute(settings.rates),
      sendFile,
    },
    beat: () => watch.beat(askAgain),
    openIntake: (parts) => {
      const app = createTeamsApp(settings, { client, store, messenger, clock, log, ...parts });
      return {
        endpoint: { path: teamsEndpoint, listener: app.listener },
        checks: { teams: () => watch.refusal ?? 'ok' },
        start: async () => {},
        stop: app.stop,
      };
    },
  };
};
