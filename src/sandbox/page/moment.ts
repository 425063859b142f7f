/** How instants read in a person's zone. */
const format = (zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' });

export const timeOf = (instant: Date, zone: string): string =>
  format(zone, { hour: '2-digit', minute: '2-digit' }).format(instant);

export const timeWithSeconds = (instant: Date, zone: string): string =>
  format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(instant);

export const dayOf = (instant: Date, zone: string): string =>
  format(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(instant);

export const shortDayOf = (instant: Date, zone: string): string =>
  format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(instant);

const weekMs = 6 * 24 * 60 * 60_000;

/** A day of the coming week by its name, a later one by its date. */
export const nearDayOf = (instant: Date, now: Date, zone: string): string =>
  instant.getTime() - now.getTime() < weekMs
    ? format(zone, { weekday: 'short' }).format(instant)
    : format(zone, { day: 'numeric', month: 'short' }).format(instant);
