import { mostMeetings, mostWeeksApart } from '../cadence.ts';
import type { Weekday } from '../local-time.ts';
import type { Doubtful, FoundPart, Part } from './part.ts';
import { type Match, matchAt, phrase } from './phrase.ts';
import { numberOf, numberPattern, ordinalPattern, weekdayOf, weekdayPattern } from './vocabulary.ts';

/** Weekdays, how often, how many times, how long. */

type Form = {
  pattern: RegExp;
  read: (match: Match) => Part;
  doubtful?: Doubtful | ((words: string) => boolean);
};

const everyDay: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const workingDays: Weekday[] = [1, 2, 3, 4, 5];
const weekend: Weekday[] = [6, 7];

const workingDay = '(?:week ?days?|work ?days?|working days?|business days?)';
const daysRange = `${weekdayPattern}(?:(?: ?- ?| to | through | thru )${weekdayPattern})?`;
const setMember = `(?:${daysRange}|${workingDay}|weekends?)`;
const setSeparator = '(?:, ?(?:and |& ?)?| ?[&+/] ?| and )';
// The list is read greedily from members that cannot be split another way, so its length costs nothing.
const daySet = `${setMember}(?:${setSeparator}${setMember})*`;
const every = '(?:every|each|all)';

const weekdayWord = new RegExp(weekdayPattern, 'gu');
const memberWord = new RegExp(setMember, 'gu');

/** From the first day to the last, also over the weekend. */
const between = (first: Weekday, last: Weekday): Weekday[] =>
  Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => everyDay[(first - 1 + index) % 7]!);

const daysOfMember = (member: string): Weekday[] => {
  if (member.startsWith('weekend')) return weekend;
  if (/^(?:week|work|business)/.test(member)) return workingDays;
  const [first, last] = (member.match(weekdayWord) ?? []).map(weekdayOf) as [Weekday, Weekday | undefined];
  return last === undefined ? [first] : between(first, last);
};

/** The days of a set of weekdays, ascending, each once. */
const daysIn = (words: string): Weekday[] => {
  const said = new Set((words.match(memberWord) ?? []).flatMap(daysOfMember));
  return everyDay.filter((day) => said.has(day));
};

const isPlural = (words: string): boolean => /(?:days|weekends)\b/.test(words);

const days = (said: Partial<Omit<Extract<Part, { kind: 'days' }>, 'kind'>> & { days: Weekday[] }): Part => ({
  kind: 'days',
  repeats: true,
  everyWeeks: undefined,
  week: undefined,
  ...said,
});

const everyWeeks = (weeks: number): Part =>
  isEveryWeeks(weeks)
    ? { kind: 'every-weeks', everyWeeks: weeks }
    : { kind: 'fault', code: 'impossible-rhythm' };

const isEveryWeeks = (weeks: number): boolean => weeks >= 1 && weeks <= mostWeeksApart;

const everySet = ({ groups: { ordinal, set } }: Match): Part => {
  const weeks = ordinal === undefined ? undefined : numberOf(ordinal);
  return weeks === undefined || isEveryWeeks(weeks)
    ? days({ days: daysIn(set!), everyWeeks: weeks })
    : { kind: 'fault', code: 'impossible-rhythm' };
};

const count = ({ groups: { number } }: Match): Part => {
  const times = numberOf(number!);
  return times >= 1 && times <= mostMeetings
    ? { kind: 'count', count: times }
    : { kind: 'fault', code: 'impossible-count' };
};

const unknown = (): Part => ({ kind: 'fault', code: 'unknown-rhythm' });

const number = `(?<number>${numberPattern})`;
const ordinal = `(?:(?<ordinal>${ordinalPattern}) )?`;
const nthOfMonth = `(?:first|last|${ordinalPattern})`;
const otherUnits = '(?:days?|months?|years?|quarters?|hours?|minutes?)';

const forms: Form[] = [
  {
    pattern: phrase(
      `(?:${every} |the )?${nthOfMonth} ${weekdayPattern}(?: (?:of|in|every|each|the|a|per)){1,3} month`,
    ),
    read: unknown,
  },
  { pattern: phrase('every ?day|each day|daily'), read: () => days({ days: everyDay }), doubtful: 'between' },
  { pattern: phrase(`${every} ${ordinal}${otherUnits}`), read: unknown, doubtful: 'beside' },
  { pattern: phrase('monthly|quarterly|yearly|annually|hourly'), read: unknown, doubtful: 'beside' },
  {
    pattern: phrase(`(?:twice|${numberPattern} ?(?:x|times)) (?:a|per|each|every) (?:day|week|month|year)`),
    read: unknown,
  },
  { pattern: phrase(`once (?:a|per|each|every) ${otherUnits}`), read: unknown },
  { pattern: phrase(`(?:for|over)(?: the next)? ${numberPattern} ${otherUnits}`), read: unknown },
  {
    pattern: phrase(`${every} ${ordinal}(?<unit>week|fortnight)s?`),
    read: ({ groups: { ordinal = 'one', unit } }) =>
      everyWeeks(numberOf(ordinal) * (unit === 'week' ? 1 : 2)),
  },
  { pattern: phrase('once (?:a|per|each|every) week|per week'), read: () => everyWeeks(1) },
  { pattern: phrase('weekly'), read: () => everyWeeks(1), doubtful: 'between' },
  { pattern: phrase('bi-?weekly|fortnightly'), read: () => everyWeeks(2), doubtful: 'between' },
  { pattern: phrase(`(?:on )?${every} ${ordinal}(?<set>${daySet})`), read: everySet },
  {
    pattern: phrase(`(?:except|excluding|but not|not|without)(?: on| for)? (?<set>${daySet})`),
    read: ({ groups: { set } }) => ({ kind: 'not-days', days: daysIn(set!) }),
  },
  {
    pattern: phrase(`(?:x|\\*) ?${number}(?: (?:times|sessions?|meetings?))?`),
    read: count,
  },
  { pattern: phrase(`(?<number>\\d{1,6}) ?x`), read: count },
  {
    pattern: phrase(`(?:for )?${number} (?:times?|sessions?|meetings?)(?: in all| in total)?`),
    read: count,
    doubtful: 'between',
  },
  {
    pattern: phrase(`(?:for|over)(?: the next)? ${number} weeks?`),
    read: ({ groups: { number } }) =>
      numberOf(number!) > 0
        ? { kind: 'weeks-long', weeks: numberOf(number!) }
        : { kind: 'fault', code: 'impossible-count' },
  },
  {
    pattern: phrase('(?:no|without(?: an)?) end|until further notice|indefinitely'),
    read: () => ({ kind: 'endless' }),
  },
  {
    pattern: phrase(`(?:on )?(?<week>this coming|this|next|the coming|coming) (?<set>${daySet})`),
    read: ({ groups: { week, set } }) =>
      days({
        days: daysIn(set!),
        repeats: isPlural(set!) || daysIn(set!).length > 1,
        week: week === 'next' ? 1 : week === 'this' ? 0 : undefined,
      }),
  },
  {
    pattern: phrase('(?<week>this|next) week'),
    read: ({ groups: { week } }) => ({ kind: 'week', week: week === 'next' ? 1 : 0 }),
  },
  {
    pattern: phrase(
      `from (?<first>${weekdayPattern})(?: ?- ?| (?:to|through|thru|till|until) )(?<last>${weekdayPattern})`,
    ),
    read: ({ groups: { first, last } }) => days({ days: daysIn(`${first}-${last}`) }),
  },
  {
    pattern: phrase(`(?:on )?(?<set>${daySet})`),
    read: ({ groups: { set } }) =>
      days({ days: daysIn(set!), repeats: isPlural(set!) || daysIn(set!).length > 1 }),
    doubtful: (words) => /^(?:sun|sat|wed|weekend|week ?day)$/.test(words),
  },
  { pattern: phrase('(?:just |only )?once'), read: () => ({ kind: 'once' }), doubtful: 'between' },
];

/** Days, rhythm, count or end at a place in the words, where they speak of one. */
export const rhythmAt = (plain: string, at: number): FoundPart | undefined => {
  for (const { pattern, read, doubtful } of forms) {
    const match = matchAt(pattern, plain, at);
    if (!match) continue;
    const found = { part: read(match), end: match.end };
    const doubt = typeof doubtful === 'function' ? doubtful(match.words) && 'beside' : doubtful;
    return doubt ? { ...found, doubtful: doubt } : found;
  }
  return undefined;
};
