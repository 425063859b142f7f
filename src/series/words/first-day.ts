import { Temporal } from 'temporal-polyfill';
import { nextWorkingDay, type Weekday } from '../local-time.ts';
import { mondayOf } from '../monday-of.ts';
import { type Calendar, dayMeant, firstWeekday, isAhead } from './calendar.ts';
import type { DaysPart } from './part.ts';
import { isBefore } from './resolve-date.ts';
import { firstOf, type Saying, sayings, type Weighing } from './weigh-parts.ts';

/** What is known of a plan before its first day is. */
export type Rhythm = {
  days: readonly Weekday[];
  repeats: boolean;
  time: string | undefined;
};

type Start = { day: Temporal.PlainDate; says: Saying<'date' | 'from'> };

/** The day that is named, of one or several that name one. */
export const namedStart = (weighing: Weighing, calendar: Calendar): Start | undefined => {
  const starts = sayings(weighing, 'date', 'from').flatMap((says) => {
    const meant = dayMeant(calendar, says.part.date, calendar.today);
    if ('day' in meant) return [{ piece: says.piece, says, day: meant.day }];
    weighing.faults.set(says.piece, meant.code);
    return [];
  });
  return firstOf(
    weighing,
    starts,
    ({ day }) => day.toString(),
    () => 'two-dates',
  );
};

/**
 * The day on which it first meets, as far as one was said; says of each piece that has to do with it what it means.
 */
export const firstDay = (
  weighing: Weighing,
  calendar: Calendar,
  start: Start | undefined,
  rhythm: Rhythm,
): Temporal.PlainDate | undefined => {
  const weeks = sayings(weighing, 'week');
  if (start) {
    for (const { piece } of weeks) weighing.faults.set(piece, 'two-dates');
    return fromNamed(weighing, calendar, start, rhythm);
  }
  if (rhythm.days.length > 0) return fromWeekdays(weighing, calendar, rhythm);
  // Which day of that week it is, nobody said.
  for (const { piece } of weeks) weighing.faults.set(piece, 'ambiguous-date');
  return fromTime(weighing, calendar, rhythm);
};

/** Nothing that was said of the day holds. */
const allPast = (weighing: Weighing): undefined => {
  for (const { piece } of sayings(weighing, 'date', 'from', 'days', 'week')) {
    weighing.faults.set(piece, 'past-date');
  }
};

const fromNamed = (
  weighing: Weighing,
  calendar: Calendar,
  { day, says }: Start,
  { days, repeats, time }: Rhythm,
): Temporal.PlainDate | undefined => {
  const on = days.length > 0 ? days : [day.dayOfWeek as Weekday];
  if (!repeats && !isAhead(calendar, day, time)) return allPast(weighing);
  weighing.meanings.set(says.piece, { kind: repeats ? 'from' : 'date', date: day.toString() });
  return firstWeekday(calendar, day, on, time);
};

const fromWeekdays = (
  weighing: Weighing,
  calendar: Calendar,
  { days, repeats, time }: Rhythm,
): Temporal.PlainDate | undefined => {
  const { today } = calendar;
  const inWeek = sayings(weighing, 'week', 'days').find(({ part }) => part.week !== undefined);
  const week = inWeek?.part.week;
  // Whoever means today says so, or says at what time.
  const soonest = time === undefined && week === undefined ? today.add({ days: 1 }) : today;
  const monday = mondayOf(today).add({ weeks: week ?? 0 });
  const day = firstWeekday(calendar, isBefore(monday, soonest) ? soonest : monday, days, time);
  if (inWeek && !isBefore(day, monday.add({ weeks: 1 }))) return allPast(weighing);
  for (const { piece } of sayings(weighing, 'week')) {
    const date = (repeats ? monday : day).toString();
    weighing.meanings.set(piece, { kind: repeats ? 'from' : 'date', date });
  }
  return day;
};

/** Where only a time is said, today is meant, or the next working day if it is too late for that. */
const fromTime = (
  { pieces, faults }: Weighing,
  calendar: Calendar,
  { repeats, time }: Rhythm,
): Temporal.PlainDate | undefined => {
  const { now, zone, today } = calendar;
  const isDayAtFault = pieces.some((piece) => faults.has(piece) && piece.part.kind !== 'time');
  if (repeats || time === undefined || isDayAtFault) return undefined;
  return isAhead(calendar, today, time) ? today : Temporal.PlainDate.from(nextWorkingDay(now, zone));
};

/** "wed 1 dec" where that is a Tuesday: the date holds, and the weekday is at fault. */
export const withoutContradiction = (
  weighing: Weighing,
  start: Start | undefined,
  all: readonly Saying<'days'>[],
): Saying<'days'>[] => {
  const [only, ...more] = all;
  if (!only || more.length > 0 || start?.says.part.kind !== 'date' || !isOneDay(only.part)) return [...all];
  if (only.part.days.includes(start.day.dayOfWeek as Weekday)) return [only];
  weighing.faults.set(only.piece, 'weekday-and-date');
  return [];
};

const isOneDay = ({ repeats, days }: DaysPart): boolean => !repeats && days.length === 1;
