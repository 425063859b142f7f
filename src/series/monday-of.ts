import type { Temporal } from 'temporal-polyfill';

/** The day on which the ISO week of a day begins. */
export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate =>
  day.subtract({ days: day.dayOfWeek - 1 });
