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
});

/** The clouds of the United States' government (GCC High, DoD). */
export const governmentCloud = (tenantId: string): TeamsCloud => ({
  openIdMetadata: GovernmentConstants.ToBotFromChannelOpenIdMetadataUrl,
  issuer: GovernmentConstants.ToBotFromChannelTokenIssuer,
  tokenUrl: tokenUrlIn('login.microsoftonline.us', tenantId),
  audience: GovernmentConstants.ToChannelFromBotOAuthScope,
  serviceUrl: 'https://smba.infra.gov.teams.microsoft.us/teams/',
  serviceHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
});
