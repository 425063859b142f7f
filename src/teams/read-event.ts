import type { Hindrance } from '../messages/channel-closed.ts';
import type { Occurrence } from '../use-cases/lifecycle/occurrence.ts';
import type { ChannelId, MemberId } from '../use-cases/ports.ts';
import { type Activity, memberIdOf, placeIn } from './activity.ts';

/** What an event means: for where the bot may write, and for what is planned. */
export type TeamsEvent = {
  /** Channels and chats that are open to the bot from now on, or closed. */
  opens: readonly ChannelId[];
  closes: readonly { id: ChannelId; why: Hindrance }[];
  occurrences: readonly Occurrence[];
  /** Whose rosters have changed. */
  changed: readonly ChannelId[];
  /** The channel in which a bot that somebody has just added says what it is; in chats with single people nothing is said. */
  welcome?: { channelId: ChannelId; addedBy: MemberId };
};

export const isLifecycleEvent = ({ type }: Pick<Activity, 'type'>): boolean =>
  type === 'conversationUpdate' || type === 'installationUpdate';

/**
 * Reads what happened to the bot's installation, a team, a channel or who is in it
 * (Microsoft, "Conversation events in your Teams bot", "Installation update event").
 * @param channels of the team that the event is about, as far as they are known: what is said of a team is so in each
 */
export const readEvent = (activity: Activity, channels: readonly ChannelId[]): TeamsEvent => {
  const where = placesOf(activity, channels);
  const own = ownChange(activity);
  if (own === 'added') return { ...opened(where), ...welcomeTo(activity) };
  if (own === 'removed') return closed(where, 'bot-removed');
  if (activity.type !== 'conversationUpdate') return nothing;
  return changeOf(activity, where) ?? rosterChange(activity, where);
};

const nothing: TeamsEvent = { opens: [], closes: [], occurrences: [], changed: [] };

/** Of a private or shared channel and of a chat it is about that alone; of the team, about every channel. */
const placesOf = ({ conversation, channelData }: Activity, channels: readonly ChannelId[]): ChannelId[] => {
  const place = placeIn(conversation.id);
  const isTeam = channelData.team?.id === place;
  return isTeam ? [...new Set([place, ...channels])] : [place];
};

/** The bot hears of itself as a member, and of the installation; either may be lost. */
const ownChange = (activity: Activity): 'added' | 'removed' | undefined => {
  const { type, action, recipient, membersAdded = [], membersRemoved = [] } = activity;
  if (type === 'installationUpdate') {
    if (action?.startsWith('add')) return 'added';
    return action?.startsWith('remove') ? 'removed' : undefined;
  }
  const isBot = ({ id }: { id: string }) => id === recipient?.id;
  if (membersAdded.some(isBot)) return 'added';
  return membersRemoved.some(isBot) ? 'removed' : undefined;
};

const welcomeTo = ({ conversation, channelData, from, action }: Activity): Pick<TeamsEvent, 'welcome'> =>
  channelData.team && !action?.endsWith('upgrade')
    ? { welcome: { channelId: placeIn(conversation.id), addedBy: memberIdOf(from) } }
    : {};

/** Whether the tenant has the bot still is looked at with each of both: nobody says so. */
const look: Occurrence = { what: 'installation-changed' };

const opened = (ids: readonly ChannelId[]): TeamsEvent => ({
  ...nothing,
  opens: ids,
  occurrences: [look, ...ids.map((channelId) => ({ what: 'channel-opened', channelId }) as const)],
});

const closed = (ids: readonly ChannelId[], why: Hindrance): TeamsEvent => ({
  ...nothing,
  closes: ids.map((id) => ({ id, why })),
  occurrences: [
    ...ids.map((channelId) => ({ what: 'channel-closed', channelId, why }) as const),
    ...(why === 'channel-archived' ? [] : [look]),
  ],
});

const changeOf = ({ channelData }: Activity, where: readonly ChannelId[]): TeamsEvent | undefined => {
  const { eventType, channel } = channelData;
  switch (eventType) {
    case 'channelRenamed':
      if (!channel?.name) return nothing;
      return {
        ...nothing,
        occurrences: [{ what: 'channel-renamed', channelId: channel.id, name: channel.name }],
      };
    case 'channelDeleted':
      return channel && closed([channel.id], 'channel-gone');
    case 'channelRestored':
      return channel && opened([channel.id]);
    case 'teamArchived':
      return closed(where, 'channel-archived');
    case 'teamUnarchived':
    case 'teamRestored':
      return opened(where);
    case 'teamDeleted':
    case 'teamHardDeleted':
      return closed(where, 'channel-gone');
    default:
      return undefined;
  }
};

const rosterChange = (
  { membersAdded = [], membersRemoved = [] }: Activity,
  where: readonly ChannelId[],
): TeamsEvent => ({
  ...nothing,
  changed: membersAdded.length + membersRemoved.length > 0 ? where : [],
  occurrences: membersRemoved
    .map(memberIdOf)
    .flatMap((memberId: MemberId) =>
      where.map((channelId) => ({ what: 'member-left', channelId, memberId }) as const),
    ),
});
