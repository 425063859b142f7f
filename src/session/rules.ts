/** The numbers of a session, from the method (method 1.4) and the product (product "A session in the channel"). */
import { z } from 'zod';

export const phaseNumbers = [1, 2, 3, 4] as const;
export const phaseNumberSchema = z.literal(phaseNumbers);
export type PhaseNumber = z.infer<typeof phaseNumberSchema>;

export const phaseNames = {
  1: 'active-start',
  2: 'exercise',
  3: 'feedback',
  4: 'conclusion',
} as const satisfies Record<PhaseNumber, string>;

/** Minutes of the four phases (encyclopaedia entry, method 1.4). */
export const defaultPhaseMinutes: PhaseMinutes = [3, 6, 4, 2];
export type PhaseMinutes = readonly [number, number, number, number];

export const second = 1_000;
export const minute = 60 * second;

export const rules = {
  /** Later than this a start is no longer "on time": the phase then gets its full length from the real start. */
  onTimeMs: 2 * second,
  /** A start missed by more than this is reported and not replayed (timing contract). */
  latestStartMs: 3 * minute,
  /** Before the start: when the desk warns that few are in. */
  nearStartMs: 2 * minute,
  /** Fewer people in than this, two minutes before: the desk offers other ways. */
  fewPeople: 3,
  /** Answers open this long before the end of phases 1 and 3, so that there is time to talk about them. */
  talkMs: 1 * minute,
  /** Not earlier than this even if everyone has answered. */
  earliestRevealMs: 1 * minute,
  /** The same in a self-paced session, where people come and go. */
  earliestSelfPacedRevealMs: 60 * minute,
  /** All extensions of a session together: 15 minutes become at most 20 (R2). */
  maxExtensionMinutes: 5,
  /** A longer pause ends the session with its recap. */
  longestPauseMs: 10 * minute,
  /** How long the lead may take back *Next* or *Stop*. */
  undoMs: 15 * second,
  /** Late answers stay open this long after the recap. */
  lateAnswersMs: 24 * 60 * minute,
  /** Counts of a choice are shown in the session from this many answers on. */
  countsFrom: 3,
  /** Figures outside the session (recap, report) from this many answers on (method 2.8). */
  figuresFrom: 5,
  /** More people in than this are not mentioned; the start is shown in the channel instead. */
  mostMentions: 30,
  /** Lines that the lead may star for the recap. */
  mostStars: 3,
} as const;

export const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
export const earlier = (instant: Date, ms: number): Date => new Date(instant.getTime() - ms);
export const earliest = (first: Date, second: Date): Date => (second < first ? second : first);
export const latest = (first: Date, second: Date): Date => (second > first ? second : first);
