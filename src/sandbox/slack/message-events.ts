import type { Core } from './core.ts';
import type { StoredMessage } from './stored-message.ts';
import { messageObject } from './web-api/message-object.ts';
import { type ChannelState, SANDBOX } from './workspace.ts';

/** Tells the bot of a new message: `message` if it is subscribed to it, `app_mention` when a person calls it. */
export function emitMessageEvent(core: Core, channel: ChannelState, message: StoredMessage): void {
  if (!channel.memberIds.has(SANDBOX.botUserId)) return;
  const described = messageObject(core.workspace, channel, message);
  const common = { ...described, channel: channel.id, event_ts: message.ts };
  if (core.messageEvents) {
    core.events.emit({ ...common, type: 'message', channel_type: channelType(channel) }, channel.id);
  }
  const calledByPerson = !message.byBot && message.mentions.includes(SANDBOX.botUserId);
  if (calledByPerson && !channel.dmWith) core.events.emit({ ...common, type: 'app_mention' }, channel.id);
}

function channelType(channel: ChannelState): string {
  if (channel.dmWith) return 'im';
  return channel.isPrivate ? 'group' : 'channel';
}
