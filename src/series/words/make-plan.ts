import type { Temporal } from 'temporal-polyfill';
import { type Cadence, mostMeetings } from '../cadence.ts';
import type { Weekday } from '../local-time.ts';
import { type Calendar, calendarOf, dayMeant } from './calendar.ts';
import { firstDay, namedStart, withoutContradiction } from './first-day.ts';
import type { Part } from './part.ts';
import type { Meaning, Said, SaidPlan, WordFault } from './plan-words.ts';
import { isBefore } from './resolve-date.ts';
import {
  firstOf,
  type PartPiece,
  type Saying,
  sayings,
  startWeighing,
  type Weighing,
} from './weigh-parts.ts';

type End = { count: number } | { until: string } | undefined;
type EndSaying = Saying<'count' | 'weeks-long' | 'until' | 'endless'>;

/** What the parts come to together. */
export type MadePlan = Omit<SaidPlan, 'title'> & {
  understood: { piece: PartPiece; as: Meaning }[];
  faults: { piece: PartPiece; code: WordFault }[];
};

/** Weighs what each part says against the others, and against what is past. */
export const makePlan = (parts: readonly PartPiece[], { now, zone }: Said): MadePlan => {
  const weighing = startWeighing(parts);
  const calendar = calendarOf(now, zone);
  const time = firstOf(
    weighing,
    sayings(weighing, 'time'),
    ({ part }) => part.time,
    () => 'two-times',
  )?.part.time;
  const everyWeeks = weeksApart(weighing);
  const start = namedStart(weighing, calendar);
  const daysSaid = withoutContradiction(weighing, start, sayings(weighing, 'days'));
  const days = daysOf(weighing, daysSaid);
  const end = chosenEnd(weighing);
  const repeats =
    everyWeeks !== undefined ||
    days.length > 1 ||
    daysSaid.some(({ part }) => part.repeats) ||
    (days.length > 0 && start?.says.part.kind === 'from') ||
    (end !== undefined && !(end.part.kind === 'count' && end.part.count === 1));
  if (repeats)
    for (const { piece } of sayings(weighing, 'once')) weighing.faults.set(piece, 'once-and-repeated');

  const first = firstDay(weighing, calendar, start, { days, repeats, time });
  const on = first ? onDays(days, first) : [];
  const rhythm = { everyWeeks: everyWeeks ?? 1, days: on };
  const cadence = repeats
    ? cadenceOf(rhythm, end && settledEnd(weighing, end.part.kind, endOf(end, calendar, rhythm, first)))
    : { kind: 'once' as const };
  return { date: first?.toString(), time, cadence, ...outcome(weighing, repeats, first) };
};

/** A series without a weekday meets on that of its first day. */
const onDays = (days: Weekday[], first: Temporal.PlainDate): Weekday[] =>
  days.length > 0 ? days : [first.dayOfWeek as Weekday];

const weeksApart = (weighing: Weighing): number | undefined =>
  firstOf(
    weighing,
    sayings(weighing, 'every-weeks', 'days').filter(({ part }) => part.everyWeeks !== undefined),
    ({ part }) => part.everyWeeks,
    () => 'two-rhythms',
  )?.part.everyWeeks;

/** All days that are said but those that are excepted, ascending. */
const daysOf = (weighing: Weighing, said: readonly Saying<'days'>[]): Weekday[] => {
  let days = [...new Set(said.flatMap(({ part }) => part.days))].toSorted();
  for (const { piece, part } of sayings(weighing, 'not-days')) {
    const left = days.filter((day) => !part.days.includes(day));
    if (left.length === 0) weighing.faults.set(piece, 'no-days-left');
    else days = left;
  }
  return days;
};

const chosenEnd = (weighing: Weighing): EndSaying | undefined =>
  firstOf(
    weighing,
    sayings(weighing, 'count', 'weeks-long', 'until', 'endless'),
    ({ part }) => JSON.stringify(part),
    (one, other) => {
      const kinds = [one.part.kind, other.part.kind];
      return kinds.includes('count') && kinds.includes('until') ? 'count-and-until' : 'two-ends';
    },
  );

/** When it ends, or why the words for it cannot be followed. */
const endOf = (
  { part }: EndSaying,
  calendar: Calendar,
  { everyWeeks, days }: { everyWeeks: number; days: readonly Weekday[] },
  first: Temporal.PlainDate | undefined,
): End | { code: WordFault } => {
  switch (part.kind) {
    case 'endless':
      return undefined;
    case 'count':
      return { count: part.count };
    case 'weeks-long': {
      const count = Math.ceil(part.weeks / everyWeeks) * Math.max(1, days.length);
      return count <= mostMeetings ? { count } : { code: 'impossible-count' };
    }
    case 'until': {
      const meant = dayMeant(calendar, part.date, first ?? calendar.today);
      if ('code' in meant) return meant;
      return first && isBefore(meant.day, first)
        ? { code: 'until-before-start' }
        : { until: meant.day.toString() };
    }
  }
};

/** The end that was said, told of the words for it, also where they are said twice. */
const settledEnd = (weighing: Weighing, kind: Part['kind'], end: End | { code: WordFault }): End => {
  for (const { piece } of sayings(weighing, kind)) {
    if (end && 'code' in end) weighing.faults.set(piece, end.code);
    if (end && 'until' in end) weighing.meanings.set(piece, { kind: 'until', date: end.until });
  }
  return end && 'code' in end ? undefined : end;
};

const cadenceOf = (rhythm: { everyWeeks: number; days: Weekday[] }, end: End): Cadence => {
  if (end === undefined) return { kind: 'continuous', ...rhythm };
  return 'count' in end ? { kind: 'weekly', ...rhythm, ...end } : { kind: 'weekly-until', ...rhythm, ...end };
};

const outcome = (
  { pieces, faults, meanings }: Weighing,
  repeats: boolean,
  first: Temporal.PlainDate | undefined,
): Pick<MadePlan, 'understood' | 'faults'> => ({
  understood: pieces
    .filter((piece) => !faults.has(piece))
    .flatMap((piece) => {
      const as = meanings.get(piece) ?? ownMeaning(piece, repeats, first);
      return as ? [{ piece, as }] : [];
    }),
  faults: [...faults].map(([piece, code]) => ({ piece, code })),
});

/** What a piece means that nothing else has to be known for. */
const ownMeaning = (
  { part }: PartPiece,
  repeats: boolean,
  first: Temporal.PlainDate | undefined,
): Meaning | undefined => {
  switch (part.kind) {
    case 'days':
      if (repeats) return { kind: 'days', days: part.days, everyWeeks: part.everyWeeks };
      return first && { kind: 'date', date: first.toString() };
    case 'date':
    case 'from':
      return first && { kind: 'date', date: first.toString() };
    case 'until':
    case 'week':
    case 'time-or-date':
    case 'fault':
      return undefined;
    default:
      return part;
  }
};
