import type { MessageKind } from '../messages/owed.ts';

/** Lower goes first. The card carries the thread of the prompts, so it must not wait behind them. */
export const postPriority: Readonly<Record<MessageKind, number>> = {
  card: 1,
  'prompt-1': 1,
  'prompt-2': 1,
  'prompt-3': 1,
  'prompt-4': 1,
  desk: 2,
  announcement: 2,
  'lead-left': 2,
  'channel-closed': 2,
  recap: 3,
  'check-note': 5,
};

export const removalPriority = 1;

/** Every priority that occurs, the first first. */
export const priorities: readonly number[] = [
  ...new Set([removalPriority, ...Object.values(postPriority)]),
].sort((first, second) => first - second);
