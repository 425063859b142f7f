import { extremes, mayShowCounts, tally } from '../session/results.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import type { Block } from './message.ts';

type Option = { text: string; short?: string | undefined };

export const shortOf = ({ text, short }: Option): string => short ?? text;

/** The distribution of a choice, or the invitation to say it aloud while there are too few to count. */
export const tallyBlock = (
  texts: Texts,
  options: readonly Option[],
  chosen: readonly number[],
  right?: number,
): Block => {
  const result = tally(options.length, chosen);
  if (!mayShowCounts(result)) return { kind: 'text', lines: [texts.prompt.sayAloud(result.answers)] };
  const rows = options
    .map((option, index) => ({
      label: shortOf(option),
      count: result.counts[index] ?? 0,
      ...(right === index + 1 && { mark: texts.prompt.right }),
    }))
    .filter((row) => row.count > 0 || 'mark' in row);
  return { kind: 'tally', rows, sum: texts.prompt.answers(result.answers) };
};

/** The words that repeat phase 1's result at the head of phase 2. */
export const recalled = (
  exercise: { recall: string; recallUncounted: string },
  options: readonly Option[],
  chosen: readonly number[],
  fillIn: (text: string, values: Record<string, string>) => string,
): string => {
  const result = tally(options.length, chosen);
  const found = extremes(result);
  if (!found || !mayShowCounts(result)) return exercise.recallUncounted;
  // "You saw 4 to 4" is no sentence.
  if (found.least === found.most && exercise.recall.includes('{most}')) return exercise.recallUncounted;
  const named = (option: number) => options[option - 1]?.text ?? '';
  return fillIn(exercise.recall, {
    least: named(found.least),
    most: named(found.most),
    top: named(found.top),
    n: String(result.answers),
  });
};

export const oneLine = (line: Line): Block => ({ kind: 'text', lines: [line] });
