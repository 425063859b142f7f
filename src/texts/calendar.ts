import { localParts } from '../series/local-time.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const longWeekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** English names of days and times, in the zone of a series. */
export const weekday = (day: number): string => weekdays[day - 1] ?? '';
export const longWeekday = (day: number): string => longWeekdays[day - 1] ?? '';

/** "Thu 26 Nov" */
export const day = (instant: Date, zone: string): string => {
  const { date, weekday: number } = localParts(instant, zone);
  const [, month, dayOfMonth] = date.split('-').map(Number);
  return `${weekday(number)} ${dayOfMonth} ${months[(month ?? 1) - 1]}`;
};

/** "Thu 26" where the month is that of `before`, else "Thu 26 Nov". */
export const dayAfter = (instant: Date, before: Date | undefined, zone: string): string => {
  const whole = day(instant, zone);
  return before && localParts(before, zone).date.slice(0, 7) === localParts(instant, zone).date.slice(0, 7)
    ? whole.slice(0, whole.lastIndexOf(' '))
    : whole;
};

/** "10:00" in the zone, for text that no reader's clock can be put into. */
export const clock = (instant: Date, zone: string): string => localParts(instant, zone).time;

/** "Thu 26 Nov, 10:00" */
export const dayAt = (instant: Date, zone: string): string =>
  `${day(instant, zone)}, ${clock(instant, zone)}`;

/** "Thu 10:00", for what is at most a few days away. */
export const dayAndClock = (instant: Date, zone: string): string => {
  const local = localParts(instant, zone);
  return `${weekday(local.weekday)} ${local.time}`;
};

const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** A small number as a word. */
export const inWords = (count: number): string => numbers[count] ?? String(count);

/** "a, b and c" */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** "1 line", "4 lines" */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
