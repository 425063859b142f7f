import type { RepeatingCadence } from '../../../src/series/cadence.ts';
import type { SkipDates } from '../../../src/series/skip-dates.ts';
import { addDays, weekdayOf, weekOf } from './wall-clock-oracle.ts';

/** The days of meetings that one finds by going through the calendar day by day, up to a day and number. */
export const daysOneByOne = (
  date: string,
  { days, everyWeeks }: RepeatingCadence,
  skip: SkipDates,
  { until = '9999-12-31', count = 1_000 }: { until?: string; count?: number },
): string[] => {
  const found: string[] = [];
  let firstWeek: number | undefined;
  for (let day = date; day <= until && found.length < count; day = addDays(day, 1)) {
    if (!days.some((weekday) => weekday === weekdayOf(day))) continue;
    firstWeek ??= weekOf(day);
    if ((weekOf(day) - firstWeek) % everyWeeks !== 0) continue;
    if (!skip.some(({ from, to }) => from <= day && day <= to)) found.push(day);
  }
  return found;
};
