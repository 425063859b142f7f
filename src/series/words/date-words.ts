import type { Weekday } from '../local-time.ts';
import { type Match, matchAt, phrase, wordEnd } from './phrase.ts';
import { monthOf, monthPattern, numberOf, numberPattern, weekdayOf, weekdayPattern } from './vocabulary.ts';

/** A day as it was said, before it is known which one that is. */
export type DateWords =
  | { of: 'calendar'; year: number; month: number; day: number }
  | { of: 'any-year'; month: number; day: number }
  | { of: 'any-month'; day: number }
  | { of: 'today'; days: number }
  /** The first such weekday, or the one of this week (0) or the next (1). */
  | { of: 'weekday'; weekday: Weekday; week: number | undefined };

export type FoundDate = { date: DateWords; end: number };

type Form = { pattern: RegExp; read: (match: Match, dayFirst: boolean) => DateWords };

const nth = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const year = '(?:(?:,? |-)(?<year>\\d{4}))?';

/** Two digits are of this century. */
const yearOf = (digits: string): number => Number(digits) + (digits.length === 2 ? 2000 : 0);

const inYear = (digits: string | undefined, month: number, day: number): DateWords =>
  digits === undefined
    ? { of: 'any-year', month, day }
    : { of: 'calendar', year: yearOf(digits), month, day };

const named = ({ groups: { day, month, year } }: Match): DateWords =>
  inYear(year, monthOf(month!), Number(day));

const numbered = ({ groups: { day, month, year } }: Match): DateWords =>
  inYear(year, Number(month), Number(day));

/** Day and month in the order that is usual there, unless only the other one can be meant. */
const ordered = ({ groups: { first, second, year } }: Match, dayFirst: boolean): DateWords => {
  const [day, month] = (dayFirst ? [first, second] : [second, first]).map(Number) as [number, number];
  return month > 12 && day <= 12 ? inYear(year, day, month) : inYear(year, month, day);
};

const calendarForms: Form[] = [
  {
    // Also as `2026-12-01T10:00`.
    pattern: new RegExp(
      `(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?:t(?=\\d)|${wordEnd})`,
      'uy',
    ),
    read: numbered,
  },
  {
    pattern: phrase('(?<first>\\d{1,2})/(?<second>\\d{1,2})(?:/(?<year>\\d{4}|\\d{2}))?'),
    read: ordered,
  },
  { pattern: phrase('(?<first>\\d{1,2})-(?<second>\\d{1,2})-(?<year>\\d{4})'), read: ordered },
  {
    pattern: phrase('(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}|\\d{2})?'),
    read: numbered,
  },
  {
    pattern: phrase(`(?:the )?${nth}\\.?(?: ?(?:of )?|-)(?<month>${monthPattern})${year}`),
    read: named,
  },
  { pattern: phrase(`(?<month>${monthPattern}) ?(?:the )?${nth}${year}`), read: named },
];

const ahead = (pattern: string, days: number): Form => ({
  pattern: phrase(pattern),
  read: () => ({ of: 'today', days }),
});

const relativeForms: Form[] = [
  ahead('today', 0),
  ahead('(?:the )?day after tomorrow', 2),
  ahead('tomorrow|tmrw', 1),
  ahead('yesterday', -1),
  ahead('in a week', 7),
  {
    pattern: phrase(`in (?<number>${numberPattern}) (?<unit>day|week)s?`),
    read: ({ groups: { number, unit } }) => ({
      of: 'today',
      days: numberOf(number!) * (unit === 'week' ? 7 : 1),
    }),
  },
];

/** What only stands for a day after "from" or "until". */
const dependentForms: Form[] = [
  {
    pattern: phrase(`(?:(?<week>this|next) )?(?<weekday>${weekdayPattern})`),
    read: ({ groups: { week, weekday } }) => ({
      of: 'weekday',
      weekday: weekdayOf(weekday!),
      week: week === undefined ? undefined : week === 'next' ? 1 : 0,
    }),
  },
  {
    pattern: phrase('(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)'),
    read: ({ groups: { day } }) => ({ of: 'any-month', day: Number(day) }),
  },
];

const firstOf = (
  forms: readonly Form[],
  plain: string,
  at: number,
  dayFirst: boolean,
): FoundDate | undefined => {
  for (const { pattern, read } of forms) {
    const match = matchAt(pattern, plain, at);
    if (match) return { date: read(match, dayFirst), end: match.end };
  }
  return undefined;
};

/** A day of the calendar, with or without its year: "1 dec", "12/1", "2026-12-01". */
export const calendarDateAt = (plain: string, at: number, dayFirst: boolean): FoundDate | undefined =>
  firstOf(calendarForms, plain, at, dayFirst);

/** A day that stands for itself: one of the calendar, or "tomorrow". */
export const dateAt = (plain: string, at: number, dayFirst: boolean): FoundDate | undefined =>
  firstOf([...calendarForms, ...relativeForms], plain, at, dayFirst);

/** A day after "from" or "until": also a weekday, or "the 15th". */
export const boundAt = (plain: string, at: number, dayFirst: boolean): FoundDate | undefined =>
  dateAt(plain, at, dayFirst) ?? firstOf(dependentForms, plain, at, dayFirst);
