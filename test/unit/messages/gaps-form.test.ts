import { describe, expect, test } from '@jest/globals';
import { filledPattern } from '../../../src/messages/gaps-form.ts';
import { readySessionSchema } from '../../../src/templates/ready-session.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { typicalSample } from '../../support/gallery/sample.ts';

const pattern = typicalSample.templates.patterns[0]!;
const examples = Object.fromEntries(pattern.gaps.map(({ name, example }) => [name, example]));
const { gap } = texts.planning.faults;

describe('A pattern whose gaps are filled in', () => {
  test('with its own examples is a session without gaps', () => {
    const filled = filledPattern(texts, pattern, examples);
    if ('faults' in filled) throw new Error(`unexpected faults ${JSON.stringify(filled.faults)}`);
    expect(readySessionSchema.safeParse(filled.content).success).toBe(true);
  });

  test('with nothing says of each gap that it is missing', () => {
    const missing = Object.fromEntries(pattern.gaps.map(({ name }) => [name, gap.missing]));
    expect(filledPattern(texts, pattern, {})).toEqual({ faults: missing });
  });

  test('with too much says so below that gap alone', () => {
    const { name } = pattern.gaps.find(({ kind }) => kind === 'line')!;
    const outcome = filledPattern(texts, pattern, { ...examples, [name]: 'x'.repeat(601), other: ['y'] });
    expect('faults' in outcome && Object.keys(outcome.faults)).toEqual([name]);
  });
});
