import type { MessageShown } from './protocol.ts';
import type { World } from './store.ts';

/** Why a phone would have buzzed. */
export type Reason = 'direct message' | 'mention' | 'thread';

/**
 * Who is notified of a message by Slack's defaults: a direct message, a mention, a reply in a thread that one follows
 * (by having written in it or having been mentioned in it). Edits and private notes notify nobody.
 */
export const notifiedOf = (world: World, message: MessageShown): ReadonlyMap<string, Reason> => {
  const notified = new Map<string, Reason>();
  if (message.onlyFor) return notified;
  const channel = world.channels.get(message.channelId);
  if (!channel) return notified;
  if (channel.dmWith) {
    if (message.userId !== channel.dmWith) notified.set(channel.dmWith, 'direct message');
    return notified;
  }
  if (message.threadTs) {
    const earlier = (world.messages.get(channel.id) ?? []).filter(
      ({ ts, threadTs, onlyFor }) =>
        !onlyFor && ts < message.ts && (threadTs === message.threadTs || ts === message.threadTs),
    );
    for (const { userId, mentions } of earlier) {
      for (const id of [userId, ...mentions]) notified.set(id, 'thread');
    }
  }
  for (const id of message.mentions) notified.set(id, 'mention');
  notified.delete(message.userId);
  notified.delete(world.about.botUserId);
  for (const id of notified.keys()) if (!channel.memberIds.includes(id)) notified.delete(id);
  return notified;
};

export type Notification = { message: MessageShown; reason: Reason };

/** What a person has been notified of, the latest first. */
export const notificationsFor = (world: World, personId: string): Notification[] =>
  [...world.messages.values()]
    .flat()
    .flatMap((message) => {
      const reason = notifiedOf(world, message).get(personId);
      return reason ? [{ message, reason }] : [];
    })
    .sort((a, b) => (a.message.ts < b.message.ts ? 1 : -1));
