import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { inBatches, together } from '../../../src/use-cases/together.ts';

const asking = () => {
  const questions: string[][] = [];
  const ask = (all: readonly string[]) => {
    questions.push([...all]);
    return all.map(async (one) => {
      if (one === 'bad') throw new Error('no');
      return one.toUpperCase();
    });
  };
  return { questions, ask };
};

describe('what is asked together', () => {
  test('in one turn is one question, and each gets its own answer', async () => {
    const { questions, ask } = asking();
    const one = together(ask);
    const later = async () => {
      await Promise.resolve();
      return one('c');
    };
    await expect(Promise.all([one('a'), one('b'), later()])).resolves.toEqual(['A', 'B', 'C']);
    expect(questions).toEqual([['a', 'b', 'c']]);
  });

  test('in another turn is another question', async () => {
    const { questions, ask } = asking();
    const one = together(ask);
    await one('a');
    await one('b');
    expect(questions).toEqual([['a'], ['b']]);
  });

  test('fails alone', async () => {
    const one = together(asking().ask);
    const answers = await Promise.allSettled([one('a'), one('bad')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});

describe('what is asked in batches', () => {
  test('waits while another question is under way, and goes with all that waits', async () => {
    const { questions, ask } = asking();
    const ended = Promise.withResolvers<void>();
    const one = inBatches((all: readonly string[]) => {
      const answers = ask(all);
      return all.includes('slow') ? answers.map((answer) => ended.promise.then(() => answer)) : answers;
    }, 10);
    const slow = one('slow');
    await setImmediate();
    const others = [one('a'), one('b')];
    await setImmediate();
    expect(questions).toEqual([['slow']]);
    ended.resolve();
    await expect(Promise.all([slow, ...others])).resolves.toEqual(['SLOW', 'A', 'B']);
    expect(questions).toEqual([['slow'], ['a', 'b']]);
  });

  test('holds so much at most, and goes on after a failure', async () => {
    const { questions, ask } = asking();
    const one = inBatches(ask, 2);
    const answers = await Promise.allSettled(['a', 'bad', 'c'].map(one));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(questions).toEqual([['a', 'bad'], ['c']]);
  });
});
