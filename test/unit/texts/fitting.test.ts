import { describe, expect, test } from '@jest/globals';
import { fitting } from '../../../src/texts/fitting.ts';

describe('The first version that fits', () => {
  const version = (longest: number) => 'x'.repeat(Math.min(longest, 5000));

  test('is the whole one, if it does', () => {
    expect(fitting(version, () => true)).toHaveLength(5000);
  });

  test('is the longest one that does', () => {
    expect(fitting(version, ({ length }) => length <= 300)).toHaveLength(250);
  });

  test('is the shortest one where none does', () => {
    expect(fitting(version, () => false)).toHaveLength(30);
  });
});
