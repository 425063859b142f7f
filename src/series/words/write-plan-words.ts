import type { Cadence } from '../cadence.ts';
import type { Weekday } from '../local-time.ts';
import { singleSpaced } from './phrase.ts';
import type { SaidPlan } from './plan-words.ts';
import { weekdayName } from './vocabulary.ts';

/**
 * A plan as words, in one order and spelling, from which `readPlanWords` makes the same plan again as long as it is
 * still ahead: `"Spot the phish" every tue,thu 10:00 x6 from 2026-12-01`.
 * A title that has every kind of quotation mark loses the straight ones.
 */
export const writePlanWords = ({ title, date, time, cadence }: SaidPlan): string =>
  [quoted(singleSpaced(title)), rhythm(cadence), time, end(cadence), date && start(date, cadence)]
    .filter((words) => words)
    .join(' ');

const quoted = (title: string): string => {
  if (title === '') return '';
  if (!/["”]/.test(title)) return `"${title}"`;
  return title.includes('»') ? `"${title.replaceAll(/["”]/g, "'")}"` : `«${title}»`;
};

const rhythm = (cadence: Cadence): string => {
  if (cadence.kind === 'once') return '';
  const { everyWeeks, days } = cadence;
  if (days.length === 0) return `every ${weeks(everyWeeks)}`;
  return everyWeeks === 1 ? `every ${names(days)}` : `every ${weeks(everyWeeks)} ${names(days)}`;
};

const weeks = (howMany: number): string => (howMany === 1 ? 'week' : `${howMany} weeks`);

const names = (days: readonly Weekday[]): string => days.toSorted().map(weekdayName).join(',');

const end = (cadence: Cadence): string => {
  if (cadence.kind === 'weekly') return `x${cadence.count}`;
  return cadence.kind === 'weekly-until' ? `until ${cadence.until}` : '';
};

const start = (date: string, { kind }: Cadence): string => (kind === 'once' ? date : `from ${date}`);
