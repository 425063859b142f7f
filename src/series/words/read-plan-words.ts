import { makePlan } from './make-plan.ts';
import { singleSpaced } from './phrase.ts';
import type { Meaning, PlanWords, Said, WordFault } from './plan-words.ts';
import { splitWords } from './split-words.ts';
import { readTitle } from './title-words.ts';

/**
 * Reads what somebody says about what to plan, in any order:
 * `"Spot the phish" every tue,thu 10:00 x6`, `next monday 14h`, `every other fri 9am from 1 dec until 15 jan`.
 *
 * The title is what is quoted, or the words that say nothing else. A weekday is the next such day that is still to
 * come: today only where a time is said that is still ahead. A day and month are those of this year, or of the next
 * if they are past. A time by itself is today's, or the next working day's. What cannot be followed is left out of
 * the plan and told with its reason; where two things contradict each other, the one that is said first holds.
 * @throws RangeError where `zone` is none or `now` no date, never for the words
 */
export const readPlanWords = (words: string, said: Said): PlanWords => {
  const text = singleSpaced(words);
  const { title, leftOver, parts } = readTitle(text, splitWords(text, said.dayFirst));
  const { date, time, cadence, understood, faults } = makePlan(parts, said);
  const meanings: (Stretch & { as: Meaning })[] = understood.map(({ piece, as }) => ({ ...piece, as }));
  if (title) meanings.push({ ...title, as: { kind: 'title', title: title.title } });
  const reasons: (Stretch & { code: WordFault })[] = [
    ...faults.map(({ piece, code }) => ({ ...piece, code })),
    ...leftOver,
  ];
  return {
    plan: { title: title?.title ?? '', date, time, cadence },
    understood: inOrder(meanings).map(({ start, end, as }) => ({ words: text.slice(start, end), as })),
    notUnderstood: inOrder(reasons).map(({ start, end, code }) => ({ words: text.slice(start, end), code })),
  };
};

type Stretch = { start: number; end: number };

const inOrder = <One extends Stretch>(pieces: readonly One[]): One[] =>
  pieces.toSorted((one, other) => one.start - other.start);
