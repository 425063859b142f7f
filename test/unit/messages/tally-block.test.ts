import { describe, expect, test } from '@jest/globals';
import { recalled, tallyBlock } from '../../../src/messages/tally-block.ts';
import { fillIn } from '../../../src/templates/fill-in.ts';
import { en as texts } from '../../../src/texts/en.ts';

const options = [{ text: '2' }, { text: '3' }, { text: '4' }, { text: 'five or more', short: '5+' }];

describe('the distribution of a choice', () => {
  test.each([
    [[], 'No answers yet: say yours aloud.'],
    [[1], 'One answer: say it aloud.'],
    [[1, 1], 'Two answers: say them aloud.'],
  ])('with the answers %j is said aloud', (chosen, sentence) => {
    const block = tallyBlock(texts, options, chosen);
    expect(block.kind === 'text' && block.lines.map((line) => line.join(''))).toEqual([sentence]);
  });

  test('is counted from three answers on, without what nobody chose', () => {
    expect(tallyBlock(texts, options, [4, 1, 4])).toEqual({
      kind: 'tally',
      rows: [
        { label: '2', count: 1 },
        { label: '5+', count: 2 },
      ],
      sum: '(3 answers)',
    });
  });

  test('shows the right answer even where nobody chose it', () => {
    const block = tallyBlock(texts, options, [1, 1, 1], 3);
    expect(block).toMatchObject({
      rows: [
        { label: '2', count: 3 },
        { label: '4', count: 0, mark: '(right)' },
      ],
    });
  });
});

describe('what phase 1 found is repeated at the head of phase 2', () => {
  const exercise = { recall: 'You saw {least} to {most} signs.', recallUncounted: 'There are five signs.' };
  const recall = (chosen: number[], words = exercise) => recalled(words, options, chosen, fillIn);

  test('by its extremes', () => {
    expect(recall([1, 3, 2])).toBe('You saw 2 to 4 signs.');
  });

  test('by what most chose, and how many answered', () => {
    const words = { ...exercise, recall: '{top}, of {n} answers' };
    expect(recall([2, 4, 4], words)).toBe('five or more, of 3 answers');
    expect(recall([4, 4, 4], words)).toBe('five or more, of 3 answers');
  });

  test('without figures while there are fewer than three answers', () => {
    expect(recall([1, 3])).toBe('There are five signs.');
    expect(recall([])).toBe('There are five signs.');
  });

  test('without extremes where all chose the same: "4 to 4" is no sentence', () => {
    expect(recall([3, 3, 3, 3])).toBe('There are five signs.');
  });
});
