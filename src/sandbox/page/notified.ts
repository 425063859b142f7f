import { type Chat, messagesIn } from './chat.ts';
import type { SaidShown } from './protocol.ts';

/** Why a phone would have buzzed. */
export type Reason = 'direct message' | 'group chat' | 'mention' | 'thread';

/**
 * Who is notified of a message by the platform's defaults: a message in a chat, a mention, a reply in a thread that one
 * follows (by having written in it; in Slack by having been mentioned in it, too). Edits and private notes notify nobody.
 */
export const notifiedOf = (chat: Chat, message: SaidShown): ReadonlyMap<string, Reason> => {
  const notified = new Map<string, Reason>();
  if (message.onlyFor) return notified;
  const place = chat.places.get(message.placeId);
  if (!place) return notified;
  if (place.dmWith) {
    if (message.authorId !== place.dmWith) notified.set(place.dmWith, 'direct message');
    return notified;
  }
  if ('kind' in place && place.kind === 'groupChat') {
    for (const id of place.memberIds) notified.set(id, 'group chat');
  }
  for (const id of followersOf(chat, message)) notified.set(id, 'thread');
  for (const id of message.mentions) notified.set(id, 'mention');
  notified.delete(message.authorId);
  for (const id of notified.keys()) if (!place.memberIds.includes(id)) notified.delete(id);
  return notified;
};

const followersOf = (chat: Chat, { id, placeId, rootId }: SaidShown): string[] =>
  rootId === undefined
    ? []
    : messagesIn(chat, placeId)
        .filter((one) => !one.onlyFor && one.id < id && (one.rootId === rootId || one.id === rootId))
        .flatMap(({ authorId, mentions }) =>
          chat.platform === 'slack' ? [authorId, ...mentions] : [authorId],
        );

export type Notification = { message: SaidShown; reason: Reason };

/** What a person has been notified of, the latest first. */
export const notificationsFor = (chat: Chat, personId: string): Notification[] =>
  [...chat.messages.values()]
    .flat()
    .flatMap((message) => {
      const reason = notifiedOf(chat, message).get(personId);
      return reason ? [{ message, reason }] : [];
    })
    .sort((a, b) => (a.message.id < b.message.id ? 1 : -1));
