import { notifiedOf } from './notified.ts';
import type { World } from './store.ts';
import { inChannel, inThread } from './visible.ts';

/** The last `ts` that was on the screen, by `person place` or `person place thread`. */
export type ReadMarks = Record<string, string>;

export const markKey = (personId: string, channelId: string, threadTs?: string): string =>
  [personId, channelId, threadTs ?? ''].join(' ').trim();

/** Whether a channel would be bold, and how many of its messages would have called this person. */
export const unreadIn = (
  world: World,
  marks: ReadMarks,
  personId: string,
  channelId: string,
): { bold: boolean; calls: number } => {
  const seen = marks[markKey(personId, channelId)] ?? '';
  const news = inChannel(world, channelId, personId).filter(
    ({ ts, userId, onlyFor }) => ts > seen && userId !== personId && !onlyFor,
  );
  const calls = (world.messages.get(channelId) ?? []).filter((message) => {
    const seenHere = message.threadTs ? (marks[markKey(personId, channelId, message.threadTs)] ?? '') : seen;
    return message.ts > seenHere && notifiedOf(world, message).has(personId);
  }).length;
  return { bold: news.length > 0 || calls > 0, calls };
};

/** How many replies of a thread this person has not seen. */
export const unreadReplies = (
  world: World,
  marks: ReadMarks,
  personId: string,
  channelId: string,
  threadTs: string,
): number => {
  const seen = marks[markKey(personId, channelId, threadTs)] ?? '';
  return inThread(world, channelId, threadTs, personId).filter(
    ({ ts, userId, onlyFor }) => ts > seen && userId !== personId && !onlyFor,
  ).length;
};
