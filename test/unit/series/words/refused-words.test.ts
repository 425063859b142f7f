import { describe, expect, test } from '@jest/globals';
import { wordFaults } from '../../../../src/series/words/plan-words.ts';
import { readPlanWords } from '../../../../src/series/words/read-plan-words.ts';
import { shownFaults, shownPlan } from './shown-plan.ts';

/** Monday, 09:30 */
const said = { now: new Date('2026-11-30T08:30Z'), zone: 'Europe/Berlin', dayFirst: true };

/** What is not understood, and the plan that is left. */
const refused: [words: string, faults: string, plan: string][] = [
  ['tue 32:99', 'impossible-time: 32:99', '- | 2026-12-01 - | once'],
  ['tue 24:00', 'impossible-time: 24:00', '- | 2026-12-01 - | once'],
  ['tue 10:60', 'impossible-time: 10:60', '- | 2026-12-01 - | once'],
  ['tue 10:5', 'impossible-time: 10:5', '- | 2026-12-01 - | once'],
  ['tue 100:00', 'impossible-time: 100:00', '- | 2026-12-01 - | once'],
  ['tue 13pm', 'impossible-time: 13pm', '- | 2026-12-01 - | once'],
  ['tue 0am', 'impossible-time: 0am', '- | 2026-12-01 - | once'],
  ['tue at 25', 'impossible-time: at 25', '- | 2026-12-01 - | once'],
  ['tue at 3', 'ambiguous-time: at 3', '- | 2026-12-01 - | once'],
  ['tue 10', 'ambiguous-time: 10', '- | 2026-12-01 - | once'],
  ['"Spot the phish" tue 10', 'ambiguous-time: 10', 'Spot the phish | 2026-12-01 - | once'],
  ['tue midnight', 'ambiguous-time: midnight', '- | 2026-12-01 - | once'],
  ['10.12', 'ambiguous-time: 10.12', '- | - - | once'],
  ['tue 10:00 11:00', 'two-times: 11:00', '- | 2026-12-01 10:00 | once'],
  ['tue 10:00-10:15', 'two-times: 10:15', '- | 2026-12-01 10:00 | once'],
  ['tue 10:00 thu 14:00', 'two-times: 14:00', '- | 2026-12-01 10:00 | 1w 24 on and on'],
  ['tue 10:00 CET', 'time-zone: CET', '- | 2026-12-01 10:00 | once'],
  ['tue 10:00 Berlin time', 'time-zone: Berlin time', '- | 2026-12-01 10:00 | once'],
  ['tue 10:00 Europe/Berlin', 'time-zone: Europe/Berlin', '- | 2026-12-01 10:00 | once'],
  ['tue 10:00 UTC+2', 'time-zone: UTC+2', '- | 2026-12-01 10:00 | once'],
  ['31 feb 10:00', 'impossible-date: 31 feb', '- | - 10:00 | once'],
  ['30 february', 'impossible-date: 30 february', '- | - - | once'],
  ['31/4', 'impossible-date: 31/4', '- | - - | once'],
  ['13/13', 'impossible-date: 13/13', '- | - - | once'],
  ['0/12', 'impossible-date: 0/12', '- | - - | once'],
  ['2026-02-29', 'impossible-date: 2026-02-29', '- | - - | once'],
  ['2026-13-01', 'impossible-date: 2026-13-01', '- | - - | once'],
  ['on the 32nd', 'impossible-date: on the 32nd', '- | - - | once'],
  ['tue from 31 feb', 'impossible-date: from 31 feb', '- | 2026-12-01 - | once'],
  ['every tue until 31 feb', 'impossible-date: until 31 feb', '- | 2026-12-01 - | 1w 2 on and on'],
  ['every tue until december', 'ambiguous-date: until december', '- | 2026-12-01 - | 1w 2 on and on'],
  ['next week 10:00', 'ambiguous-date: next week', '- | - 10:00 | once'],
  ['2020-01-01 10:00', 'past-date: 2020-01-01', '- | - 10:00 | once'],
  ['29 nov 2026 10:00', 'past-date: 29 nov 2026', '- | - 10:00 | once'],
  ['today 9:00', 'past-date: today', '- | - 09:00 | once'],
  ['30 nov 9:30', 'past-date: 30 nov', '- | - 09:30 | once'],
  ['mon today 9:00', 'past-date: mon; past-date: today', '- | - 09:00 | once'],
  ['yesterday 10:00', 'past-date: yesterday', '- | - 10:00 | once'],
  ['this mon 9:00', 'past-date: this mon', '- | - 09:00 | once'],
  ['every tue from 2026-11-01', 'past-date: from 2026-11-01', '- | 2026-12-01 - | 1w 2 on and on'],
  ['every tue until 2026-11-01', 'past-date: until 2026-11-01', '- | 2026-12-01 - | 1w 2 on and on'],
  ['1 dec 2062 10:00', 'far-date: 1 dec 2062', '- | - 10:00 | once'],
  ['9999-12-31', 'far-date: 9999-12-31', '- | - - | once'],
  ['in 999999 weeks', 'far-date: in 999999 weeks', '- | - - | once'],
  ['every tue until 1/1/2099', 'far-date: until 1/1/2099', '- | 2026-12-01 - | 1w 2 on and on'],
  ['1 dec 3 dec 10:00', 'two-dates: 3 dec', '- | 2026-12-01 10:00 | once'],
  ['tomorrow next week 10:00', 'two-dates: next week', '- | 2026-12-01 10:00 | once'],
  ['wed 1 dec 10:00', 'weekday-and-date: wed', '- | 2026-12-01 10:00 | once'],
  ['1 dec wed 10:00 x6', 'weekday-and-date: wed', '- | 2026-12-01 10:00 | 1w 2 x6'],
  ['tue x0', 'impossible-count: x0', '- | 2026-12-01 - | once'],
  ['every tue x261', 'impossible-count: x261', '- | 2026-12-01 - | 1w 2 on and on'],
  [
    'daily 10:00 for 40 weeks',
    'impossible-count: for 40 weeks',
    '- | 2026-11-30 10:00 | 1w 1234567 on and on',
  ],
  ['tue for 0 weeks', 'impossible-count: for 0 weeks', '- | 2026-12-01 - | once'],
  ['every 0 weeks', 'impossible-rhythm: every 0 weeks', '- | - - | once'],
  ['every 53 weeks', 'impossible-rhythm: every 53 weeks', '- | - - | once'],
  ['every 0th tue', 'impossible-rhythm: every 0th tue', '- | - - | once'],
  ['every month', 'unknown-rhythm: every month', '- | - - | once'],
  ['monthly', 'unknown-rhythm: monthly', '- | - - | once'],
  ['every other day 10:00', 'unknown-rhythm: every other day', '- | - 10:00 | once'],
  ['3 times a week', 'unknown-rhythm: 3 times a week', '- | - - | once'],
  ['tue for 2 months', 'unknown-rhythm: for 2 months', '- | 2026-12-01 - | once'],
  ['first tue of the month', 'unknown-rhythm: first tue of the month', '- | - - | once'],
  ['every last friday of every month', 'unknown-rhythm: every last friday of every month', '- | - - | once'],
  ['weekly tue every other week', 'two-rhythms: every other week', '- | 2026-12-01 - | 1w 2 on and on'],
  ['tue x6 x8', 'two-ends: x8', '- | 2026-12-01 - | 1w 2 x6'],
  ['tue x6 for 3 weeks', 'two-ends: for 3 weeks', '- | 2026-12-01 - | 1w 2 x6'],
  ['tue x6 until 15 jan', 'count-and-until: until 15 jan', '- | 2026-12-01 - | 1w 2 x6'],
  ['tue until 15 jan x6', 'count-and-until: x6', '- | 2026-12-01 - | 1w 2 until 2027-01-15'],
  [
    'tue from 1 feb until 2027-01-15',
    'until-before-start: until 2027-01-15',
    '- | 2027-02-02 - | 1w 2 on and on',
  ],
  ['every tue once', 'once-and-repeated: once', '- | 2026-12-01 - | 1w 2 on and on'],
  ['mon-fri except weekdays', 'no-days-left: except weekdays', '- | 2026-12-01 - | 1w 12345 on and on'],
  ['"Spot the phish" "Two" tue', 'two-titles: "Two"', 'Spot the phish | 2026-12-01 - | once'],
  ['"Spot the phish" please tue', 'unknown-words: please', 'Spot the phish | 2026-12-01 - | once'],
  ['"Spot the phish" with Anna, tue', 'unknown-words: Anna', 'Spot the phish | 2026-12-01 - | once'],
  ['Spot the phish tue asap 10:00', 'unknown-words: asap', 'Spot the phish | 2026-12-01 10:00 | once'],
  ['tue x1.5', '', 'x1.5 | 2026-12-01 - | once'],
  ['"Spot the phish" tue x-6', 'unknown-words: x-6', 'Spot the phish | 2026-12-01 - | once'],
  ['"Spot the phish" tue 10:00ish', 'unknown-words: 10:00ish', 'Spot the phish | 2026-12-01 - | once'],
  ['12345 tue', 'unknown-words: 12345', '- | 2026-12-01 - | once'],
];

describe('what cannot be followed is left out, and said', () => {
  test.each(refused)('%s', (words, faults, plan) => {
    const read = readPlanWords(words, said);
    expect(shownFaults(read)).toBe(faults);
    expect(shownPlan(read.plan)).toBe(plan);
  });

  test('for every reason that there is', () => {
    const codes = new Set(refused.flatMap(([, faults]) => faults.match(/[a-z-]+(?=: )/g) ?? []));
    expect([...codes].toSorted()).toEqual(wordFaults.toSorted());
  });
});

describe('what was understood is told in the order of the words', () => {
  test('of the series of the sample', () => {
    expect(readPlanWords('“Spot the phish” every Tue, Thu  10:00 x6 from 2 Dec', said).understood).toEqual([
      { words: '“Spot the phish”', as: { kind: 'title', title: 'Spot the phish' } },
      { words: 'every Tue, Thu', as: { kind: 'days', days: [2, 4], everyWeeks: undefined } },
      { words: '10:00', as: { kind: 'time', time: '10:00' } },
      { words: 'x6', as: { kind: 'count', count: 6 } },
      { words: 'from 2 Dec', as: { kind: 'from', date: '2026-12-02' } },
    ]);
  });

  test.each([
    ['next mon 9am', ['date 2026-12-07', 'time 09:00']],
    ['tue 1 dec', ['date 2026-12-01', 'date 2026-12-01']],
    ['tomorrow x3', ['from 2026-12-01', 'count 3']],
    ['next week tue,thu', ['from 2026-12-07', 'days 2,4']],
    ['every other tue', ['days 2']],
    ['fortnightly fri', ['every-weeks 2', 'days 5']],
    ['daily except wed', ['days 1,2,3,4,5,6,7', 'not-days 3']],
    ['tue for 3 weeks', ['days 2', 'weeks-long 3']],
    ['tue until 15 jan until 15 jan', ['days 2', 'until 2027-01-15', 'until 2027-01-15']],
    ['tue until further notice', ['days 2', 'endless']],
    ['tue once', ['date 2026-12-01', 'once']],
    ['Sun safety tue', ['title Sun safety', 'date 2026-12-01']],
  ])('%s', (words, meanings) => {
    const shown = readPlanWords(words, said).understood.map(({ as }) =>
      Object.values(as)
        .slice(0, 2)
        .filter((value) => value !== undefined)
        .join(' '),
    );
    expect(shown).toEqual(meanings);
  });
});
