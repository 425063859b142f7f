import { Temporal } from 'temporal-polyfill';

/** ISO weekday; 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What calendar and clock show at one place. */
export type LocalParts = { date: string; time: string; weekday: Weekday };

const saturday = 6;

/** The wall time in a zone, except that a gap leads to the first instant after it and not as far past it again. */
const resolve = (wall: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime => {
  const resolved = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (resolved.toPlainDateTime().equals(wall)) return resolved;
  // In a gap 'earlier' stands before the change of the clocks, so the next change is the end of the gap.
  return resolved.getTimeZoneTransition('next') ?? resolved;
};

/**
 * The instant at which calendar and clock of a zone show `date` and `time`. A local time that does not exist
 * moves to the next valid minute (02:30 becomes 03:00 where 02:00 to 03:00 is left out); one that exists
 * twice is its earlier occurrence (product, timing contract).
 * @param date `yyyy-mm-dd`
 * @param time `HH:MM`, 24 hours
 * @param zone an IANA name
 * @throws RangeError where one of the three is none
 */
export const atLocal = (date: string, time: string, zone: string): Date => {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(resolve(wall, zone).epochMilliseconds);
};

const inZone = (instant: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

/**
 * What calendar and clock of a zone show at an instant, seconds cut off.
 * @throws RangeError where `zone` is no zone or `instant` no date
 */
export const localParts = (instant: Date, zone: string): LocalParts => {
  const local = inZone(instant, zone);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    weekday: local.dayOfWeek as Weekday,
  };
};

/**
 * The first day from Monday to Friday after today's date in the zone, as `yyyy-mm-dd`. Knows no holidays.
 * @throws RangeError as `localParts`
 */
export const nextWorkingDay = (now: Date, zone: string): string => {
  let day = inZone(now, zone).toPlainDate().add({ days: 1 });
  while (day.dayOfWeek >= saturday) day = day.add({ days: 1 });
  return day.toString();
};

/** Whether a text is the name of a time zone in its usual spelling (`Europe/Berlin`); a bare offset is none. */
export const isZone = (text: string): boolean => {
  if (!/^[A-Z]/.test(text)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId === text;
  } catch {
    return false;
  }
};

/** The place that stands for a zone where one names it to people: `America/New_York` is "New York". */
export const zoneCity = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
