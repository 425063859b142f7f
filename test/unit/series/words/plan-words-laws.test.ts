import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cadence, cadenceSchema, slotSchema } from '../../../../src/series/cadence.ts';
import { nextMeetings } from '../../../../src/series/meetings.ts';
import type { Said, SaidPlan } from '../../../../src/series/words/plan-words.ts';
import { readPlanWords } from '../../../../src/series/words/read-plan-words.ts';
import { writePlanWords } from '../../../../src/series/words/write-plan-words.ts';
import { slotNearChange } from '../generated.ts';
import { addDays, firstShown, shownAt, weekdayOf } from '../wall-clock-oracle.ts';

const fiveYears = 5 * 365;

/** Some minute around a change of the clocks, in a zone that has it. */
const said: fc.Arbitrary<Said> = fc
  .record({ slot: slotNearChange(3), dayFirst: fc.boolean() })
  .map(({ slot: { date, time, zone }, dayFirst }) => ({ now: new Date(`${date}T${time}Z`), zone, dayFirst }));

/** Anything that has one kind of quotation marks left to stand in. */
const title = fc
  .oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.array(fc.constantFrom('every', 'tue', '10:00', 'x6', 'Spot', '"', '”', '“', "'", ','), {
      maxLength: 6,
    }),
  )
  .map((words) => [words].flat().join(' ').replaceAll(/\s+/g, ' ').trim())
  .filter((words) => !/["”]/.test(words) || !words.includes('»'));

const time = slotNearChange(0).map((slot) => slot.time);
const offset = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: fiveYears }));
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const repeating = (date: string | undefined): fc.Arbitrary<Cadence> => {
  const days =
    date === undefined
      ? fc.constant([])
      : fc
          .subarray([...weekdays])
          .map((more) => weekdays.filter((day) => day === weekdayOf(date) || more.includes(day)));
  const everyWeeks = fc.integer({ min: 1, max: 52 });
  const rhythm = { everyWeeks, days };
  return fc.oneof(
    fc.record({ kind: fc.constant('continuous'), ...rhythm }),
    fc.record({ kind: fc.constant('weekly'), ...rhythm, count: fc.integer({ min: 1, max: 260 }) }),
    ...(date === undefined
      ? []
      : [
          fc.record({
            kind: fc.constant('weekly-until'),
            ...rhythm,
            until: fc.nat({ max: 100 }).map((later) => addDays(date, later)),
          }),
        ]),
  ) as fc.Arbitrary<Cadence>;
};

const once: fc.Arbitrary<Cadence> = fc.constant({ kind: 'once' });

const isAhead = (date: string | undefined, time: string | undefined, { now, zone }: Omit<Said, 'dayFirst'>) =>
  date !== shownAt(now, zone).date || time === undefined || firstShown(date, time, zone) > now;

/** A plan that is still ahead for whoever says it. */
const planned = ({ now, zone }: Said): fc.Arbitrary<SaidPlan> =>
  fc
    .record({
      days: fc.option(offset, { nil: undefined }),
      time: fc.option(time, { nil: undefined }),
      repeats: fc.boolean(),
    })
    .chain(({ days, time, repeats }) => {
      const date =
        days === undefined ? undefined : addDays(shownAt(now, zone).date, Math.min(days, fiveYears - 200));
      return fc.record({
        title,
        date: fc.constant(date),
        // By itself a time says the day, too.
        time: fc.constant(date === undefined && !repeats ? undefined : time),
        cadence: repeats ? repeating(date) : once,
      });
    })
    .filter(({ date, time }) => isAhead(date, time, { now, zone }));

describe('a plan that is written and read again', () => {
  test('is the same, in all zones, on all days and in both calendars', () => {
    const both = said.chain((by) => fc.tuple(fc.constant(by), planned(by)));
    fc.assert(
      fc.property(both, ([by, plan]) => {
        expect(readPlanWords(writePlanWords(plan), by)).toMatchObject({ plan, notUnderstood: [] });
      }),
      { numRuns: 1_000 },
    );
  });

  test.each<[SaidPlan, string]>([
    [
      {
        title: 'Spot the phish',
        date: '2026-12-01',
        time: '10:00',
        cadence: { kind: 'weekly', everyWeeks: 1, days: [2, 4], count: 6 },
      },
      '"Spot the phish" every tue,thu 10:00 x6 from 2026-12-01',
    ],
    [
      {
        title: '"Too expensive": three answers',
        date: '2026-12-01',
        time: '10:00',
        cadence: { kind: 'weekly-until', everyWeeks: 2, days: [2], until: '2027-01-15' },
      },
      '«"Too expensive": three answers» every 2 weeks tue 10:00 until 2027-01-15 from 2026-12-01',
    ],
    [
      {
        title: '',
        date: undefined,
        time: undefined,
        cadence: { kind: 'continuous', everyWeeks: 1, days: [] },
      },
      'every week',
    ],
    [
      { title: '"a» b', date: '2026-12-01', time: undefined, cadence: { kind: 'once' } },
      `"'a» b" 2026-12-01`,
    ],
  ])('%j', (plan, words) => {
    expect(writePlanWords(plan)).toBe(words);
  });
});

const fragments = [
  ...[
    'tue',
    'Tuesday',
    'thu,',
    'mon-fri',
    'sun',
    'weekdays',
    'daily',
    'every',
    'other',
    'second',
    '2',
    'weeks',
  ],
  ...[
    'week',
    'next',
    'this',
    'from',
    'until',
    'to',
    '-',
    'on',
    'the',
    '15th',
    '1',
    'dec',
    'may',
    '31 feb',
    '1/12',
  ],
  ...[
    '2026-12-01',
    '1.12.',
    '10.12',
    '10:00',
    '9am',
    'at',
    '10',
    '3',
    'noon',
    '32:99',
    'x6',
    'x0',
    '6',
    'times',
  ],
  ...[
    'for',
    'once',
    'except',
    'today',
    'tomorrow',
    'in',
    'and',
    '&',
    ',',
    '"',
    '“',
    '”',
    "'",
    'Spot',
    'phish',
  ],
  ...['monthly', 'weekly', 'CET', '(', '2.10', '24/7', 'no end', 'month', 'of', 'a', '\n', '🎣', '999999'],
];
const nonsense = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom(...fragments, ' '), { maxLength: 12 }).map((words) => words.join('')),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Words that only lead to others. */
const leading = /^(?:and|for|with|then|of|about|plus|at|on|a|an|by|from|the|to|in|starting)$/i;

describe('whatever the words are', () => {
  test('the plan can be held, and is still ahead', () => {
    fc.assert(
      fc.property(said, nonsense, (by, words) => {
        const { date, time, cadence } = readPlanWords(words, by).plan;
        if (cadence.kind === 'once' || cadence.days.length > 0) cadenceSchema.parse(cadence);
        if (date === undefined) return;
        const slot = slotSchema.parse({ date, time: time ?? '23:59', zone: by.zone });
        const [next] = nextMeetings(slot, cadence, by.now, 1);
        if (time === undefined) expect(date >= shownAt(by.now, by.zone).date).toBe(true);
        else expect(next).toEqual(firstShown(date, time, by.zone));
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is read can be written and read again', () => {
    fc.assert(
      fc.property(said, nonsense, (by, words) => {
        const { plan } = readPlanWords(words, by);
        const isTimeAlone =
          plan.cadence.kind === 'once' && plan.date === undefined && plan.time !== undefined;
        fc.pre(!isTimeAlone && !(/["”]/.test(plan.title) && plan.title.includes('»')));
        expect(readPlanWords(writePlanWords(plan), by).plan).toEqual(plan);
      }),
      { numRuns: 1_000 },
    );
  });

  test('every word is understood, or said not to be', () => {
    fc.assert(
      fc.property(said, nonsense, (by, words) => {
        const { understood, notUnderstood } = readPlanWords(words, by);
        let rest = words.replaceAll(/\s+/g, ' ').trim();
        for (const piece of [...understood, ...notUnderstood].toSorted(byLength)) {
          expect(rest).toContain(piece.words);
          rest = without(rest, piece.words);
        }
        const left = rest.split(/[^\p{L}\p{N}\p{So}]+/u).filter((word) => word !== '' && !leading.test(word));
        expect(left).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the same words say the same in any case', () => {
    fc.assert(
      fc.property(said, fc.array(fc.constantFrom(...fragments), { maxLength: 8 }), (by, words) => {
        const { title: _, ...plan } = readPlanWords(words.join(' '), by).plan;
        expect(readPlanWords(words.join(' ').toUpperCase(), by).plan).toMatchObject(plan);
      }),
      { numRuns: 500 },
    );
  });
});

/** The text without some words of it, whole ones if there are: the "a" that is one, not that of "at". */
const without = (text: string, words: string): string => {
  const places = [...Array(text.length).keys()].filter((at) => text.startsWith(words, at));
  const isWhole = (at: number) => !/\p{L}/u.test(`${text[at - 1] ?? ''}${text[at + words.length] ?? ''}`);
  const at = places.find(isWhole) ?? places[0]!;
  return `${text.slice(0, at)} , ${text.slice(at + words.length)}`;
};

const byLength = (one: { words: string }, other: { words: string }): number =>
  other.words.length - one.words.length;

describe('five thousand characters do not hang the reader:', () => {
  const by: Said = { now: new Date('2026-11-30T08:30Z'), zone: 'Europe/Berlin', dayFirst: true };
  /** What backtracks needs minutes and more; a busy machine never needs this long. */
  const hangsMs = 20_000;

  test.each([
    ...[
      '"',
      '“',
      '“ ',
      "'a ",
      '" ',
      '«',
      '(',
      '-',
      ': ',
      ':',
      ' ',
      'a',
      'a ',
      '9',
      '9 ',
      '9:',
      '1/',
      '1.',
      '1-',
    ],
    ...[
      'tue,',
      'tue-',
      'tue ',
      'tue and ',
      'tue/',
      'tue,tuex ',
      'every ',
      'every tue,',
      'every other ',
      'x',
      'x6 ',
    ],
    ...[
      '1 dec ',
      '1 dec - ',
      'from 1 ',
      'until ',
      'on the ',
      'of the ',
      'first mon of the ',
      '10:00 ',
      '10:00-',
    ],
    ...[
      '10.12 ',
      'for the next ',
      'in the ',
      'and ',
      'and tue ',
      'except ',
      'next ',
      '🎣',
      '\n',
      'ſ',
      'İ',
      '\ud800',
    ],
  ])('%j again and again', (piece) => {
    const words = piece.repeat(Math.ceil(5_000 / piece.length)).slice(0, 5_000);
    const before = performance.now();
    for (const end of ['', 'x', '"']) readPlanWords(words + end, by);
    expect(performance.now() - before).toBeLessThan(hangsMs);
  });
});
