import { rules } from './rules.ts';

export type Tally = { counts: number[]; answers: number };

/** Counts how often each of `options` was chosen; options are counted from 1. */
export const tally = (options: number, chosen: readonly number[]): Tally => ({
  counts: Array.from(
    { length: options },
    (_, index) => chosen.filter((option) => option === index + 1).length,
  ),
  answers: chosen.length,
});

/** Whether counts may be shown in the session's thread (product, Privacy). */
export const mayShowCounts = ({ answers }: Tally): boolean => answers >= rules.countsFrom;

/** Whether a figure may stand in the recap or any place outside the session (method 2.8). */
export const mayShowFigures = ({ answers }: Tally): boolean => answers >= rules.figuresFrom;

/** First, last and most chosen option (counted from 1; the earlier one of a tie); undefined without answers. */
export const extremes = ({ counts }: Tally): { least: number; most: number; top: number } | undefined => {
  const chosen = counts.flatMap((count, index) => (count > 0 ? [index + 1] : []));
  if (chosen.length === 0) return undefined;
  return { least: chosen[0]!, most: chosen.at(-1)!, top: counts.indexOf(Math.max(...counts)) + 1 };
};
