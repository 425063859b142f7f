import type { Operation } from './control.ts';

/** What a request asks for, and of whom. */
export type Route = {
  operation: Operation;
  /** The tenant in the address; empty where there is none. */
  tenantId: string;
  /** Conversation, team or none. */
  id: string;
  /** Activity, member or channel. */
  subId: string;
  /** The first message of a thread; empty where it is not in the address. */
  rootId: string;
};

type Pattern = { method: string; path: RegExp; operation: Operation };

const connector = '^/emea/(?<tenantId>[^/]+)/v3';
const conversation = `${connector}/conversations/(?<id>[^/]+)`;
const pattern = (method: string, path: string, operation: Operation): Pattern => ({
  method,
  path: new RegExp(`${path}/?$`),
  operation,
});

const graph = '^/graph/v1.0/teams/(?<id>[^/]+)/channels/(?<subId>[^/]+)/messages';

/**
 * Of the login service, the channel service's keys, the connector (botframework-connector, `operations`) and Microsoft
 * Graph ("List channel messages", "List replies").
 */
const patterns: readonly Pattern[] = [
  pattern('GET', String.raw`^/v1/\.well-known/openidconfiguration`, 'openIdMetadata'),
  pattern('GET', String.raw`^/v1/\.well-known/keys`, 'keys'),
  pattern('GET', String.raw`^/(?<tenantId>[^/]+)/v2\.0/\.well-known/openid-configuration`, 'openIdMetadata'),
  pattern('GET', String.raw`^/(?<tenantId>[^/]+)/discovery/v2\.0/keys`, 'keys'),
  pattern('POST', String.raw`^/(?<tenantId>[^/]+)/oauth2/v2\.0/token`, 'token'),
  pattern('POST', `${connector}/conversations`, 'createConversation'),
  pattern('POST', `${conversation}/activities`, 'sendToConversation'),
  pattern('POST', `${conversation}/activities/(?<subId>[^/]+)`, 'replyToActivity'),
  pattern('PUT', `${conversation}/activities/(?<subId>[^/]+)`, 'updateActivity'),
  pattern('DELETE', `${conversation}/activities/(?<subId>[^/]+)`, 'deleteActivity'),
  pattern('GET', `${conversation}/members`, 'getMembers'),
  pattern('GET', `${conversation}/pagedmembers`, 'getPagedMembers'),
  pattern('GET', `${conversation}/members/(?<subId>[^/]+)`, 'getMember'),
  pattern('GET', `${connector}/teams/(?<id>[^/]+)`, 'getTeam'),
  pattern('GET', `${connector}/teams/(?<id>[^/]+)/conversations`, 'getTeamChannels'),
  pattern('GET', graph, 'listMessages'),
  pattern('GET', `${graph}/(?<rootId>[^/]+)/replies`, 'listReplies'),
];

/** Finds what a request asks for; nothing where there is no such address. */
export const routeOf = (method: string, pathname: string): Route | undefined => {
  for (const pattern of patterns) {
    const match = pattern.method === method ? pattern.path.exec(pathname) : null;
    if (!match) continue;
    const part = (name: string) => decodeURIComponent(match.groups?.[name] ?? '');
    const { operation } = pattern;
    return {
      operation,
      tenantId: part('tenantId'),
      id: part('id'),
      subId: part('subId'),
      rootId: part('rootId'),
    };
  }
  return undefined;
};
