import type { Temporal } from 'temporal-polyfill';
import type { SkipDates } from '../skip-dates.ts';
import { calendarOf } from './calendar.ts';
import { calendarDateAt, type DateWords, type FoundDate } from './date-words.ts';
import { matchAt, phrase, plainForm, singleSpaced } from './phrase.ts';
import type { Said } from './plan-words.ts';
import { isBefore, resolveBackwards, resolveDate } from './resolve-date.ts';
import { monthOf, monthPattern, weekdayPattern } from './vocabulary.ts';
import { writeSkipDates } from './write-skip-dates.ts';

export const skipFaults = ['impossible-date', 'ends-before-start', 'too-long', 'unknown-words'] as const;
export type SkipFault = (typeof skipFaults)[number];

/** What was made of skip dates as people type them; `skipDates` in the order of the calendar, each once. */
export type SkipWords = {
  skipDates: SkipDates;
  notUnderstood: { words: string; code: SkipFault }[];
};

type Range = { from: DateWords; to: DateWords };

/** Longer than a year is a slip of the finger. */
const mostDays = 366;

/** Lines, commas and semicolons, but not the comma of "dec 24, 2026". */
const separator = /[\r\n;\u2028\u2029]+|,(?! ?\d{4}(?![\d./-]))/;

const lead = new RegExp(`(?:(?:from|on) )?(?:${weekdayPattern},? )?`, 'uy');
const toLead = new RegExp(` ?(?:-|to|until|till|through|thru|\\.{2,3}|…) ?(?:${weekdayPattern},? )?`, 'uy');
const nth = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const dayBefore = new RegExp(`${nth}\\.?(?= ?(?:-|to|until|till|\\.{2,3}|…))`, 'uy');
const monthAndDay = phrase(`(?<month>${monthPattern}) ?${nth}`);
const dayOnly = phrase(nth);
const shortDate = phrase('(?<day>\\d{1,2})\\.(?<month>\\d{1,2})');
const nothingElse = /[ .]*$/uy;

/** Also "24.12", which elsewhere may be a time. */
const dayAt = (plain: string, at: number, dayFirst: boolean): FoundDate | undefined => {
  const found = calendarDateAt(plain, at, dayFirst);
  const short = found ? undefined : matchAt(shortDate, plain, at);
  if (!short) return found;
  const { day, month } = short.groups;
  return { date: { of: 'any-year', month: Number(month), day: Number(day) }, end: short.end };
};

/** "24-26 dec": the first day has the month, and the year, of the second. */
const sharedEnd = (plain: string, at: number, dayFirst: boolean): (Range & { end: number }) | undefined => {
  const first = matchAt(dayBefore, plain, at);
  const to = first && matchAt(toLead, plain, first.end);
  const last = to && dayAt(plain, to.end, dayFirst);
  if (!last || (last.date.of !== 'calendar' && last.date.of !== 'any-year')) return undefined;
  return { from: { ...last.date, day: Number(first.groups.day) }, to: last.date, end: last.end };
};

/** "dec 24-26": the second day has the month of the first. */
const sharedStart = (plain: string, at: number): (Range & { end: number }) | undefined => {
  const first = matchAt(monthAndDay, plain, at);
  const to = first && matchAt(toLead, plain, first.end);
  const last = to && matchAt(dayOnly, plain, to.end);
  if (!last) return undefined;
  const month = monthOf(first.groups.month!);
  const day = (digits: string | undefined): DateWords => ({ of: 'any-year', month, day: Number(digits) });
  return { from: day(first.groups.day), to: day(last.groups.day), end: last.end };
};

const fromTo = (plain: string, at: number, dayFirst: boolean): (Range & { end: number }) | undefined => {
  const from = dayAt(plain, at, dayFirst);
  if (!from) return undefined;
  const to = matchAt(toLead, plain, from.end);
  const last = to && dayAt(plain, to.end, dayFirst);
  return last
    ? { from: from.date, to: last.date, end: last.end }
    : { from: from.date, to: from.date, end: from.end };
};

const rangeIn = (words: string, dayFirst: boolean): Range | undefined => {
  const plain = plainForm(words);
  const at = matchAt(lead, plain, 0)?.end ?? 0;
  return [sharedEnd(plain, at, dayFirst), sharedStart(plain, at), fromTo(plain, at, dayFirst)].find(
    (range) => range !== undefined && matchAt(nothingElse, plain, range.end) !== undefined,
  );
};

/** Without a year it is the next such range that is not over: on 27 December "24 dec - 2 jan" has begun. */
const daysOf = (
  { from, to }: Range,
  today: Temporal.PlainDate,
): { from: Temporal.PlainDate | undefined; to: Temporal.PlainDate | undefined } => {
  const begins = from.of === 'calendar' ? resolveDate(from, today, today) : undefined;
  const ends = resolveDate(to, today, begins ?? today);
  return { from: begins ?? (ends && resolveBackwards(from, ends)), to: ends };
};

const readEntry = (
  words: string,
  today: Temporal.PlainDate,
  dayFirst: boolean,
): SkipDates[number] | SkipFault => {
  const range = rangeIn(words, dayFirst);
  if (!range) return 'unknown-words';
  const { from, to } = daysOf(range, today);
  if (!from || !to) return 'impossible-date';
  if (isBefore(to, from)) return 'ends-before-start';
  if (isBefore(from.add({ days: mostDays - 1 }), to)) return 'too-long';
  return { from: from.toString(), to: to.toString() };
};

/**
 * Reads skip dates, one a line or between commas: `24 dec - 2 jan`, `1 may`, `24-26 dec`,
 * `2026-12-24..2027-01-02`.
 * @throws RangeError where `zone` is none or `now` no date, never for the text
 */
export const readSkipDates = (text: string, { now, zone, dayFirst }: Said): SkipWords => {
  const { today } = calendarOf(now, zone);
  const skipDates = new Map<string, SkipDates[number]>();
  const notUnderstood: SkipWords['notUnderstood'] = [];
  for (const words of text.split(separator).map(singleSpaced)) {
    if (words === '') continue;
    const read = readEntry(words, today, dayFirst);
    if (typeof read === 'string') notUnderstood.push({ words, code: read });
    else skipDates.set(writeSkipDates([read]), read);
  }
  const inOrder = [...skipDates].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { skipDates: inOrder.map(([, range]) => range), notUnderstood };
};
