import type { SlackEvent } from '@slack/types';
import { unreachable } from '../unreachable.ts';
import type { Occurrence } from '../use-cases/lifecycle/occurrence.ts';
import { nameOf } from './name-of.ts';

/** The events that `readEvent` may make something of; the manifest subscribes to each of them. */
export const lifecycleEvents = [
  'member_joined_channel',
  'member_left_channel',
  'channel_left',
  'group_left',
  'channel_archive',
  'group_archive',
  'channel_unarchive',
  'group_unarchive',
  'channel_deleted',
  'group_deleted',
  'channel_rename',
  'group_rename',
  'channel_id_changed',
  'user_change',
  'app_uninstalled',
  'tokens_revoked',
] as const;

export type LifecycleEvent = Extract<SlackEvent, { type: (typeof lifecycleEvents)[number] }>;

export const isLifecycleEvent = (event: { type: string }): event is LifecycleEvent =>
  (lifecycleEvents as readonly string[]).includes(event.type);

/**
 * What an event means for what is planned; undefined where it means nothing.
 * Source: https://docs.slack.dev/reference/events
 * @param botUserId the bot itself joins and leaves channels, too; unknown only where its token is gone
 */
export const readEvent = (event: LifecycleEvent, botUserId: string | undefined): Occurrence | undefined => {
  switch (event.type) {
    case 'member_joined_channel':
      return event.user === botUserId ? { what: 'channel-opened', channelId: event.channel } : undefined;
    case 'member_left_channel':
      return event.user === botUserId
        ? { what: 'channel-closed', channelId: event.channel, why: 'bot-removed' }
        : { what: 'member-left', channelId: event.channel, memberId: event.user };
    // Sent to the one who has left, which is the bot: Slack tells it nothing else when it is removed.
    case 'channel_left':
    case 'group_left':
      return { what: 'channel-closed', channelId: event.channel, why: 'bot-removed' };
    case 'channel_archive':
    case 'group_archive':
      return { what: 'channel-closed', channelId: event.channel, why: 'channel-archived' };
    case 'channel_deleted':
    case 'group_deleted':
      return { what: 'channel-closed', channelId: event.channel, why: 'channel-gone' };
    case 'channel_unarchive':
    case 'group_unarchive':
      return { what: 'channel-opened', channelId: event.channel };
    case 'channel_rename':
    case 'group_rename':
      return { what: 'channel-renamed', channelId: event.channel.id, name: event.channel.name };
    case 'channel_id_changed':
      return { what: 'channel-id-changed', from: event.old_channel_id, to: event.new_channel_id };
    case 'user_change':
      return changeOf(event.user);
    case 'app_uninstalled':
      return { what: 'installation-changed' };
    case 'tokens_revoked':
      return event.tokens.bot?.length ? { what: 'installation-changed' } : undefined;
    default:
      return unreachable(event);
  }
};

/** Where the bot was added, and by whom; undefined where an event tells of something else. */
export const additionIn = (
  event: LifecycleEvent,
  botUserId: string | undefined,
): { channelId: string; addedBy: string | undefined } | undefined =>
  event.type === 'member_joined_channel' && event.user === botUserId
    ? { channelId: event.channel, addedBy: event.inviter }
    : undefined;

const changeOf = (user: Extract<LifecycleEvent, { type: 'user_change' }>['user']): Occurrence => {
  if (user.deleted) return { what: 'member-deactivated', memberId: user.id };
  return { what: 'member-renamed', member: { id: user.id, name: nameOf(user), zone: user.tz ?? 'UTC' } };
};

/** The team that has the bot; in a shared channel something may happen in another one. */
export const installationOf = (body: {
  team_id: string;
  authorizations?: readonly { team_id: string | null }[];
}): string => body.authorizations?.[0]?.team_id ?? body.team_id;
