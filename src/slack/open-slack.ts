import type { RequestListener } from 'node:http';
import { mendable } from '../errors.ts';
import { en } from '../texts/en.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { Platform } from '../use-cases/platform-port.ts';
import type { MachineClock } from '../use-cases/ports.ts';
import { createTokenWatch } from '../use-cases/token-watch.ts';
import { tokenRefusalOf } from './classify-outcome.ts';
import { createDirectory } from './directory.ts';
import { createMessenger, startsPerMinute } from './messenger.ts';
import { workspaceOf } from './read-caller.ts';
import { missingScopes } from './scopes.ts';
import { createSendFile } from './send-file.ts';
import { createSlackApp, type SlackSettings, slackEndpoint } from './slack-app.ts';
import { createSlackClient } from './slack-client.ts';
import { slackFault } from './slack-fault.ts';

/**
 * Asks Slack who the bot is, and for which workspace.
 * @throws StartError for what the operator can mend
 */
export const openSlack = async (
  settings: SlackSettings,
  { clock, log }: { clock: MachineClock; log: Log },
): Promise<Platform<RequestListener>> => {
  const token = createTokenWatch({ name: 'Slack', refusalOf: tokenRefusalOf }, clock, log);
  const client = createSlackClient(settings, token.heard);
  const {
    team_id: teamId = '',
    team: name = '',
    user_id: botUserId = '',
    bot_id: botId = '',
    response_metadata,
  } = await mendable('slack', slackFault, () => client.auth.test());
  warnOfMissingScopes(response_metadata?.scopes, log);
  const messenger = createMessenger(client, settings.rates);
  return {
    workspace: { id: workspaceOf(teamId), platform: 'slack', name },
    isInstalled: true,
    servesEveryWorkspace: settings.servesEveryWorkspace,
    messenger,
    traits: {
      directory: createDirectory(() => client, clock.now),
      texts: en,
      broadcasts: true,
      startsPerMinute: startsPerMinute(settings.rates),
      sendFile: createSendFile(() => client),
    },
    beat: () => token.beat(() => client.auth.test()),
    openIntake: (parts) => {
      const bot = { botUserId, botId };
      const app = createSlackApp(settings, { client, bot, messenger, clock, log, ...parts });
      return {
        endpoint: app.listener && { path: slackEndpoint, listener: app.listener },
        checks: {
          slack: () => token.refusal ?? 'ok',
          connection: () => (app.isConnected() ? 'ok' : 'closed'),
        },
        start: () => mendable('socket', slackFault, app.start),
        stop: app.stop,
      };
    },
  };
};

const warnOfMissingScopes = (granted: readonly string[] | undefined, log: Log): void => {
  const { required } = missingScopes(granted);
  if (required.length === 0) return;
  const lacking = { scopes: required.map(({ scope }) => scope) };
  log.warn(lacking, 'the token lacks scopes; "npm run doctor" says what does not work without them');
};
