import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cadence, type EndingCadence, mostMeetings, type Slot } from '../../../src/series/cadence.ts';
import { meetings, nextMeetings } from '../../../src/series/meetings.ts';
import { daysOneByOne } from './calendar-oracle.ts';
import { continuous, skipDatesFrom, slotNearChange, weekly } from './generated.ts';
import { addDays, firstShown, isShown, shownAt, weekdayOf, weekOf } from './wall-clock-oracle.ts';

const tuesdaysAndThursdays: EndingCadence = { kind: 'weekly', everyWeeks: 1, days: [2, 4], count: 6 };
const inBerlin = (date: string, time = '10:00'): Slot => ({ date, time, zone: 'Europe/Berlin' });
const instants = (...texts: string[]): Date[] => texts.map((text) => new Date(text));

/** Some day around a change of the clocks, at a time that none of them leaves out. */
const noon = slotNearChange(40).map((slot) => ({ ...slot, time: '12:00' }));
const daysShown = (found: readonly Date[], { zone }: Slot): string[] =>
  found.map((instant) => shownAt(instant, zone).date);

describe('examples', () => {
  test('once is the slot itself', () => {
    expect(meetings(inBerlin('2026-12-01'), { kind: 'once' })).toEqual(instants('2026-12-01T09:00Z'));
  });

  test('the series of the sample: Tuesdays and Thursdays from Thursday 26 November', () => {
    expect(meetings(inBerlin('2026-11-26'), tuesdaysAndThursdays)).toEqual(
      instants(
        '2026-11-26T09:00Z',
        '2026-12-01T09:00Z',
        '2026-12-03T09:00Z',
        '2026-12-08T09:00Z',
        '2026-12-10T09:00Z',
        '2026-12-15T09:00Z',
      ),
    );
  });

  test('the first meeting is on the first day that the cadence allows', () => {
    expect(meetings(inBerlin('2026-11-27'), tuesdaysAndThursdays)[0]).toEqual(new Date('2026-12-01T09:00Z'));
  });

  test('every second week counts from the week of the first meeting, not from its day', () => {
    const cadence: EndingCadence = { kind: 'weekly', everyWeeks: 2, days: [4, 2], count: 4 };
    expect(meetings(inBerlin('2026-11-26'), cadence)).toEqual(
      instants('2026-11-26T09:00Z', '2026-12-08T09:00Z', '2026-12-10T09:00Z', '2026-12-22T09:00Z'),
    );
  });

  test('a week begins on Monday', () => {
    const cadence: EndingCadence = { kind: 'weekly', everyWeeks: 2, days: [7, 1], count: 3 };
    expect(meetings(inBerlin('2026-11-29'), cadence)).toEqual(
      instants('2026-11-29T09:00Z', '2026-12-07T09:00Z', '2026-12-13T09:00Z'),
    );
  });

  test('ten o’clock stays ten o’clock when the clocks change', () => {
    const cadence: EndingCadence = { kind: 'weekly', everyWeeks: 1, days: [5, 1], count: 2 };
    expect(meetings(inBerlin('2026-10-23'), cadence)).toEqual(
      instants('2026-10-23T08:00Z', '2026-10-26T09:00Z'),
    );
  });

  test('only the meeting that falls into the gap moves', () => {
    const cadence: EndingCadence = { kind: 'weekly', everyWeeks: 1, days: [7], count: 3 };
    expect(meetings(inBerlin('2027-03-21', '02:30'), cadence)).toEqual(
      instants('2027-03-21T01:30Z', '2027-03-28T01:00Z', '2027-04-04T00:30Z'),
    );
  });

  test('a day that a zone left out is not met twice', () => {
    const slot: Slot = { date: '2011-12-29', time: '00:00', zone: 'Pacific/Apia' };
    const cadence: EndingCadence = { kind: 'weekly', everyWeeks: 1, days: [4, 5, 6, 7], count: 3 };
    expect(meetings(slot, cadence)).toEqual(
      instants('2011-12-29T10:00Z', '2011-12-30T10:00Z', '2011-12-31T10:00Z'),
    );
  });

  test('a cadence without a weekday is a fault', () => {
    expect(() =>
      meetings(inBerlin('2026-12-01'), { kind: 'weekly', everyWeeks: 1, days: [], count: 1 }),
    ).toThrow(RangeError);
  });
});

describe('laws', () => {
  /** So long that a series of up to twelve meetings often runs over the change. */
  const slot = slotNearChange(40);

  test('a series meets exactly as often as asked, each time later than before, first on or after its date', () => {
    fc.assert(
      fc.property(slot, weekly, (at, cadence) => {
        const all = meetings(at, cadence);
        expect(all).toHaveLength(cadence.count);
        all.slice(1).forEach((instant, before) => {
          expect(instant.getTime()).toBeGreaterThan(all[before]!.getTime());
        });
        expect(all[0]!.getTime()).toBeGreaterThanOrEqual(firstShown(at.date, at.time, at.zone).getTime());
      }),
    );
  });

  test('every meeting is at the slot’s local time, or right after the gap that swallows it', () => {
    fc.assert(
      fc.property(slot, weekly, (at, cadence) => {
        for (const instant of meetings(at, cadence)) {
          const shown = shownAt(instant, at.zone);
          if (shown.time === at.time) continue;
          const [today, yesterday] = [shown.date, addDays(shown.date, -1)];
          expect(isShown(today, at.time, at.zone) && isShown(yesterday, at.time, at.zone)).toBe(false);
          const minuteBefore = shownAt(new Date(instant.getTime() - 60_000), at.zone);
          expect(`${minuteBefore.date} ${minuteBefore.time}` < `${today} ${at.time}`).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('weekdays and weeks are those of the cadence', () => {
    const byDay = slot.map((at) => ({ ...at, time: '12:00' }));
    fc.assert(
      fc.property(byDay, weekly, (at, cadence) => {
        const days = meetings(at, cadence).map((instant) => shownAt(instant, at.zone).date);
        for (const day of days) {
          expect(cadence.days).toContain(weekdayOf(day));
          expect((weekOf(day) - weekOf(days[0]!)) % cadence.everyWeeks).toBe(0);
        }
      }),
    );
  });

  test('they are the meetings that one finds by going through the calendar day by day', () => {
    fc.assert(
      fc.property(slot, weekly, (at, cadence) => {
        const expected = daysOneByOne(at.date, cadence, [], cadence);
        expect(meetings(at, cadence)).toEqual(expected.map((day) => firstShown(day, at.time, at.zone)));
      }),
      { numRuns: 300 },
    );
  });

  test('the next meetings are those still to come, in their order', () => {
    const offsetMs = fc.integer({ min: -1, max: 1 });
    fc.assert(
      fc.property(
        slot,
        weekly,
        fc.nat(),
        offsetMs,
        fc.integer({ min: 0, max: 14 }),
        (at, cadence, index, ms, many) => {
          const all = meetings(at, cadence);
          const passed = index % all.length;
          const after = new Date(all[passed]!.getTime() + ms);
          const expected = all.slice(ms < 0 ? passed : passed + 1).slice(0, many);
          expect(nextMeetings(at, cadence, after, many)).toEqual(expected);
        },
      ),
    );
  });
});

describe('series with a last day, or without one', () => {
  const untilFriday: EndingCadence = {
    kind: 'weekly-until',
    everyWeeks: 1,
    days: [2, 5],
    until: '2026-12-11',
  };
  const endless: Cadence = { kind: 'continuous', everyWeeks: 1, days: [2] };

  test('the last day counts', () => {
    expect(meetings(inBerlin('2026-12-01'), untilFriday)).toEqual(
      instants('2026-12-01T09:00Z', '2026-12-04T09:00Z', '2026-12-08T09:00Z', '2026-12-11T09:00Z'),
    );
  });

  test('a last day before the first leaves none', () => {
    expect(meetings(inBerlin('2026-12-12'), untilFriday)).toEqual([]);
  });

  test('a last day far away leaves as many as a series may have', () => {
    const all = meetings(inBerlin('2026-12-01'), { ...untilFriday, until: '9999-12-31' });
    expect(all).toHaveLength(mostMeetings);
  });

  test('a series without end has meetings after any day', () => {
    expect(nextMeetings(inBerlin('2026-12-01'), endless, new Date('2126-12-01T00:00Z'), 2)).toEqual(
      instants('2126-12-03T09:00Z', '2126-12-10T09:00Z'),
    );
  });

  test('of none asked for there are none', () => {
    expect(nextMeetings(inBerlin('2026-12-01'), endless, new Date('2026-12-01T00:00Z'), 0)).toEqual([]);
  });

  test('laws: both are on the days of the calendar', () => {
    const ahead = fc.integer({ min: -10, max: 200 });
    fc.assert(
      fc.property(noon, continuous, ahead, fc.integer({ min: 1, max: 6 }), (at, cadence, days, many) => {
        const day = addDays(at.date, days);
        const until = addDays(day, 7 * cadence.everyWeeks * (many + 1) + 14);
        const all = daysOneByOne(at.date, cadence, [], { until });
        expect(daysShown(meetings(at, { ...cadence, kind: 'weekly-until', until }), at)).toEqual(
          all.slice(0, mostMeetings),
        );
        const after = firstShown(day, at.time, at.zone);
        expect(daysShown(nextMeetings(at, cadence, after, many), at)).toEqual(
          all.filter((one) => one > day).slice(0, many),
        );
      }),
    );
  });
});

describe('skip dates', () => {
  const christmas = [{ from: '2026-12-24', to: '2027-01-02' }];
  const every = (everyWeeks: number, count: number): EndingCadence => ({
    kind: 'weekly',
    everyWeeks,
    days: [4],
    count,
  });

  test('a series goes on for longer and keeps its number', () => {
    expect(meetings(inBerlin('2026-12-17'), every(1, 3), christmas)).toEqual(
      instants('2026-12-17T09:00Z', '2027-01-07T09:00Z', '2027-01-14T09:00Z'),
    );
  });

  test('every second week stays the same second week', () => {
    expect(meetings(inBerlin('2026-12-10'), every(2, 3), christmas)).toEqual(
      instants('2026-12-10T09:00Z', '2027-01-07T09:00Z', '2027-01-21T09:00Z'),
    );
  });

  test('also if its first day is skipped', () => {
    expect(meetings(inBerlin('2026-12-31'), every(2, 1), christmas)).toEqual(instants('2027-01-14T09:00Z'));
  });

  test('a series with a last day has fewer', () => {
    const cadence: EndingCadence = { kind: 'weekly-until', everyWeeks: 1, days: [4], until: '2027-01-07' };
    expect(meetings(inBerlin('2026-12-17'), cadence, christmas)).toEqual(
      instants('2026-12-17T09:00Z', '2027-01-07T09:00Z'),
    );
  });

  test('a single session on a skipped day is none', () => {
    expect(meetings(inBerlin('2026-12-24'), { kind: 'once' }, christmas)).toEqual([]);
    expect(meetings(inBerlin('2026-12-23'), { kind: 'once' }, christmas)).toHaveLength(1);
  });

  test('a thousand years are passed in one step', () => {
    const long = [{ from: '2026-12-20', to: '3026-12-31' }];
    const [, second] = meetings(inBerlin('2026-12-17'), every(3, 2), long);
    expect(second).toEqual(new Date('3027-01-18T09:00Z'));
    const cadence: Cadence = { kind: 'continuous', everyWeeks: 3, days: [4] };
    expect(nextMeetings(inBerlin('2026-12-17'), cadence, new Date('2026-12-17T09:00Z'), 1, long)).toEqual([
      second,
    ]);
  });

  test('laws: what is left is on the days of the calendar', () => {
    const skipped = noon.chain((at) => fc.tuple(fc.constant(at), skipDatesFrom(at.date)));
    fc.assert(
      fc.property(skipped, weekly, fc.nat({ max: 100 }), ([at, skip], cadence, later) => {
        const { everyWeeks, days, count } = cadence;
        const all = daysOneByOne(at.date, cadence, skip, { count });
        const found = meetings(at, cadence, skip);
        expect(daysShown(found, at)).toEqual(all);
        const until = addDays(at.date, later);
        expect(daysShown(meetings(at, { kind: 'weekly-until', everyWeeks, days, until }, skip), at)).toEqual(
          daysOneByOne(at.date, cadence, skip, { until }),
        );
        const after = found[later % count]!;
        const rest = found.filter((instant) => instant > after);
        expect(nextMeetings(at, cadence, after, count, skip)).toEqual(rest);
        const endless: Cadence = { kind: 'continuous', everyWeeks, days };
        expect(nextMeetings(at, endless, after, rest.length, skip)).toEqual(rest);
      }),
    );
  });
});
