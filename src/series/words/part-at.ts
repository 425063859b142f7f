import { boundAt, dateAt } from './date-words.ts';
import type { FoundPart, Part } from './part.ts';
import { matchAt, phrase } from './phrase.ts';
import { rhythmAt } from './rhythm-words.ts';
import { timeAt, zoneEnd } from './time-words.ts';
import { monthOf, monthPattern } from './vocabulary.ts';

const from = '(?:from|starting|starts?|beginning|begins?|as of)(?: on| from| in)?';
const until = "(?:until|till|'?til|through|thru|up to|ending|ends?)(?: on)?";

const fromLead = new RegExp(`${from}:? `, 'uy');
const untilLead = new RegExp(`${until}:? `, 'uy');
const onLead = /on /uy;
const rangeLead = /(?:to |- ?|\.{2,3} ?)/uy;

const fromWeek = phrase(`${from} (?<week>this|next) week`);
const fromMonth = phrase(`${from} (?<month>${monthPattern})`);
const untilMonth = phrase(`${until} ${monthPattern}`);

const dayAfter = (
  lead: RegExp,
  plain: string,
  at: number,
  dayFirst: boolean,
  kind: 'date' | 'from' | 'until',
): FoundPart | undefined => {
  const match = matchAt(lead, plain, at);
  const found = match && boundAt(plain, match.end, dayFirst);
  return found && { part: { kind, date: found.date }, end: found.end };
};

const boundsAt = (plain: string, at: number, dayFirst: boolean, isRange: boolean): FoundPart | undefined => {
  const day =
    dayAfter(untilLead, plain, at, dayFirst, 'until') ??
    dayAfter(fromLead, plain, at, dayFirst, 'from') ??
    (isRange ? dayAfter(rangeLead, plain, at, dayFirst, 'until') : undefined);
  if (day) return day;
  const week = matchAt(fromWeek, plain, at);
  if (week) return { part: { kind: 'week', week: week.groups.week === 'next' ? 1 : 0 }, end: week.end };
  const begins = matchAt(fromMonth, plain, at);
  if (begins) {
    const date = { of: 'any-year', month: monthOf(begins.groups.month!), day: 1 } as const;
    return { part: { kind: 'from', date }, end: begins.end };
  }
  // Whether December still belongs to it.
  const ends = matchAt(untilMonth, plain, at);
  return ends && { part: { kind: 'fault', code: 'ambiguous-date' }, end: ends.end };
};

const singleDateAt = (plain: string, at: number, dayFirst: boolean): FoundPart | undefined => {
  const found = dateAt(plain, at, dayFirst);
  if (!found) return onDateAt(plain, at, dayFirst);
  const part: Part = { kind: 'date', date: found.date };
  const isFraction = /^\d{1,2}\/\d{1,2}$/.test(plain.slice(at, found.end));
  return { part, end: found.end, ...(isFraction && { doubtful: 'beside' }) };
};

const onDateAt = (plain: string, at: number, dayFirst: boolean): FoundPart | undefined =>
  dayAfter(onLead, plain, at, dayFirst, 'date');

const clockAt = (plain: string, at: number): FoundPart | undefined => {
  const found = timeAt(plain, at);
  if (!found) return undefined;
  const { said, end, inTitles } = found;
  return { part: timePart(said), end, ...(inTitles && { doubtful: 'beside' }) };
};

const timePart = (said: NonNullable<ReturnType<typeof timeAt>>['said']): Part => {
  if ('code' in said) return { kind: 'fault', code: said.code };
  if (!('day' in said)) return { kind: 'time', time: said.time };
  const date = { of: 'any-year', month: said.month, day: said.day } as const;
  return { kind: 'time-or-date', time: said.time, date };
};

/** What was said right before: a day, somewhere; a time, at last. */
export type SaidBefore = { day: boolean; time: boolean };

/**
 * What the words say at a place, if it is anything that plans. After a day "- 15 jan" and "to 15 jan" are its end;
 * after a time there may be a zone, which nobody can choose in this way.
 */
export const partAt = (
  plain: string,
  at: number,
  dayFirst: boolean,
  before: SaidBefore,
): FoundPart | undefined => {
  const zone = before.time ? zoneEnd(plain, at) : undefined;
  if (zone !== undefined) return { part: { kind: 'fault', code: 'time-zone' }, end: zone };
  return (
    rhythmAt(plain, at) ??
    boundsAt(plain, at, dayFirst, before.day) ??
    singleDateAt(plain, at, dayFirst) ??
    clockAt(plain, at)
  );
};
