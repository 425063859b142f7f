import type { Cadence } from '../cadence.ts';
import type { Weekday } from '../local-time.ts';

/** What somebody said about what to plan; undefined, or empty, is what was not said. */
export type SaidPlan = {
  title: string;
  /** The first day on which it meets, `yyyy-mm-dd`. */
  date: string | undefined;
  /** `HH:MM`, 24 hours, local. */
  time: string | undefined;
  /**
   * `once` where nothing is said to repeat. Its `days` (ascending) are empty where it repeats but no day was said:
   * fill them in before planning, and `date` with them.
   */
  cadence: Cadence;
};

/** What a piece of the words was taken for. */
export type Meaning =
  | { kind: 'title'; title: string }
  /** The one day that is meant, also by "tomorrow" and "next tue". */
  | { kind: 'date'; date: string }
  | { kind: 'time'; time: string }
  /** Weekdays of a series; `everyWeeks` only where these words say so ("every other tue"). */
  | { kind: 'days'; days: Weekday[]; everyWeeks: number | undefined }
  | { kind: 'not-days'; days: Weekday[] }
  | { kind: 'every-weeks'; everyWeeks: number }
  | { kind: 'from'; date: string }
  | { kind: 'until'; date: string }
  | { kind: 'count'; count: number }
  /** "for 3 weeks"; the cadence's `count` is what comes of it. */
  | { kind: 'weeks-long'; weeks: number }
  | { kind: 'endless' }
  | { kind: 'once' };

/** Why a piece of the words was not understood, or could not be followed. */
export const wordFaults = [
  'impossible-date',
  'impossible-time',
  'impossible-count',
  'impossible-rhythm',
  /** Monthly, every day but two …: a rhythm that no series can have. */
  'unknown-rhythm',
  'ambiguous-date',
  'ambiguous-time',
  /** Times are those of the series' zone, which is not chosen by words. */
  'time-zone',
  'past-date',
  /** More than five years ahead. */
  'far-date',
  'two-titles',
  'two-dates',
  'two-times',
  'two-rhythms',
  /** "x6 x8", "x6 for 3 weeks", "until fri until further notice" */
  'two-ends',
  'count-and-until',
  'until-before-start',
  /** "wed 1 dec" where that is a Tuesday */
  'weekday-and-date',
  'once-and-repeated',
  /** "mon-fri except weekdays" */
  'no-days-left',
  'unknown-words',
] as const;

export type WordFault = (typeof wordFaults)[number];

/** What was made of the words that plan something. Both lists are in the order of the words. */
export type PlanWords = {
  plan: SaidPlan;
  understood: { words: string; as: Meaning }[];
  notUnderstood: { words: string; code: WordFault }[];
};

/** In whose calendar something was said. */
export type Said = {
  now: Date;
  /** IANA name */
  zone: string;
  /** 1/12 is the first of December. */
  dayFirst: boolean;
};
