import { Temporal } from 'temporal-polyfill';
import { atLocal, localParts, type Weekday } from './local-time.ts';

/** When people work, `HH:MM` local; a shift that ends at or before its start ends on the next day. */
export type WorkingHours = { from: string; to: string; days: readonly Weekday[] };

const minuteMs = 60_000;

/** The instant at which the shift ends during which an instant falls; undefined if it falls into none. */
const shiftEnd = (instant: Date, zone: string, { from, to, days }: WorkingHours): Date | undefined => {
  const today = Temporal.PlainDate.from(localParts(instant, zone).date);
  for (const day of [today, today.subtract({ days: 1 })]) {
    if (!days.includes(day.dayOfWeek as Weekday)) continue;
    const begins = atLocal(day.toString(), from, zone);
    const ends = atLocal((to > from ? day : day.add({ days: 1 })).toString(), to, zone);
    if (begins <= instant && instant < ends) return ends;
  }
  return undefined;
};

/**
 * Whether any part of a session lies outside the working hours of a zone; one that ends as they end does not.
 * @throws RangeError where `zone` is none
 */
export const outsideWorkingHours = (
  startsAt: Date,
  minutes: number,
  zone: string,
  hours: WorkingHours,
): boolean => {
  const over = startsAt.getTime() + minutes * minuteMs;
  let covered = startsAt;
  while (covered.getTime() < over) {
    const end = shiftEnd(covered, zone, hours);
    if (end === undefined) return true;
    covered = end;
  }
  return false;
};
