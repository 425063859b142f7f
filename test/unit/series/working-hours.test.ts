import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outsideWorkingHours, type WorkingHours } from '../../../src/series/working-hours.ts';
import { slotNearChange } from './generated.ts';
import { addDays, firstShown, shownAt, weekdayOf } from './wall-clock-oracle.ts';

const office: WorkingHours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
const nights: WorkingHours = { from: '22:00', to: '06:00', days: [5] };
const always: WorkingHours = { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7] };
const zone = 'Europe/Berlin';

describe('in the office', () => {
  test.each([
    ['at ten', '2026-12-01', '10:00', false],
    ['as it opens', '2026-12-01', '08:00', false],
    ['a minute before', '2026-12-01', '07:59', true],
    ['until it closes', '2026-12-01', '17:45', false],
    ['a minute longer', '2026-12-01', '17:46', true],
    ['in the evening', '2026-12-01', '20:00', true],
    ['on Friday', '2026-12-04', '17:45', false],
    ['on Saturday', '2026-12-05', '10:00', true],
    ['on Sunday', '2026-12-06', '10:00', true],
  ])('%s', (_, date, time, isOutside) => {
    expect(outsideWorkingHours(firstShown(date, time, zone), 15, zone, office)).toBe(isOutside);
  });

  test('a day is that of the zone', () => {
    const instant = new Date('2026-12-06T23:00Z');
    expect(outsideWorkingHours(instant, 15, 'Pacific/Auckland', office)).toBe(false);
    expect(outsideWorkingHours(instant, 15, 'Europe/London', office)).toBe(true);
  });
});

describe('in shifts', () => {
  test.each([
    ['on Friday night', '2026-12-04', '23:50', nights, false],
    ['on the morning after it', '2026-12-05', '05:45', nights, false],
    ['over the end of the shift', '2026-12-05', '05:50', nights, true],
    ['on the morning of Friday', '2026-12-04', '05:00', nights, true],
    ['over midnight, where people work day and night', '2026-12-05', '23:50', always, false],
    ['where nobody works', '2026-12-01', '10:00', { ...office, days: [] }, true],
  ])('%s', (_, date, time, hours, isOutside) => {
    expect(outsideWorkingHours(firstShown(date, time, zone), 15, zone, hours)).toBe(isOutside);
  });
});

test('a session is outside if the clock on the wall says so in any of its minutes', () => {
  const time = fc.constantFrom('00:00', '02:30', '06:00', '08:00', '12:15', '18:00', '22:00');
  const days = fc.subarray([1, 2, 3, 4, 5, 6, 7] as const);
  const hours = fc.record({ from: time, to: time, days });
  const isWorking = (instant: Date, at: string, { from, to, days }: WorkingHours): boolean => {
    const { date } = shownAt(instant, at);
    return [date, addDays(date, -1)].some(
      (day) =>
        days.some((one) => one === weekdayOf(day)) &&
        firstShown(day, from, at) <= instant &&
        instant < firstShown(to > from ? day : addDays(day, 1), to, at),
    );
  };
  fc.assert(
    fc.property(slotNearChange(1), fc.integer({ min: 1, max: 40 }), hours, (slot, minutes, worked) => {
      const starts = firstShown(slot.date, slot.time, slot.zone);
      const all = Array.from({ length: minutes }, (_, index) => new Date(starts.getTime() + index * 60_000));
      expect(outsideWorkingHours(starts, minutes, slot.zone, worked)).toBe(
        !all.every((instant) => isWorking(instant, slot.zone, worked)),
      );
    }),
  );
});
