import type { Weekday } from '../local-time.ts';

/** The English words for days, months and numbers, as patterns and as what they mean. */

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const numbers = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  'twelve',
];
const ordinals = ['second', 'third', 'fourth', 'fifth', 'sixth'];
const values = new Map([
  ...numbers.map((word, value): [string, number] => [word, value]),
  ...ordinals.map((word, index): [string, number] => [word, index + 2]),
  ['other', 2],
]);

export const weekdayPattern =
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thurs?|thu|fri|sat|sun)\\.?';
export const monthPattern =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
/** More digits than any number here may have, so that too large ones are seen as numbers, too. */
export const numberPattern = `(?:\\d{1,6}|${numbers.join('|')})`;
export const ordinalPattern = `(?:\\d{1,6}(?:st|nd|rd|th)|other|${ordinals.join('|')}|${numberPattern})`;

export const weekdayOf = (word: string): Weekday => (weekdays.indexOf(word.slice(0, 3)) + 1) as Weekday;

/** The three letters by which a weekday is written. */
export const weekdayName = (day: Weekday): string => weekdays[day - 1]!;

export const monthOf = (word: string): number => months.indexOf(word.slice(0, 3)) + 1;

/** The number of a numeral or an ordinal; "every other" is every second. */
export const numberOf = (word: string): number => values.get(word) ?? Number.parseInt(word, 10);
