import type { ConversationsHistoryResponse, ConversationsRepliesResponse } from '@slack/web-api';
import type { Arguments } from '../arguments.ts';
import type { Core } from '../core.ts';
import { SlackApiError } from '../slack-api-error.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { Method } from '../web-api.ts';
import type { ChannelState } from '../workspace.ts';
import { findJoinedChannel } from './find-channel.ts';
import { messageObject } from './message-object.ts';
import { page } from './page.ts';

/** The `conversations.*` methods that read messages. */
export const historyMethods: Record<string, Method> = {
  'conversations.history': history,
  'conversations.replies': replies,
};

/** Newest first; of threads only parents and broadcast replies. */
function history(args: Arguments, core: Core): ConversationsHistoryResponse {
  const channel = findReadableChannel(args, core);
  const inChannel = [...channel.messages.values()]
    .filter(({ storedAtMs }) => core.faults.inHistory(storedAtMs))
    .filter((message) => !message.deletedAt && (!message.threadTs || message.broadcast))
    .filter(inWindow(args))
    .reverse();
  return read(args, core, channel, inChannel, 100);
}

/** The parent, then its replies, oldest first. */
function replies(args: Arguments, core: Core): ConversationsRepliesResponse {
  const channel = findReadableChannel(args, core);
  const named = channel.messages.get(args.required('ts'));
  const parent = named?.threadTs ? channel.messages.get(named.threadTs) : named;
  if (!parent) throw new SlackApiError('thread_not_found');
  const answers = core.workspace.repliesTo(channel, parent.ts);
  if (parent.deletedAt && answers.length === 0) throw new SlackApiError('thread_not_found');
  const shown = answers.filter(({ storedAtMs }) => core.faults.inHistory(storedAtMs));
  const thread = [parent, ...shown.filter(inWindow(args))];
  return read(args, core, channel, thread, 1_000) as ConversationsRepliesResponse;
}

/** @throws SlackApiError `missing_scope` where the app may not read such a channel; as `findJoinedChannel` */
function findReadableChannel(args: Arguments, { workspace, scopes }: Core): ChannelState {
  const channel = findJoinedChannel(workspace, args.text('channel'));
  const needed = channel.dmWith ? 'im:history' : channel.isPrivate ? 'groups:history' : 'channels:history';
  if (!scopes.includes(needed)) throw new SlackApiError('missing_scope');
  return channel;
}

function read(
  args: Arguments,
  { workspace }: Core,
  channel: ChannelState,
  messages: readonly StoredMessage[],
  fallback: number,
): ConversationsHistoryResponse {
  const { items, nextCursor } = page(messages, args, fallback, ({ ts }) => ts);
  const withMetadata = args.flag('include_all_metadata');
  return {
    ok: true,
    messages: items.map((message) => messageObject(workspace, channel, message, { withMetadata })),
    has_more: nextCursor !== '',
    response_metadata: { next_cursor: nextCursor },
  };
}

/** `oldest` and `latest` leave out the message with exactly that `ts`, unless `inclusive`. */
function inWindow(args: Arguments): (message: StoredMessage) => boolean {
  const oldest = args.text('oldest');
  const latest = args.text('latest');
  const inclusive = args.flag('inclusive');
  return ({ ts }) => {
    const afterOldest = oldest === undefined || Number(ts) > Number(oldest) || (inclusive && ts === oldest);
    const beforeLatest = latest === undefined || Number(ts) < Number(latest) || (inclusive && ts === latest);
    return afterOldest && beforeLatest;
  };
}
