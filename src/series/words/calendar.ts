import { Temporal } from 'temporal-polyfill';
import { atLocal, localParts, type Weekday } from '../local-time.ts';
import type { DateWords } from './date-words.ts';
import type { WordFault } from './plan-words.ts';
import { isBefore, resolveDate } from './resolve-date.ts';

/** Farther ahead nobody plans; it is a slip of the finger. */
const mostYearsAhead = 5;

/** Today in a zone, and the time there. */
export type Calendar = { now: Date; zone: string; today: Temporal.PlainDate };

export const calendarOf = (now: Date, zone: string): Calendar => ({
  now,
  zone,
  today: Temporal.PlainDate.from(localParts(now, zone).date),
});

/** Whether a day, or the time on it, is still to come; today is, as long as no time is said. */
export const isAhead = (
  { now, zone, today }: Calendar,
  day: Temporal.PlainDate,
  time: string | undefined,
): boolean => (time === undefined ? !isBefore(day, today) : atLocal(day.toString(), time, zone) > now);

/** The first of some weekdays on or after a day that is still to come. */
export const firstWeekday = (
  calendar: Calendar,
  from: Temporal.PlainDate,
  days: readonly Weekday[],
  time: string | undefined,
): Temporal.PlainDate => {
  let day = from;
  while (!days.includes(day.dayOfWeek as Weekday) || !isAhead(calendar, day, time))
    day = day.add({ days: 1 });
  return day;
};

/** The day that is meant, not before `earliest` where that is open; or why it cannot be. */
export const dayMeant = (
  { today }: Calendar,
  words: DateWords,
  earliest: Temporal.PlainDate,
): { day: Temporal.PlainDate } | { code: WordFault } => {
  const day = resolveDate(words, today, earliest);
  if (day === undefined) return { code: 'impossible-date' };
  if (isBefore(day, today)) return { code: 'past-date' };
  return isBefore(today.add({ years: mostYearsAhead }), day) ? { code: 'far-date' } : { day };
};
