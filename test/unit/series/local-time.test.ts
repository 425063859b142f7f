import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { atLocal, isZone, localParts, nextWorkingDay, zoneCity } from '../../../src/series/local-time.ts';
import { slotNearChange } from './generated.ts';
import { firstShown, shownAt, weekdayOf } from './wall-clock-oracle.ts';

describe('atLocal', () => {
  test.each([
    ['an ordinary winter day', '2026-12-01', '10:00', 'Europe/Berlin', '2026-12-01T09:00Z'],
    ['an ordinary summer day', '2026-07-01', '10:00', 'Europe/Berlin', '2026-07-01T08:00Z'],
    ['the gap in Berlin ends at 03:00', '2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T01:00Z'],
    ['the first minute of the gap', '2027-03-28', '02:00', 'Europe/Berlin', '2027-03-28T01:00Z'],
    ['the minute before the gap', '2027-03-28', '01:59', 'Europe/Berlin', '2027-03-28T00:59Z'],
    ['the hour that Berlin has twice', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    [
      'the end of the hour that Berlin has twice',
      '2026-10-25',
      '03:00',
      'Europe/Berlin',
      '2026-10-25T02:00Z',
    ],
    ['the gap in New York', '2027-03-14', '02:30', 'America/New_York', '2027-03-14T07:00Z'],
    ['the hour that New York has twice', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['half an hour twice', '2027-04-04', '01:45', 'Australia/Lord_Howe', '2027-04-03T14:45Z'],
    ['a day without midnight', '2018-11-04', '00:00', 'America/Sao_Paulo', '2018-11-04T03:00Z'],
    ['a gap that ends at midnight', '2027-03-27', '23:30', 'America/Nuuk', '2027-03-28T01:00Z'],
    ['a day that a zone left out', '2011-12-30', '10:00', 'Pacific/Apia', '2011-12-30T10:00Z'],
    ['an offset of three quarters of an hour', '2026-12-01', '10:00', 'Asia/Kathmandu', '2026-12-01T04:15Z'],
  ])('%s', (_what, date, time, zone, expected) => {
    expect(atLocal(date, time, zone)).toEqual(new Date(expected));
  });

  test('is the first minute at which a clock on the wall shows the time, or has jumped past it', () => {
    fc.assert(
      fc.property(slotNearChange(2), ({ date, time, zone }) => {
        expect(atLocal(date, time, zone)).toEqual(firstShown(date, time, zone));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['2026-02-30', '10:00', 'Europe/Berlin'],
    ['2026-12-01', '25:00', 'Europe/Berlin'],
    ['2026-12-01', '10:00', 'Europe/Atlantis'],
  ])('refuses %s %s %s', (date, time, zone) => {
    expect(() => atLocal(date, time, zone)).toThrow(RangeError);
  });
});

describe('localParts', () => {
  test('says what calendar and clock show, seconds cut off', () => {
    expect(localParts(new Date('2026-12-01T23:59:59.999Z'), 'Europe/Berlin')).toEqual({
      date: '2026-12-02',
      time: '00:59',
      weekday: 3,
    });
  });

  test('agrees with a clock on the wall', () => {
    const instant = fc.date({
      min: new Date('2018-01-01'),
      max: new Date('2028-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, slotNearChange(0), (at, { zone }) => {
        const shown = shownAt(at, zone);
        expect(localParts(at, zone)).toEqual({ ...shown, weekday: weekdayOf(shown.date) });
      }),
    );
  });
});

describe('nextWorkingDay', () => {
  test.each([
    ['Monday', '2026-11-30T10:00Z', '2026-12-01'],
    ['Thursday', '2026-12-03T10:00Z', '2026-12-04'],
    ['Friday', '2026-12-04T10:00Z', '2026-12-07'],
    ['Saturday', '2026-12-05T10:00Z', '2026-12-07'],
    ['Sunday', '2026-12-06T10:00Z', '2026-12-07'],
    ['Sunday in UTC, Monday in Berlin', '2026-12-06T23:30Z', '2026-12-08'],
  ])('after a %s', (_day, now, expected) => {
    expect(nextWorkingDay(new Date(now), 'Europe/Berlin')).toBe(expected);
  });
});

describe('zones', () => {
  test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu', 'UTC'])(
    '%s is one',
    (zone) => {
      expect(isZone(zone)).toBe(true);
    },
  );

  test.each(['', 'Berlin', 'Europe/Atlantis', 'europe/berlin', '+02:00', '2026-12-01T10:00[Europe/Berlin]'])(
    '"%s" is none',
    (text) => {
      expect(isZone(text)).toBe(false);
    },
  );

  test.each([
    ['Europe/Berlin', 'Berlin'],
    ['America/New_York', 'New York'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['UTC', 'UTC'],
  ])('%s is called %s', (zone, city) => {
    expect(zoneCity(zone)).toBe(city);
  });
});
