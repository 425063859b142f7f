import type { Weekday } from '../local-time.ts';
import type { DateWords } from './date-words.ts';
import type { WordFault } from './plan-words.ts';

/** What a piece of the words says by itself, before it is seen with the others. */
export type Part =
  | { kind: 'date'; date: DateWords }
  | { kind: 'from'; date: DateWords }
  | { kind: 'until'; date: DateWords }
  /** "next week": the week (0 is this one) in which it begins. */
  | { kind: 'week'; week: number }
  | { kind: 'time'; time: string }
  | { kind: 'time-or-date'; time: string; date: DateWords }
  | DaysPart
  | { kind: 'not-days'; days: Weekday[] }
  | { kind: 'every-weeks'; everyWeeks: number }
  | { kind: 'count'; count: number }
  | { kind: 'weeks-long'; weeks: number }
  | { kind: 'endless' }
  | { kind: 'once' }
  | { kind: 'fault'; code: WordFault };

export type DaysPart = {
  kind: 'days';
  days: Weekday[];
  /** "every tue", "tuesdays", and any list, as against "tue". */
  repeats: boolean;
  everyWeeks: number | undefined;
  /** "next tue": the week (0 is this one) in which it begins. */
  week: number | undefined;
};

/**
 * Words that people also use in titles. `between`: they are the title's where they stand between words of it;
 * `beside`: also where they begin or end it, and the day is said elsewhere ("Sun safety tue 10:00").
 */
export type Doubtful = 'between' | 'beside';

export type FoundPart = { part: Part; end: number; doubtful?: Doubtful };
