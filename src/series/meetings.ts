import { Temporal } from 'temporal-polyfill';
import {
  type Cadence,
  type EndingCadence,
  mostMeetings,
  type RepeatingCadence,
  type Slot,
} from './cadence.ts';
import { atLocal, localParts, type Weekday } from './local-time.ts';
import { mondayOf } from './monday-of.ts';
import { isSkipped, type SkipDates, skippedUntil } from './skip-dates.ts';

const isAllowed = (day: Temporal.PlainDate, { days }: RepeatingCadence): boolean =>
  days.includes(day.dayOfWeek as Weekday);

const firstAllowed = (from: Temporal.PlainDate, cadence: RepeatingCadence): Temporal.PlainDate => {
  for (let offset = 0; offset < 7; offset += 1) {
    const day = from.add({ days: offset });
    if (isAllowed(day, cadence)) return day;
  }
  throw new RangeError('A cadence that repeats needs a weekday.');
};

/** The Monday of the first week of a rhythm that is not over before `day`. */
const weekFrom = (
  firstMonday: Temporal.PlainDate,
  everyWeeks: number,
  day: Temporal.PlainDate,
): Temporal.PlainDate => {
  const weeks = firstMonday.until(mondayOf(day), { largestUnit: 'days' }).days / 7;
  return firstMonday.add({ weeks: Math.max(0, Math.ceil(weeks / everyWeeks)) * everyWeeks });
};

/** The days of a cadence in their order, without end; `notBefore` only spares the way there. */
function* meetingDays(
  slot: Slot,
  cadence: RepeatingCadence,
  skip: SkipDates,
  notBefore = slot.date,
): Generator<Temporal.PlainDate, never> {
  const first = firstAllowed(Temporal.PlainDate.from(slot.date), cadence);
  const { everyWeeks } = cadence;
  let monday = weekFrom(mondayOf(first), everyWeeks, Temporal.PlainDate.from(notBefore));
  while (true) {
    for (let offset = 0; offset < 7; offset += 1) {
      const day = monday.add({ days: offset });
      const counts = isAllowed(day, cadence) && Temporal.PlainDate.compare(day, first) >= 0;
      if (counts && !isSkipped(skip, day.toString())) yield day;
    }
    const next = monday.add({ weeks: everyWeeks });
    // Skip dates may be many years; they are passed in one step.
    const skipped = skippedUntil(skip, next.toString());
    monday = skipped === undefined ? next : weekFrom(next, everyWeeks, Temporal.PlainDate.from(skipped));
  }
}

function* instantsOf(
  slot: Slot,
  cadence: RepeatingCadence,
  skip: SkipDates,
  notBefore?: string,
): Generator<Date> {
  let last: Date | undefined;
  for (const day of meetingDays(slot, cadence, skip, notBefore)) {
    if (cadence.kind === 'weekly-until' && day.toString() > cadence.until) return;
    const instant = atLocal(day.toString(), slot.time, slot.zone);
    // A day that a zone leaves out altogether (Samoa, 30 December 2011) falls on the start of the next.
    if (last === undefined || instant > last) yield instant;
    last = instant;
  }
}

/** The first of them, or the first that come after an instant; looks at no more than it needs. */
const first = (howMany: number, instants: Iterable<Date>, after?: Date): Date[] => {
  const found: Date[] = [];
  if (howMany <= 0) return found;
  for (const instant of instants) {
    if (after === undefined || instant > after) found.push(instant);
    if (found.length >= howMany) break;
  }
  return found;
};

/**
 * The instants at which a series meets, strictly increasing. The first meeting is on the first day on or after
 * `slot.date` that the cadence allows; for `once` it is the slot itself. All keep the slot's local time over
 * daylight-saving changes, as `atLocal` has it.
 *
 * A meeting on a skipped day is left out: a series with a `count` goes on for longer, one with an `until` has
 * fewer. The rhythm of "every second week" does not shift with it. `until` yields at most as many meetings as a
 * `count` may be.
 * @throws RangeError where slot or cadence would not pass their schemas
 */
export const meetings = (slot: Slot, cadence: EndingCadence, skip: SkipDates = []): Date[] => {
  if (cadence.kind === 'once') {
    return isSkipped(skip, slot.date) ? [] : [atLocal(slot.date, slot.time, slot.zone)];
  }
  const howMany = cadence.kind === 'weekly' ? cadence.count : mostMeetings;
  return first(howMany, instantsOf(slot, cadence, skip));
};

/** An instant's meeting is planned for the same local day, or for one that a gap has moved to it. */
const mostDaysMoved = 2;

/**
 * Those of a series' meetings that come after an instant, at most `howMany`; of a cadence without end always as
 * many as that. Same rules and errors as `meetings`.
 */
export const nextMeetings = (
  slot: Slot,
  cadence: Cadence,
  after: Date,
  howMany: number,
  skip: SkipDates = [],
): Date[] => {
  const instants =
    cadence.kind === 'continuous'
      ? instantsOf(slot, cadence, skip, dayAround(after, slot.zone))
      : meetings(slot, cadence, skip);
  return first(howMany, instants, after);
};

const dayAround = (instant: Date, zone: string): string =>
  Temporal.PlainDate.from(localParts(instant, zone).date).subtract({ days: mostDaysMoved }).toString();
