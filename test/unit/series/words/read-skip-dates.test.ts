import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { skipDatesSchema } from '../../../../src/series/skip-dates.ts';
import { readSkipDates, skipFaults } from '../../../../src/series/words/read-skip-dates.ts';
import { writeSkipDates } from '../../../../src/series/words/write-skip-dates.ts';
import { addDays } from '../wall-clock-oracle.ts';

/** Monday, 30 November 2026 */
const said = { now: new Date('2026-11-30T08:30Z'), zone: 'Europe/Berlin', dayFirst: true };

/** As it is stored, ranges with two dots. */
const stored = (text: string, by = said): string =>
  writeSkipDates(readSkipDates(text, by).skipDates).replaceAll('\n', ' ');

describe('skip dates as people type them', () => {
  test.each([
    ['', ''],
    ['1 may', '2027-05-01'],
    ['1 May 2028', '2028-05-01'],
    ['May 1st', '2027-05-01'],
    ['1/5', '2027-05-01'],
    ['1.5.', '2027-05-01'],
    ['1.5', '2027-05-01'],
    ['1.5.27', '2027-05-01'],
    ['2027-05-01', '2027-05-01'],
    ['Sat 1 May', '2027-05-01'],
    ['on 1 May.', '2027-05-01'],
    ['30 nov', '2026-11-30'],
    ['29 nov', '2027-11-29'],
    ['29 nov 2026', '2026-11-29'],
    ['29 feb', '2028-02-29'],
    ['24 dec - 2 jan', '2026-12-24..2027-01-02'],
    ['24 dec – 2 jan', '2026-12-24..2027-01-02'],
    ['24 dec-2 jan', '2026-12-24..2027-01-02'],
    ['24 Dec to 2 Jan', '2026-12-24..2027-01-02'],
    ['from 24 dec until 2 jan', '2026-12-24..2027-01-02'],
    ['Thu 24 Dec - Sat 2 Jan', '2026-12-24..2027-01-02'],
    ['24 dec 2026 - 2 jan', '2026-12-24..2027-01-02'],
    ['24 dec - 2 jan 2027', '2026-12-24..2027-01-02'],
    ['24/12-2/1', '2026-12-24..2027-01-02'],
    ['24.12.-2.1.', '2026-12-24..2027-01-02'],
    ['24.12–2.1', '2026-12-24..2027-01-02'],
    ['24.12.2026 - 2.1.2027', '2026-12-24..2027-01-02'],
    ['2026-12-24..2027-01-02', '2026-12-24..2027-01-02'],
    ['2026-12-24 ... 2027-01-02', '2026-12-24..2027-01-02'],
    ['2026-12-24 - 2027-01-02', '2026-12-24..2027-01-02'],
    ['24-26 dec', '2026-12-24..2026-12-26'],
    ['24th to 26th of december', '2026-12-24..2026-12-26'],
    ['24.-26.12.', '2026-12-24..2026-12-26'],
    ['24-26 dec 2027', '2027-12-24..2027-12-26'],
    ['dec 24-26', '2026-12-24..2026-12-26'],
    ['1 may - 1 may', '2027-05-01'],
    ['1 jul - 30 jun', '2026-07-01..2027-06-30'],
    ['24 dec - 2 jan, 1 may', '2026-12-24..2027-01-02 2027-05-01'],
    ['1 may\n24 dec - 2 jan\n', '2026-12-24..2027-01-02 2027-05-01'],
    ['1 may; 3 oct; 1 may', '2027-05-01 2027-10-03'],
    ['Dec 24, 2026 - Jan 2, 2027, May 1', '2026-12-24..2027-01-02 2027-05-01'],
    ['2026-12-24, 2027-01-02', '2026-12-24 2027-01-02'],
  ])('%j is %s', (text, expected) => {
    expect(readSkipDates(text, said).notUnderstood).toEqual([]);
    expect(stored(text)).toBe(expected);
  });

  test('a range that has begun is not that of the next year', () => {
    const inIt = { ...said, now: new Date('2026-12-27T08:30Z') };
    expect(stored('24 dec - 2 jan', inIt)).toBe('2026-12-24..2027-01-02');
    expect(stored('24-26 dec', inIt)).toBe('2027-12-24..2027-12-26');
  });

  test('the month comes first where people write it first', () => {
    expect(stored('12/24 - 1/2', { ...said, dayFirst: false })).toBe('2026-12-24..2027-01-02');
  });
});

const refused: [text: string, code: string][] = [
  ['Christmas', 'unknown-words'],
  ['1 may please', 'unknown-words'],
  ['24 dec -', 'unknown-words'],
  ['24 dec - 2', 'unknown-words'],
  ['tomorrow', 'unknown-words'],
  ['31 feb', 'impossible-date'],
  ['24 dec - 31 feb', 'impossible-date'],
  ['24-32 dec', 'impossible-date'],
  ['2026-02-30', 'impossible-date'],
  ['2027-01-02..2026-12-24', 'ends-before-start'],
  ['26-24 dec 2026', 'ends-before-start'],
  ['2026-01-01..2027-01-02', 'too-long'],
];

describe('what is not understood is said', () => {
  test.each(refused)('%s: %s', (words, code) => {
    expect(readSkipDates(`1 may\n${words}`, said)).toEqual({
      skipDates: [{ from: '2027-05-01', to: '2027-05-01' }],
      notUnderstood: [{ words, code }],
    });
  });

  test('for every reason that there is', () => {
    expect([...new Set(refused.map(([, code]) => code))].toSorted()).toEqual(skipFaults.toSorted());
  });
});

describe('laws', () => {
  const range = fc
    .tuple(fc.nat({ max: 3_000 }), fc.oneof(fc.constant(0), fc.nat({ max: 365 })))
    .map(([begins, days]) => {
      const from = addDays('2024-01-01', begins);
      return { from, to: addDays(from, days) };
    });

  test('skip dates that are written read the same again', () => {
    const key = ({ from, to }: { from: string; to: string }) => (from === to ? from : `${from}..${to}`);
    fc.assert(
      fc.property(fc.uniqueArray(range, { selector: key }), (ranges) => {
        const sorted = ranges.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
        expect(readSkipDates(writeSkipDates(ranges), said)).toEqual({ skipDates: sorted, notUnderstood: [] });
      }),
    );
  });

  test('whatever is typed, what is understood can be stored', () => {
    const fragments = [
      '24',
      'dec',
      '1/5',
      '1.5.',
      '2026-12-24',
      '-',
      '..',
      'to',
      ',',
      '\n',
      '31 feb',
      '2027',
      'x',
    ];
    const typed = fc.oneof(
      fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        skipDatesSchema.parse(readSkipDates(text, said).skipDates);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['1 may,', '24 dec - ', ',', '-', '9', '1.', 'dec ', ' ', '..', '1-'])(
    'five thousand characters of %j take no time',
    (piece) => {
      const before = performance.now();
      readSkipDates(piece.repeat(5_000).slice(0, 5_000), said);
      expect(performance.now() - before).toBeLessThan(1_000);
    },
  );
});
