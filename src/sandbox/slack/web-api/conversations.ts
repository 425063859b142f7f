import type {
  ConversationsInfoResponse,
  ConversationsListResponse,
  ConversationsMembersResponse,
  ConversationsOpenResponse,
} from '@slack/web-api';
import type { Arguments } from '../arguments.ts';
import type { Core } from '../core.ts';
import { SlackApiError } from '../slack-api-error.ts';
import type { Method } from '../web-api.ts';
import { type ChannelState, SANDBOX } from '../workspace.ts';
import { directChannelOr, findChannel } from './find-channel.ts';
import { page } from './page.ts';

/** The `conversations.*` methods that do not read messages. */
export const conversationMethods: Record<string, Method> = {
  'conversations.info': info,
  'conversations.members': members,
  'conversations.list': list,
  'conversations.open': open,
};

function info(args: Arguments, { workspace }: Core): ConversationsInfoResponse {
  const channel = findChannel(workspace, args.text('channel'));
  const numMembers = args.flag('include_num_members') && { num_members: channel.memberIds.size };
  return { ok: true, channel: { ...channelObject(channel), ...numMembers } };
}

function members(args: Arguments, { workspace }: Core): ConversationsMembersResponse {
  const channel = findChannel(workspace, args.text('channel'));
  const { items, nextCursor } = page([...channel.memberIds], args, 100, (id) => id);
  return { ok: true, members: items, response_metadata: { next_cursor: nextCursor } };
}

function list(args: Arguments, { workspace }: Core): ConversationsListResponse {
  const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const visible = [...workspace.channels.values()].filter((channel) => {
    if (args.flag('exclude_archived') && channel.isArchived) return false;
    if (channel.dmWith) return types.includes('im');
    if (!channel.isPrivate) return types.includes('public_channel');
    return types.includes('private_channel') && channel.memberIds.has(SANDBOX.botUserId);
  });
  const { items, nextCursor } = page(visible, args, 100, ({ id }) => id);
  const channels = items.map((channel) =>
    channel.dmWith
      ? channelObject(channel)
      : { ...channelObject(channel), num_members: channel.memberIds.size },
  );
  return { ok: true, channels, response_metadata: { next_cursor: nextCursor } };
}

function open(args: Arguments, { workspace, scopes }: Core): ConversationsOpenResponse {
  if (!scopes.includes('im:write')) throw new SlackApiError('missing_scope');
  const channelId = args.text('channel');
  const userId = args.text('users');
  if (!channelId && !userId) throw new SlackApiError('users_list_not_supplied');
  if (userId && !workspace.users.has(userId)) throw new SlackApiError('user_not_found');
  const channel = findChannel(workspace, channelId ?? directChannelOr(workspace, userId));
  return { ok: true, channel: args.flag('return_im') ? channelObject(channel) : { id: channel.id } };
}

function channelObject(channel: ChannelState) {
  const created = Math.floor(channel.createdAt.getTime() / 1_000);
  const common = { id: channel.id, created, is_archived: channel.isArchived, is_org_shared: false };
  if (channel.dmWith) return { ...common, is_im: true, user: channel.dmWith, is_user_deleted: false };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    creator: 'U0ANA',
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_general: false,
    is_private: channel.isPrivate,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_member: channel.memberIds.has(SANDBOX.botUserId),
    context_team_id: SANDBOX.teamId,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
