import { type Chat, messagesIn } from './chat.ts';
import type { PersonShown, PlaceShown, SaidShown } from './protocol.ts';

type ChatOf<Message extends SaidShown> = Chat<PersonShown, PlaceShown, Message>;

const mine = ({ onlyFor }: SaidShown, personId: string): boolean =>
  onlyFor === undefined || onlyFor === personId;

const repliesOf = <Message extends SaidShown>(chat: ChatOf<Message>, placeId: string, id: string) =>
  messagesIn(chat, placeId).filter(({ rootId }) => rootId === id);

/** What stands in a place itself for this person: no replies but those sent to the channel, too. */
export const inPlace = <Message extends SaidShown>(
  chat: ChatOf<Message>,
  placeId: string,
  personId: string,
): Message[] =>
  messagesIn(chat, placeId).filter(
    (message) => mine(message, personId) && (message.rootId === undefined || message.broadcast),
  );

/** Replies and private notes of a thread; in Slack notes show only where the thread has begun. */
export const inThread = <Message extends SaidShown>(
  chat: ChatOf<Message>,
  placeId: string,
  rootId: string,
  personId: string,
): Message[] => {
  const replies = repliesOf(chat, placeId, rootId);
  const hasBegun = chat.platform === 'teams' || replies.some(({ onlyFor }) => !onlyFor);
  return hasBegun ? replies.filter((reply) => mine(reply, personId)) : [];
};

/** What counts as a reply for this person: in Slack no notes; in Teams also what they alone see of a thread. */
export const countedReplies = <Message extends SaidShown>(
  chat: ChatOf<Message>,
  placeId: string,
  rootId: string,
  personId: string,
): Message[] =>
  inThread(chat, placeId, rootId, personId).filter(({ onlyFor }) => !onlyFor || chat.platform === 'teams');
