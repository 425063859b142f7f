import type { Cadence } from '../../../../src/series/cadence.ts';
import type { PlanWords, SaidPlan } from '../../../../src/series/words/plan-words.ts';

const end = (cadence: Cadence): string => {
  if (cadence.kind === 'weekly') return `x${cadence.count}`;
  return cadence.kind === 'weekly-until' ? `until ${cadence.until}` : 'on and on';
};

const rhythm = (cadence: Cadence): string =>
  cadence.kind === 'once' ? 'once' : `${cadence.everyWeeks}w ${cadence.days.join('') || '?'} ${end(cadence)}`;

/** A plan on one line: "Title | 2026-12-01 10:00 | 1w 24 x6"; "-" is what was not said. */
export const shownPlan = ({ title, date, time, cadence }: SaidPlan): string =>
  [title || '-', `${date ?? '-'} ${time ?? '-'}`, rhythm(cadence)].join(' | ');

/** What was not understood, on one line: "impossible-time: 32:99; …". */
export const shownFaults = ({ notUnderstood }: PlanWords): string =>
  notUnderstood.map(({ words, code }) => `${code}: ${words}`).join('; ');
