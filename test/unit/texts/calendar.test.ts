import { describe, expect, test } from '@jest/globals';
import {
  capitalised,
  clock,
  counted,
  day,
  dayAfter,
  inWords,
  listed,
  longWeekday,
  weekday,
} from '../../../src/texts/calendar.ts';

const tuesday = new Date('2026-12-01T23:30:00Z');

describe('A day', () => {
  test('is that of the zone', () => {
    expect(day(tuesday, 'UTC')).toBe('Tue 1 Dec');
    expect(day(tuesday, 'Europe/Berlin')).toBe('Wed 2 Dec');
    expect(clock(tuesday, 'Europe/Berlin')).toBe('00:30');
  });

  test('needs its month only where that is another than before', () => {
    const following = (before: string | undefined) =>
      dayAfter(tuesday, before === undefined ? undefined : new Date(before), 'UTC');
    expect(following(undefined)).toBe('Tue 1 Dec');
    expect(following('2026-12-03T10:00:00Z')).toBe('Tue 1');
    expect(following('2026-11-30T10:00:00Z')).toBe('Tue 1 Dec');
    expect(following('2025-12-30T10:00:00Z')).toBe('Tue 1 Dec');
  });

  test('of the week has a short and a long name, the first being Monday', () => {
    expect([1, 7].map(weekday)).toEqual(['Mon', 'Sun']);
    expect([1, 7].map(longWeekday)).toEqual(['Monday', 'Sunday']);
    expect([weekday(8), longWeekday(0)]).toEqual(['', '']);
  });
});

test('Small numbers are words', () => {
  expect([0, 1, 12, 13].map(inWords)).toEqual(['no', 'one', 'twelve', '13']);
});

test('Things are listed with "and" before the last one', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

test('Things are counted in their number', () => {
  expect([0, 1, 2].map((count) => counted(count, 'line', 'lines'))).toEqual(['0 lines', '1 line', '2 lines']);
});

test('A sentence begins with a capital letter', () => {
  expect([capitalised('when'), capitalised('')]).toEqual(['When', '']);
});
