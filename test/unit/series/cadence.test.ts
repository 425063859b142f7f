import { describe, expect, test } from '@jest/globals';
import { cadenceSchema, slotSchema } from '../../../src/series/cadence.ts';

const weekly = { kind: 'weekly', everyWeeks: 1, days: [2, 4], count: 6 };
const slot = { date: '2026-12-01', time: '10:00', zone: 'Europe/Berlin' };

/** The field that a schema complains about. */
const fieldsAtFault = (result: { error?: { issues: { path: PropertyKey[] }[] } }): PropertyKey[] =>
  result.error?.issues.map(({ path }) => path[0]!) ?? [];

describe('a cadence', () => {
  test.each([
    { kind: 'once' },
    weekly,
    { ...weekly, everyWeeks: 2, days: [7, 1] },
    { kind: 'weekly-until', everyWeeks: 1, days: [2], until: '2027-01-15' },
    { kind: 'continuous', everyWeeks: 1, days: [2] },
  ])('may be %j', (cadence) => {
    expect(cadenceSchema.parse(cadence)).toEqual(cadence);
  });

  test.each([
    ['kind', { ...weekly, kind: 'monthly' }],
    ['everyWeeks', { ...weekly, everyWeeks: 0 }],
    ['days', { ...weekly, days: [] }],
    ['days', { ...weekly, days: [2, 2] }],
    ['days', { ...weekly, days: [0] }],
    ['count', { ...weekly, count: 0 }],
    ['count', { ...weekly, count: 1.5 }],
    ['count', { ...weekly, count: 100_000 }],
    ['count', { ...weekly, count: undefined }],
    ['until', { kind: 'weekly-until', everyWeeks: 1, days: [2], until: '2027-02-29' }],
    ['days', { kind: 'continuous', everyWeeks: 1, days: [] }],
  ])('is refused for its %s: %j', (field, cadence) => {
    expect(fieldsAtFault(cadenceSchema.safeParse(cadence))).toEqual([field]);
  });
});

describe('a slot', () => {
  test('is a day, a time and a zone', () => {
    expect(slotSchema.parse(slot)).toEqual(slot);
  });

  test.each([
    ['date', { ...slot, date: '2026-02-29' }],
    ['date', { ...slot, date: '1.12.2026' }],
    ['time', { ...slot, time: '24:00' }],
    ['time', { ...slot, time: '9:00' }],
    ['time', { ...slot, time: '10:00:00' }],
    ['zone', { ...slot, zone: 'Berlin' }],
  ])('is refused for its %s: %j', (field, broken) => {
    expect(fieldsAtFault(slotSchema.safeParse(broken))).toEqual([field]);
  });
});
