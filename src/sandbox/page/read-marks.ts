import { type Chat, messagesIn, placesOf } from './chat.ts';
import { notifiedOf } from './notified.ts';
import { countedReplies, inPlace } from './visible.ts';

/** The last message that was on the screen, by `person place` or `person place thread`. */
export type ReadMarks = Record<string, string>;

export const markKey = (personId: string, placeId: string, rootId?: string): string =>
  [personId, placeId, rootId ?? ''].join(' ').trim();

/** Whether a place would be bold, and how many of its messages would have called this person. */
export const unreadIn = (
  chat: Chat,
  marks: ReadMarks,
  personId: string,
  placeId: string,
): { bold: boolean; calls: number } => {
  const seen = marks[markKey(personId, placeId)] ?? '';
  const news = inPlace(chat, placeId, personId).filter(
    ({ id, authorId, onlyFor }) => id > seen && authorId !== personId && !onlyFor,
  );
  const calls = messagesIn(chat, placeId).filter((message) => {
    const seenHere = message.rootId ? (marks[markKey(personId, placeId, message.rootId)] ?? '') : seen;
    return message.id > seenHere && notifiedOf(chat, message).has(personId);
  }).length;
  return { bold: news.length > 0 || calls > 0, calls };
};

/** How many messages anywhere would have called this person. */
export const callsFor = (chat: Chat, marks: ReadMarks, personId: string): number =>
  placesOf(chat, personId).reduce((sum, { id }) => sum + unreadIn(chat, marks, personId, id).calls, 0);

/** How many replies of a thread this person has not seen. */
export const unreadReplies = (
  chat: Chat,
  marks: ReadMarks,
  personId: string,
  placeId: string,
  rootId: string,
): number => {
  const seen = marks[markKey(personId, placeId, rootId)] ?? '';
  return countedReplies(chat, placeId, rootId, personId).filter(
    ({ id, authorId }) => id > seen && authorId !== personId,
  ).length;
};
