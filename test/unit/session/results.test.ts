import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extremes, mayShowCounts, mayShowFigures, tally } from '../../../src/session/results.ts';
import { law } from '../../support/law.ts';

test('a tally counts each option (flow 4.3: two, three, four and five signs)', () => {
  expect(tally(5, [1, 2, 2, 3, 3, 4])).toEqual({ counts: [1, 2, 2, 1, 0], answers: 6 });
});

test('counts are shown from three answers on, figures from five', () => {
  const answers = (many: number) =>
    tally(
      2,
      Array.from({ length: many }, () => 1),
    );
  expect([2, 3].map((many) => mayShowCounts(answers(many)))).toEqual([false, true]);
  expect([4, 5].map((many) => mayShowFigures(answers(many)))).toEqual([false, true]);
});

describe('the extremes', () => {
  test('are the first, the last and the most chosen option; of a tie the earlier one', () => {
    expect(extremes(tally(5, [2, 3, 3, 4, 4, 5]))).toEqual({ least: 2, most: 5, top: 3 });
  });

  test('do not exist without answers', () => {
    expect(extremes(tally(5, []))).toBeUndefined();
  });
});

test('nothing is lost in a tally, and its extremes were chosen', () => {
  law([fc.array(fc.integer({ min: 1, max: 5 }))], (chosen) => {
    const counted = tally(5, chosen);
    expect(counted.counts.reduce((sum, count) => sum + count, 0)).toBe(chosen.length);
    const found = extremes(counted);
    if (!found) return;
    expect([found.least, found.most]).toEqual([Math.min(...chosen), Math.max(...chosen)]);
    const timesOf = (option: number) => chosen.filter((one) => one === option).length;
    expect(timesOf(found.top)).toBe(Math.max(...chosen.map(timesOf)));
  });
});
