import type { MessageShown } from './protocol.ts';
import type { World } from './store.ts';

const mine = (message: MessageShown, personId: string): boolean =>
  message.onlyFor === undefined || message.onlyFor === personId;

const repliesOf = (world: World, channelId: string, ts: string): MessageShown[] =>
  (world.messages.get(channelId) ?? []).filter((message) => message.threadTs === ts);

/** What stands in a channel itself for this person: no replies but those sent to the channel, too. */
export const inChannel = (world: World, channelId: string, personId: string): MessageShown[] =>
  (world.messages.get(channelId) ?? []).filter(
    (message) => mine(message, personId) && (message.threadTs === undefined || message.broadcast),
  );

/** Replies and private notes of a thread; notes show only where the thread has begun. */
export const inThread = (world: World, channelId: string, ts: string, personId: string): MessageShown[] => {
  const replies = repliesOf(world, channelId, ts);
  return replies.some(({ onlyFor }) => !onlyFor) ? replies.filter((reply) => mine(reply, personId)) : [];
};

/** What everybody sees of a thread. */
export const publicReplies = (world: World, channelId: string, ts: string): MessageShown[] =>
  repliesOf(world, channelId, ts).filter(({ onlyFor }) => !onlyFor);
