import type {
  AppUninstalledEvent,
  ChannelArchiveEvent,
  ChannelDeletedEvent,
  ChannelIDChangedEvent,
  ChannelLeftEvent,
  ChannelRenameEvent,
  ChannelUnarchiveEvent,
  GroupArchiveEvent,
  GroupDeletedEvent,
  GroupLeftEvent,
  GroupRenameEvent,
  GroupUnarchiveEvent,
  MemberJoinedChannelEvent,
  MemberLeftChannelEvent,
  TokensRevokedEvent,
  UserChangeEvent,
} from '@slack/types';
import { userObject } from './web-api/users.ts';
import { type ChannelState, SANDBOX, type User } from './workspace.ts';

/** Everything that happens to people and channels happens by Ana's hand. */
const actor = 'U0ANA';

type Stamp = { event_ts: string };

export type LifecycleEvent =
  | AppUninstalledEvent
  | ChannelArchiveEvent
  | ChannelDeletedEvent
  | ChannelIDChangedEvent
  | ChannelLeftEvent
  | ChannelRenameEvent
  | ChannelUnarchiveEvent
  | GroupArchiveEvent
  | GroupDeletedEvent
  | GroupLeftEvent
  | GroupRenameEvent
  | GroupUnarchiveEvent
  | MemberJoinedChannelEvent
  | MemberLeftChannelEvent
  | TokensRevokedEvent
  | UserChangeEvent;

const kindOf = ({ isPrivate }: ChannelState) => (isPrivate ? 'G' : 'C');

export function memberJoined(channel: ChannelState, user: string, stamp: Stamp): LifecycleEvent {
  return {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: kindOf(channel),
    team: SANDBOX.teamId,
    inviter: actor,
    ...stamp,
  };
}

export function memberLeft(channel: ChannelState, user: string, stamp: Stamp): LifecycleEvent {
  return {
    type: 'member_left_channel',
    user,
    channel: channel.id,
    channel_type: kindOf(channel),
    team: SANDBOX.teamId,
    ...stamp,
  };
}

/** To the bot that was removed; the others get `member_left_channel`, the bot does not. */
export function botLeft({ id, isPrivate }: ChannelState, stamp: Stamp): LifecycleEvent {
  return { type: isPrivate ? 'group_left' : 'channel_left', channel: id, actor_id: actor, ...stamp };
}

export function archived({ id, isPrivate }: ChannelState, stamp: Stamp): LifecycleEvent {
  return isPrivate
    ? { type: 'group_archive', channel: id, user: actor, is_moved: 0, ...stamp }
    : { type: 'channel_archive', channel: id, user: actor, ...stamp };
}

export function unarchived({ id, isPrivate }: ChannelState, stamp: Stamp): LifecycleEvent {
  return isPrivate
    ? { type: 'group_unarchive', channel: id, actor_id: actor, ...stamp }
    : { type: 'channel_unarchive', channel: id, user: actor, ...stamp };
}

export function deleted({ id, isPrivate }: ChannelState, at: Date, stamp: Stamp): LifecycleEvent {
  const seconds = Math.floor(at.getTime() / 1_000);
  return isPrivate
    ? { type: 'group_deleted', channel: id, date_deleted: seconds, actor_id: actor, ...stamp }
    : { type: 'channel_deleted', channel: id };
}

export function renamed(channel: ChannelState, stamp: Stamp): LifecycleEvent {
  const { id, name, isPrivate, createdAt } = channel;
  const described = {
    id,
    name,
    name_normalized: name,
    created: Math.floor(createdAt.getTime() / 1_000),
    is_channel: !isPrivate,
    is_mpim: false,
  };
  return { type: isPrivate ? 'group_rename' : 'channel_rename', channel: described, ...stamp };
}

export function idChanged(from: string, to: string, stamp: Stamp): LifecycleEvent {
  return { type: 'channel_id_changed', old_channel_id: from, new_channel_id: to, ...stamp };
}

export function userChanged(user: User, now: Date, stamp: Stamp): LifecycleEvent {
  const known = userObject(user, now, true);
  const image = 'https://secure.gravatar.com/avatar/0.jpg';
  return {
    type: 'user_change',
    user: {
      ...known,
      locale: user.locale,
      color: '9f69e7',
      is_email_confirmed: true,
      who_can_share_contact_card: 'EVERYONE',
      profile: {
        ...known.profile,
        title: '',
        phone: '',
        skype: '',
        status_text: '',
        status_text_canonical: '',
        status_emoji: '',
        status_emoji_display_info: [],
        status_expiration: 0,
        avatar_hash: '0',
        first_name: user.name,
        last_name: '',
        image_24: image,
        image_32: image,
        image_48: image,
        image_72: image,
        image_192: image,
        image_512: image,
        fields: null,
      },
    },
    cache_ts: Math.floor(now.getTime() / 1_000),
    ...stamp,
  };
}

export function uninstalled(): LifecycleEvent[] {
  return [{ type: 'tokens_revoked', tokens: { bot: [SANDBOX.botUserId] } }, { type: 'app_uninstalled' }];
}
