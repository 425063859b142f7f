import { localParts } from '../../series/local-time.ts';
import type { PhaseNumber } from '../../session/rules.ts';
import { counted, inWords, listed, weekday } from '../calendar.ts';
import type { Line, Span } from '../line.ts';

/** Phrases that several texts are made of. */

export const phaseTitles: Record<PhaseNumber, string> = {
  1: 'Active start',
  2: 'Exercise',
  3: 'Feedback and discussion',
  4: "What's next",
};
/** As it stands in the middle of a sentence. */
export const phaseWords: Record<PhaseNumber, string> = {
  1: 'active start',
  2: 'exercise',
  3: 'discussion',
  4: 'conclusion',
};

export const weekdayOf = (instant: Date, zone: string): number => localParts(instant, zone).weekday;
export const time = (instant: Date, zone: string): Span => ({ time: instant, zone });
export const dayAndTime = (instant: Date, zone: string): Line => [
  `${weekday(weekdayOf(instant, zone))} `,
  time(instant, zone),
];
export const progressDots = (phase: PhaseNumber) =>
  [1, 2, 3, 4].map((one) => (one <= phase ? '●' : '○')).join(' ');
export const are = (count: number) => (count === 1 ? '1 is in' : `${count} are in`);
export const withNames = (named: boolean) => (named ? 'with names' : 'without names');
export const shownHow = (named: boolean) => `Shown ${named ? 'with' : 'without'} your name`;
export const only = (count: number) =>
  count === 0 ? 'Nobody is in yet.' : `Only ${count} ${count === 1 ? 'is' : 'are'} in.`;
export const byWhom = (name: string | undefined) => (name ? ` by ${name}` : '');
export const minutes = (count: number) => counted(count, 'minute', 'minutes');

/** "Tue and Thu", "every two weeks on Tue" */
export const rhythm = (days: readonly number[], everyWeeks: number): string => {
  const on = listed(days.map(weekday));
  return everyWeeks === 1 ? on : `every ${inWords(everyWeeks)} weeks on ${on}`;
};
