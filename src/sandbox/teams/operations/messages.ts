import { TEAMS_LIMITS } from '../../../teams/limits.ts';
import type { Call, Method } from '../call.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Operation } from '../control.ts';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { graphOf } from '../login.ts';
import { currentOf, type StoredMessage } from '../stored-message.ts';
import { BOT_NAME } from '../world.ts';
import type { ChannelState, TeamState } from '../world-state.ts';

/** Microsoft Graph's default for the messages of a page ("List channel messages"). */
const usualPage = 20;

/** Whether a call is one to Microsoft Graph. */
export const isOfGraph = ({ operation }: { operation: Operation }): boolean => operation in messageMethods;

/** The first messages of a channel's threads, those that were changed last at the front. */
const listMessages: Method = (call, core) => {
  const { channel, team } = findChannel(core, call);
  const roots = [...channel.messages.values()].filter(({ rootId }) => rootId === undefined);
  return page(call, core, team, roots);
};

/** The replies of a thread, the latest at the front. */
const listReplies: Method = (call, core) => {
  const { channel, team } = findChannel(core, call);
  if (!channel.messages.has(call.rootId)) throw new ConnectorError(404, 'NotFound', 'NotFound');
  const replies = [...channel.messages.values()].filter(({ rootId }) => rootId === call.rootId);
  return page(call, core, team, replies);
};

export const messageMethods = { listMessages, listReplies };

/** @throws ConnectorError 403 without consent, 404 where there is no such channel */
const findChannel = (core: Core, { id, subId }: Call): { team: TeamState; channel: ChannelState } => {
  const { world, readsMessages } = core;
  const team = [...world.state.teams.values()].find(({ aadGroupId }) => aadGroupId === id);
  const channel = world.channels.find((one) => one.id === subId && one.teamId === team?.id);
  if (!readsMessages || !team?.isInstalled) {
    throw new ConnectorError(403, 'Forbidden', 'Missing role permissions on the request.');
  }
  if (!channel) throw new ConnectorError(404, 'NotFound', 'NotFound');
  return { team, channel };
};

const page = ({ query, subId, id, rootId }: Call, core: Core, team: TeamState, found: StoredMessage[]) => {
  const size = Number(query.get('$top') ?? usualPage);
  if (!(size >= 1 && size <= TEAMS_LIMITS.reading.perPage)) {
    throw new ConnectorError(400, 'BadRequest', "Invalid value for '$top'.");
  }
  const from = Number(query.get('$skiptoken') ?? 0);
  // What only one person sees is not in the channel.
  const shown = found.filter(({ targetedTo }) => targetedTo === undefined).sort(byChange);
  const path = `v1.0/teams/${id}/channels/${subId}/messages${rootId && `/${rootId}/replies`}`;
  const next = `${graphOf(core.url)}/${path}?$top=${size}&$skiptoken=${from + size}`;
  const value = shown.slice(from, from + size).map((message) => chatMessage(core, team, message));
  return {
    status: 200,
    body: { value, ...(shown.length > from + size && { '@odata.nextLink': next }) },
  };
};

const changedAt = ({ versions, deletedAt }: StoredMessage): Date => deletedAt ?? versions.at(-1)!.at;
const byChange = (one: StoredMessage, other: StoredMessage): number =>
  changedAt(other).getTime() - changedAt(one).getTime() || Number(other.id) - Number(one.id);

/** A `chatMessage` (Microsoft Graph). */
const chatMessage = ({ world }: Core, { aadGroupId }: TeamState, message: StoredMessage): Json => {
  const { id, rootId, versions, deletedAt, byBot, authorId, conversationId } = message;
  const { text, cards } = currentOf(message);
  const person = world.state.people.get(authorId);
  return {
    id,
    replyToId: rootId ?? null,
    messageType: 'message',
    createdDateTime: versions[0]!.at.toISOString(),
    lastModifiedDateTime: changedAt(message).toISOString(),
    deletedDateTime: deletedAt?.toISOString() ?? null,
    from: byBot
      ? {
          application: { id: world.appId, displayName: BOT_NAME, applicationIdentityType: 'bot' },
          user: null,
        }
      : {
          application: null,
          user: { id: person?.aadObjectId, displayName: person?.name, userIdentityType: 'aadUser' },
        },
    body: { contentType: 'html', content: deletedAt ? '' : text },
    channelIdentity: { teamId: aadGroupId, channelId: conversationId },
    attachments: deletedAt
      ? []
      : cards.map((card, index) => ({
          id: `${id}-${index}`,
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: JSON.stringify(card, null, 2),
        })),
  };
};
