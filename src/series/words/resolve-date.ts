import { Temporal } from 'temporal-polyfill';
import { mondayOf } from '../monday-of.ts';
import type { DateWords } from './date-words.ts';

/** The 29 February after that of 2096 is in 2104. */
const yearsToLook = 8;
const monthsToLook = 12;

const dayOf = (year: number, month: number, day: number): Temporal.PlainDate | undefined => {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const first = new Temporal.PlainDate(year, month, 1);
  return day <= first.daysInMonth ? first.with({ day }) : undefined;
};

export const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0;

/**
 * Which day is meant: where the words leave it open, the first on or after `earliest`.
 * @returns undefined where the calendar has no such day
 */
export const resolveDate = (
  words: DateWords,
  today: Temporal.PlainDate,
  earliest: Temporal.PlainDate,
): Temporal.PlainDate | undefined => {
  switch (words.of) {
    case 'calendar':
      return dayOf(words.year, words.month, words.day);
    case 'any-year':
      return firstFrom(earliest, yearsToLook, (index) =>
        dayOf(earliest.year + index, words.month, words.day),
      );
    case 'any-month':
      return firstFrom(earliest, monthsToLook, (index) => {
        const { year, month } = earliest.with({ day: 1 }).add({ months: index });
        return dayOf(year, month, words.day);
      });
    case 'today':
      return today.add({ days: words.days });
    case 'weekday':
      return words.week === undefined
        ? earliest.add({ days: (words.weekday - earliest.dayOfWeek + 7) % 7 })
        : mondayOf(today).add({ weeks: words.week, days: words.weekday - 1 });
  }
};

const firstFrom = (
  earliest: Temporal.PlainDate,
  howMany: number,
  candidate: (index: number) => Temporal.PlainDate | undefined,
): Temporal.PlainDate | undefined => {
  for (let index = 0; index <= howMany; index += 1) {
    const day = candidate(index);
    if (day !== undefined && !isBefore(day, earliest)) return day;
  }
  return undefined;
};

/** The last day on or before `latest` that the words may mean. */
export const resolveBackwards = (
  words: DateWords,
  latest: Temporal.PlainDate,
): Temporal.PlainDate | undefined => {
  if (words.of !== 'any-year') return resolveDate(words, latest, latest);
  for (let index = 0; index <= yearsToLook; index += 1) {
    const day = dayOf(latest.year - index, words.month, words.day);
    if (day !== undefined && !isBefore(latest, day)) return day;
  }
  return undefined;
};
