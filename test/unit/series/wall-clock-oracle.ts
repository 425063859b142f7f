const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** More than any zone in these tests is shifted at once, and than any gap or repetition lasts. */
const margin = 3 * hourMs;

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, made);
  return made;
};

/** What the wall clock of a zone shows, as if it were UTC, so that two readings can be compared. */
const reading = (instant: number, zone: string): number => {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name)!;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
};

/**
 * The first UTC minute of those around a day at which the wall clock of a zone shows `date` and `time` or has
 * jumped past it. Knows nothing of offsets or Temporal: it only looks at the clock, minute by minute.
 */
export const firstShown = (date: string, time: string, zone: string): Date => {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let instant = wanted - 18 * hourMs;
  let shown = reading(instant, zone);
  while (shown < wanted) {
    // Far away the steps are long, but never so long that a change of the clocks could be stepped over.
    instant += Math.max(minuteMs, wanted - shown - margin);
    shown = reading(instant, zone);
  }
  return new Date(instant);
};

/** `yyyy-mm-dd` and `HH:MM` as the wall clock of a zone shows them. */
export const shownAt = (instant: Date, zone: string): { date: string; time: string } => {
  const [date, time] = new Date(reading(instant.getTime(), zone)).toISOString().split('T');
  return { date: date!, time: time!.slice(0, 5) };
};

/** Whether the wall clock of a zone ever shows `date` and `time`. */
export const isShown = (date: string, time: string, zone: string): boolean => {
  const shown = shownAt(firstShown(date, time, zone), zone);
  return shown.date === date && shown.time === time;
};

/** ISO weekday of a calendar day; 1 is Monday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay() || 7;

/** Number of ISO weeks (Monday to Sunday) since a Monday long ago. */
export const weekOf = (date: string): number => {
  const monday = Date.parse('1999-01-04T00:00Z');
  return Math.floor((Date.parse(`${date}T00:00Z`) - monday) / (7 * 24 * hourMs));
};

/** `yyyy-mm-dd`, some days later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 24 * hourMs).toISOString().slice(0, 10);
