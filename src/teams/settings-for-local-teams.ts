import type { TeamsSettings } from './teams-settings.ts';

/** A local Teams, as far as the bot has to know of it. */
export type LocalTeamsAddress = {
  appId: string;
  appPassword: string;
  tenantId: string;
  serviceUrl: string;
  endpoints: { openIdMetadata: string; issuer: string; token: string; graph: string };
  /** Whether its teams' owners let the bot read what is written there; default: no. */
  readsMessages?: boolean;
};

/** So much that nothing waits: with the clock moved, what is spread over minutes comes at once. */
const generous = { burst: 1_000, perSecond: 1_000 };

/** For the local Teams of the sandbox and of tests, on this machine alone. */
export const settingsForLocalTeams = ({
  appId,
  appPassword,
  tenantId,
  serviceUrl,
  endpoints: { openIdMetadata, issuer, token, graph },
  readsMessages = false,
}: LocalTeamsAddress): TeamsSettings => ({
  appId,
  credential: { kind: 'password', password: appPassword },
  appName: 'Microtraining',
  tenantId,
  cloud: {
    openIdMetadata,
    issuer,
    tokenUrl: token,
    audience: 'https://api.botframework.com',
    serviceUrl,
    serviceHosts: ['127.0.0.1'],
    graphUrl: graph,
    // Where a link leads is not called by the bot.
    webUrl: 'https://teams.microsoft.com',
  },
  looksUp: readsMessages,
  isSandbox: true,
  rates: {
    conversation: generous,
    conversationForLong: generous,
    tenant: generous,
    readingChannel: generous,
    readingTenant: generous,
  },
});
