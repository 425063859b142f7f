import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector';

/** Where a cloud of Microsoft's can be reached, and who signs there. */
export type TeamsCloud = {
  /** Where the keys are told that activities are signed with. */
  openIdMetadata: string;
  /** Who signs activities. */
  issuer: string;
  /** Where the bot's own token is got. */
  tokenUrl: string;
  /** For what: without `/.default`. */
  audience: string;
  /** The connector where no activity has told another. */
  serviceUrl: string;
  /** Hosts that a connector may have; `*.` stands for one or more labels. */
  serviceHosts: readonly string[];
  /** Microsoft Graph, where messages are looked up; the audience of tokens for it, too. */
  graphUrl: string;
  /** Teams in the browser, to which links to messages lead. */
  webUrl: string;
};

const tokenUrlIn = (login: string, tenantId: string): string =>
  `https://${login}/${tenantId}${AuthenticationConstants.ToChannelFromBotTokenEndpointPath}`;

/** Microsoft 365 as most have it. Source: constants of botframework-connector. */
export const publicCloud = (tenantId: string): TeamsCloud => ({
  openIdMetadata: AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  issuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
  tokenUrl: tokenUrlIn('login.microsoftonline.com', tenantId),
  audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  serviceHosts: [
    'smba.trafficmanager.net',
    '*.smba.trafficmanager.net',
    'smba.infra.gcc.teams.microsoft.com',
  ],
  graphUrl: 'https://graph.microsoft.com',
  webUrl: 'https://teams.microsoft.com',
});

/**
 * The clouds of the United States' government (GCC High, DoD); in the latter Graph has another address ("National cloud
 * deployments"), and so has Teams in the browser.
 */
export const governmentCloud = (tenantId: string): TeamsCloud => ({
  openIdMetadata: GovernmentConstants.ToBotFromChannelOpenIdMetadataUrl,
  issuer: GovernmentConstants.ToBotFromChannelTokenIssuer,
  tokenUrl: tokenUrlIn('login.microsoftonline.us', tenantId),
  audience: GovernmentConstants.ToChannelFromBotOAuthScope,
  serviceUrl: 'https://smba.infra.gov.teams.microsoft.us/teams/',
  serviceHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
  graphUrl: 'https://graph.microsoft.us',
  webUrl: 'https://gov.teams.microsoft.us',
});

/** A cloud by its name, with whatever is to be different there. */
export type NamedCloud = { name: 'public' | 'government' } & {
  [Part in keyof TeamsCloud]?: TeamsCloud[Part] | undefined;
};

export const cloudOf = (tenantId: string, { name, ...others }: NamedCloud): TeamsCloud => {
  const usual = { public: publicCloud, government: governmentCloud }[name](tenantId);
  const different = Object.entries(others).filter(([, value]) => value !== undefined);
  return { ...usual, ...(Object.fromEntries(different) as Partial<TeamsCloud>) };
};
