import fc from 'fast-check';
import type { Cadence, Slot } from '../../../src/series/cadence.ts';
import type { SkipDates } from '../../../src/series/skip-dates.ts';
import { addDays } from './wall-clock-oracle.ts';

/** Zones with their days on which the clocks change, and one without. */
const changes: Record<string, string[]> = {
  'Europe/Berlin': ['2026-10-25', '2027-03-28'],
  'America/New_York': ['2026-11-01', '2027-03-14'],
  'Australia/Lord_Howe': ['2026-10-04', '2027-04-04'],
  'Africa/Casablanca': ['2026-02-15', '2026-03-22'],
  'America/Sao_Paulo': ['2018-02-18', '2018-11-04'],
  'America/Nuuk': ['2026-10-24', '2027-03-27'],
  'Africa/Cairo': ['2026-10-29', '2027-04-30'],
  'Asia/Kathmandu': ['2026-12-01'],
};

const two = (number: number): string => String(number).padStart(2, '0');

/** Any time of day, often one of the small hours in which clocks change. */
const time = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
    fc.integer({ min: 0, max: 59 }),
  )
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

/** A slot at most so many days before, or two after, a change of the clocks in its zone. */
export const slotNearChange = (daysBefore: number): fc.Arbitrary<Slot> =>
  fc.constantFrom(...Object.keys(changes)).chain((zone) =>
    fc.record({
      date: fc
        .tuple(fc.constantFrom(...changes[zone]!), fc.integer({ min: -daysBefore, max: 2 }))
        .map(([change, offset]) => addDays(change, offset)),
      time,
      zone: fc.constant(zone),
    }),
  );

const rhythm = {
  everyWeeks: fc.integer({ min: 1, max: 4 }),
  days: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7] as const, { minLength: 1 }).map((days) => [...days]),
};

export const weekly: fc.Arbitrary<Extract<Cadence, { kind: 'weekly' }>> = fc.record({
  kind: fc.constant('weekly' as const),
  ...rhythm,
  count: fc.integer({ min: 1, max: 12 }),
});

export const continuous: fc.Arbitrary<Extract<Cadence, { kind: 'continuous' }>> = fc.record({
  kind: fc.constant('continuous' as const),
  ...rhythm,
});

/** Skip dates on and around the days of a series from `date` on: single days, weeks, months; they may overlap. */
export const skipDatesFrom = (date: string): fc.Arbitrary<SkipDates> =>
  fc.array(
    fc
      .tuple(
        fc.integer({ min: -20, max: 120 }),
        fc.oneof(fc.constant(0), fc.nat({ max: 14 }), fc.nat({ max: 90 })),
      )
      .map(([offset, days]) => ({ from: addDays(date, offset), to: addDays(date, offset + days) })),
    { maxLength: 6 },
  );
