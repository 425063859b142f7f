import type { MessageMetadata } from '@slack/types';
import type {
  ChatDeleteResponse,
  ChatGetPermalinkResponse,
  ChatPostEphemeralResponse,
  ChatPostMessageResponse,
  ChatUpdateResponse,
} from '@slack/web-api';
import type { Arguments } from '../arguments.ts';
import { readContent } from '../content.ts';
import type { Core } from '../core.ts';
import { emitMessageEvent } from '../message-events.ts';
import { SlackApiError } from '../slack-api-error.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { Method } from '../web-api.ts';
import { type ChannelState, SANDBOX } from '../workspace.ts';
import { directChannelOr, findChannel, findJoinedChannel } from './find-channel.ts';
import { messageObject } from './message-object.ts';

/** The `chat.*` methods. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};

function postMessage(args: Arguments, core: Core): ChatPostMessageResponse {
  const { workspace } = core;
  refuseAttachments(args);
  const channel = findJoinedChannel(workspace, directChannelOr(workspace, args.text('channel')));
  const content = readContent(args.all.text, args.all.blocks);
  const threadTs = args.text('thread_ts');
  if (threadTs) refuseOtherThanParent(channel, threadTs);
  const message = workspace.post(channel, SANDBOX.botUserId, content, {
    threadTs,
    by: 'chat.postMessage',
    byBot: true,
    broadcast: threadTs !== undefined && args.flag('reply_broadcast'),
    metadata: readMetadata(args),
    parse: args.text('parse'),
  });
  emitMessageEvent(core, channel, message);
  return { ok: true, channel: channel.id, ts: message.ts, message: described(core, channel, message) };
}

function postEphemeral(args: Arguments, { workspace }: Core): ChatPostEphemeralResponse {
  refuseAttachments(args);
  const channel = findJoinedChannel(workspace, args.text('channel'));
  const userId = args.required('user');
  if (!workspace.users.has(userId)) throw new SlackApiError('user_not_found');
  if (!channel.memberIds.has(userId)) throw new SlackApiError('user_not_in_channel');
  const content = readContent(args.all.text, args.all.blocks);
  const details = { threadTs: args.text('thread_ts'), by: 'chat.postEphemeral' } as const;
  const ephemeral = workspace.postEphemeral(channel, userId, content, details);
  return { ok: true, message_ts: ephemeral.ts };
}

function update(args: Arguments, core: Core): ChatUpdateResponse {
  const { workspace } = core;
  refuseAttachments(args);
  const channel = findJoinedChannel(workspace, args.text('channel'));
  const message = ownMessage(channel, args, 'cant_update_message');
  const promotes = args.flag('reply_broadcast') && message.threadTs !== undefined;
  if (args.has('metadata')) message.metadata = readMetadata(args);
  if (promotes) workspace.promote(message);
  if (!promotes || args.has('text') || args.has('blocks')) {
    workspace.edit(message, readContent(args.all.text, args.all.blocks, message.current), 'chat.update');
  }
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: described(core, channel, message),
  };
}

function remove(args: Arguments, { workspace }: Core): ChatDeleteResponse {
  const channel = findJoinedChannel(workspace, args.text('channel'));
  const message = ownMessage(channel, args, 'cant_delete_message');
  workspace.delete(message);
  return { ok: true, channel: channel.id, ts: message.ts };
}

function getPermalink(args: Arguments, { workspace, url }: Core): ChatGetPermalinkResponse {
  const channel = findChannel(workspace, args.text('channel'));
  const ts = args.required('message_ts');
  const message = channel.messages.get(ts);
  if (!message || message.deletedAt) throw new SlackApiError('message_not_found');
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  const permalink = `${url}/archives/${channel.id}/p${ts.replace('.', '')}${thread}`;
  return { ok: true, channel: channel.id, permalink };
}

function ownMessage(channel: ChannelState, args: Arguments, refusal: string): StoredMessage {
  const message = channel.messages.get(args.required('ts'));
  if (!message || message.deletedAt) throw new SlackApiError('message_not_found');
  if (!message.byBot) throw new SlackApiError(refusal);
  return message;
}

/** Slack accepts more here, with results that nobody wants. */
function refuseOtherThanParent(channel: ChannelState, threadTs: string): void {
  const parent = channel.messages.get(threadTs);
  if (!parent) throw new SlackApiError('thread_not_found');
  if (parent.threadTs) throw new SlackApiError('cannot_reply_to_message');
}

/** This local Slack knows no attachments; a silent loss would be worse than a refusal. */
function refuseAttachments(args: Arguments): void {
  if (args.has('attachments')) throw new SlackApiError('invalid_arguments', ['[ERROR] no attachments here']);
}

function readMetadata(args: Arguments): MessageMetadata | undefined {
  const value = args.all.metadata as MessageMetadata | undefined;
  if (value === undefined || value === null) return undefined;
  const isEmpty = typeof value === 'object' && Object.keys(value).length === 0;
  if (isEmpty) return undefined;
  if (typeof value.event_type !== 'string' || typeof value.event_payload !== 'object') {
    throw new SlackApiError('invalid_metadata_format');
  }
  return value;
}

/** The response types of the two methods name different parts of the same object. */
type Described = NonNullable<ChatPostMessageResponse['message']> & NonNullable<ChatUpdateResponse['message']>;

function described({ workspace }: Core, channel: ChannelState, message: StoredMessage): Described {
  const object: unknown = messageObject(workspace, channel, message, { withMetadata: true });
  return object as Described;
}
