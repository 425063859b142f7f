import type { ConversationsHistoryResponse } from '@slack/web-api';
import type { StoredMessage } from '../stored-message.ts';
import { type ChannelState, SANDBOX, type Workspace } from '../workspace.ts';

export type MessageObject = NonNullable<ConversationsHistoryResponse['messages']>[number];

/** A message as Slack describes it in answers, payloads and events. */
export function messageObject(
  workspace: Workspace,
  channel: ChannelState,
  message: StoredMessage,
  { withMetadata = false } = {},
): MessageObject {
  const { text, blocks, metadata } = message;
  if (message.deletedAt) return tombstone(message);
  return {
    type: 'message',
    ...(message.broadcast && { subtype: 'thread_broadcast' }),
    user: message.userId,
    ...(message.byBot && { bot_id: SANDBOX.botId, app_id: SANDBOX.appId }),
    team: SANDBOX.teamId,
    ts: message.ts,
    text,
    ...(blocks.length > 0 && { blocks: structuredClone(blocks) as NonNullable<MessageObject['blocks']> }),
    ...edited(message),
    ...threadFields(workspace, channel, message),
    ...(withMetadata &&
      metadata && { metadata: structuredClone(metadata) as MessageObject['metadata'] & object }),
  };
}

/** Slack marks an edit only where the message has no blocks. */
function edited(message: StoredMessage): Pick<MessageObject, 'edited'> {
  if (message.edits === 0 || message.blocks.length > 0) return {};
  const ts = `${Math.floor(message.current.at.getTime() / 1_000)}.000000`;
  return { edited: { user: message.userId, ts } };
}

function threadFields(workspace: Workspace, channel: ChannelState, message: StoredMessage): MessageObject {
  if (message.threadTs) {
    const parent = channel.messages.get(message.threadTs);
    return { thread_ts: message.threadTs, ...(parent && { parent_user_id: parent.userId }) };
  }
  const replies = workspace.repliesTo(channel, message.ts);
  const latest = replies.at(-1);
  if (!latest) return {};
  const repliers = [...new Set(replies.map((reply) => reply.userId))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: repliers,
    reply_users_count: repliers.length,
    latest_reply: latest.ts,
    is_locked: false,
    subscribed: false,
  };
}

/** What is left of a deleted thread parent. */
function tombstone(message: StoredMessage): MessageObject {
  return {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    ts: message.ts,
    thread_ts: message.ts,
  };
}
