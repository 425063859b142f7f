import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Booking, nextFree, overlapping } from '../../../src/series/overlap.ts';

const minuteMs = 60_000;
const at = (time: string): Date => new Date(`2026-12-01T${time}Z`);
const booked = (time: string, minutes = 15): Booking => ({ startsAt: at(time), minutes });

describe('overlapping', () => {
  test.each([
    ['ends as the other begins', '09:45', false],
    ['ends a minute too late', '09:46', true],
    ['starts together', '10:00', true],
    ['starts inside', '10:14', true],
    ['starts as the other ends', '10:15', false],
  ])('a session that %s', (_what, start, collides) => {
    const other = booked('10:00');
    expect(overlapping(at(start), 15, [other])).toBe(collides ? other : undefined);
  });

  test('names the earliest of several, whole', () => {
    const early = { ...booked('10:00'), title: 'Spot the phish' };
    const late = { ...booked('10:15'), title: 'What happened here?' };
    expect(overlapping(at('10:10'), 15, [late, early])).toBe(early);
  });
});

describe('nextFree', () => {
  test.each([
    ['10:00', [], '10:00'],
    ['10:01', [], '10:05'],
    ['10:00', [booked('10:00')], '10:15'],
    ['10:00', [booked('10:10')], '10:25'],
    ['10:00', [booked('10:15'), booked('09:50')], '10:30'],
    ['10:00', [booked('10:00', 16)], '10:20'],
    ['10:00', [booked('10:00'), booked('10:30')], '10:15'],
    ['10:00', [booked('10:00'), booked('10:29')], '10:45'],
  ])('from %s, taken %j: %s', (start, others, expected) => {
    expect(nextFree(at(start), 15, others)).toEqual(at(expected));
  });

  test('is free, on five minutes, and no earlier start is', () => {
    const minute = fc.integer({ min: 0, max: 180 });
    const start = minute.map((minutes) => new Date(at('10:00').getTime() + minutes * minuteMs));
    const other = fc.record({ startsAt: start, minutes: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 30 }),
        fc.array(other, { maxLength: 8 }),
        (from, minutes, others) => {
          const free = nextFree(from, minutes, others);
          expect(overlapping(free, minutes, others)).toBeUndefined();
          expect(free.getUTCMinutes() % 5).toBe(0);
          for (let ms = from.getTime(); ms < free.getTime(); ms += minuteMs) {
            if ((ms / minuteMs) % 5 === 0) expect(overlapping(new Date(ms), minutes, others)).toBeDefined();
          }
        },
      ),
    );
  });
});
