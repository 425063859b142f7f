import { type Match, matchAt, phrase } from './phrase.ts';

/** A time as it was said: `HH:MM`, or why it is none. */
export type TimeWords =
  | { time: string }
  | { code: 'impossible-time' | 'ambiguous-time' }
  /** "10.12": whatever is missing, a time or a day. */
  | { time: string; day: number; month: number };

/** `inTitles`: titles have it, too ("24h support", "version 2.10", "1:1 talks"). */
export type FoundTime = { said: TimeWords; end: number; inTitles: boolean };

type Form = { pattern: RegExp; read: (match: Match) => TimeWords; inTitles?: true };

const impossible: TimeWords = { code: 'impossible-time' };
const two = (number: number): string => String(number).padStart(2, '0');

/** At "at 3" nobody knows which; from seven on it is the morning. */
const firstPlainHour = 7;

const half = "(?: ?(?<half>[ap]\\.?m\\.?| in the (?:morning|afternoon|evening)))?(?: ?(?:h|hrs?|o'?clock))?";
const before = '(?<before>(?:(?:starting |beginning )?(?:at|from)|around|@) ?)?';

const clock = (hour: number, minute: number, half: string | undefined): TimeWords => {
  if (minute > 59) return impossible;
  if (half === undefined) {
    return hour > 23 ? impossible : { time: `${two(hour)}:${two(minute)}` };
  }
  if (hour < 1 || hour > 12) return impossible;
  const isMorning = half.startsWith('a') || half.endsWith('morning');
  return { time: `${two((hour % 12) + (isMorning ? 0 : 12))}:${two(minute)}` };
};

const forms: Form[] = [
  {
    // Also what is only shaped like a time, so that it is found wanting and not taken for a title.
    pattern: phrase(`${before}(?<hour>\\d{1,4}):(?<minute>\\d{1,4})(?::\\d{2})?${half}`),
    read: ({ groups: { hour, minute, half } }) =>
      hour!.length > 2 || minute!.length !== 2 ? impossible : clock(Number(hour), Number(minute), half),
  },
  {
    pattern: phrase(`${before}(?<hour>\\d{1,2})\\.(?<minute>\\d{2})${half}`),
    read: ({ groups: { before, hour, minute, half }, words }) => {
      const said = clock(Number(hour), Number(minute), half);
      const [day, month] = [Number(hour), Number(minute)];
      const mayBeDate = before === undefined && /\d$/.test(words) && isDayAndMonth(day, month);
      return mayBeDate && 'time' in said ? { ...said, day, month } : said;
    },
    inTitles: true,
  },
  {
    pattern: phrase(
      `${before}(?<hour>\\d{1,2}) ?(?<half>[ap]\\.?m\\.?|in the (?:morning|afternoon|evening))`,
    ),
    read: ({ groups: { hour, half } }) => clock(Number(hour), 0, half),
  },
  {
    pattern: phrase(`${before}(?<hour>\\d{1,2}) ?(?:h(?<minute>\\d{2})?|hrs?|o'?clock)`),
    read: ({ groups: { hour, minute } }) => clock(Number(hour), Number(minute ?? 0), undefined),
    inTitles: true,
  },
  {
    pattern: phrase('(?:at|@) ?(?<hour>\\d{2})(?<minute>\\d{2})(?:h|hrs?)?'),
    read: ({ groups: { hour, minute } }) => clock(Number(hour), Number(minute), undefined),
  },
  {
    pattern: phrase('(?:starting )?(?:at|@) ?(?<hour>\\d{1,2})'),
    read: ({ groups: { hour } }) =>
      hour!.length === 1 && Number(hour) > 0 && Number(hour) < firstPlainHour
        ? { code: 'ambiguous-time' }
        : clock(Number(hour), 0, undefined),
  },
  { pattern: phrase('(?:at )?(?:12 )?(?:noon|midday)'), read: () => ({ time: '12:00' }) },
  // Whether it begins that day or ends it.
  { pattern: phrase('(?:at )?midnight'), read: () => ({ code: 'ambiguous-time' }) },
];

const isDayAndMonth = (day: number, month: number): boolean =>
  day >= 1 && day <= 31 && month >= 1 && month <= 12;

/** "1:1" */
const isRatio = (words: string): boolean => /^\d{1,2}:\d$/.test(words);

/** A time of day: "10:00", "9am", "14h30", "at 9", "noon". */
export const timeAt = (plain: string, at: number): FoundTime | undefined => {
  for (const { pattern, read, inTitles = false } of forms) {
    const match = matchAt(pattern, plain, at);
    if (!match) continue;
    return { said: read(match), end: match.end, inTitles: inTitles || isRatio(match.words) };
  }
  return undefined;
};

const zone = phrase(
  '(?:utc|gmt)(?:[+-]\\d{1,2}(?::?\\d{2})?)?|cest|cet|[ecmp][sd]t|e?est|eet|west|wet|bst|ist|jst|sgt|aest|aedt|' +
    '[\\p{L}_]{2,30}/[\\p{L}_/]{2,30}|[\\p{L}_]{2,30} time',
);

/** The end of the time zone that is named at a place, if one is. It means one only right after a time. */
export const zoneEnd = (plain: string, at: number): number | undefined => matchAt(zone, plain, at)?.end;
