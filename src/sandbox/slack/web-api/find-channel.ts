import { SlackApiError } from '../slack-api-error.ts';
import { type ChannelState, SANDBOX, type Workspace } from '../workspace.ts';

/** For a person's id the id of the chat with that person, any other id as it is. */
export function directChannelOr(workspace: Workspace, id: string | undefined): string | undefined {
  const isPerson = workspace.users.get(id ?? '')?.isBot === false;
  return id && isPerson ? workspace.directChannel(id).id : id;
}

/**
 * The channel that a call names, as far as the bot may know of it.
 * @throws SlackApiError `channel_not_found`
 */
export function findChannel(workspace: Workspace, id: string | undefined): ChannelState {
  const channel = workspace.channels.get(id ?? '');
  const hidden = channel?.isPrivate && !channel.memberIds.has(SANDBOX.botUserId);
  if (!channel || hidden) throw new SlackApiError('channel_not_found');
  return channel;
}

/**
 * The same for calls that write or read messages.
 * @throws SlackApiError `channel_not_found`, `not_in_channel`, `is_archived`
 */
export function findJoinedChannel(workspace: Workspace, id: string | undefined): ChannelState {
  const channel = findChannel(workspace, id);
  if (!channel.memberIds.has(SANDBOX.botUserId)) throw new SlackApiError('not_in_channel');
  if (channel.isArchived) throw new SlackApiError('is_archived');
  return channel;
}
