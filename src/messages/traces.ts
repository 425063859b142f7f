import type { Question } from '../session/answer.ts';
import type { Session } from '../session/session.ts';
import type { MessageKind } from './owed.ts';

/** What of one member stands in the messages of a session. */
export type Trace =
  | 'in'
  /** Mentioned in the first prompt. */
  | 'called'
  | 'parked'
  | 'known'
  /** A late answer; those on time are named by their question. */
  | 'late'
  /** Led it, and it is over. */
  | 'lead'
  /** Cancelled or paused it. */
  | 'changer'
  | Question;

/** Which messages show each, counted or in words. Who took part is counted in the recap and then on the card. */
const shownIn: Readonly<Record<Trace, readonly MessageKind[]>> = {
  in: ['card', 'desk'],
  called: ['prompt-1'],
  'warm-up': ['prompt-1', 'prompt-2', 'recap', 'card', 'desk'],
  'confidence-before': ['recap', 'card'],
  list: ['prompt-3', 'recap', 'card', 'desk'],
  check: ['prompt-3', 'recap', 'card', 'desk'],
  plan: ['recap', 'card', 'desk'],
  'confidence-after': ['recap', 'card'],
  usefulness: ['recap', 'card'],
  late: ['recap'],
  parked: ['recap', 'card'],
  known: ['recap'],
  lead: ['card', 'prompt-2', 'prompt-4'],
  changer: ['card', 'desk'],
};

/** Messages of a session that are out of date once what they show of a member is deleted. */
export const messagesThatShow = (traces: readonly Trace[], status: Session['status']): MessageKind[] => {
  const kinds = new Set(traces.flatMap((trace) => shownIn[trace]));
  // Signing up stands on the card until the session is over, and on the desk of one that is over nothing is counted.
  const isOver = status === 'closed' || status === 'collecting';
  if (isOver && traces.every((trace) => trace === 'in' || trace === 'called')) kinds.delete('card');
  if (status === 'closed' && !traces.includes('changer')) kinds.delete('desk');
  return [...kinds];
};

/** Those of a series, which name who planned or led it and count who wants to be called. */
export const messagesOfSeries = ['announcement', 'lead-left'] as const satisfies readonly MessageKind[];
