import { describe, expect, test } from '@jest/globals';
import { fillIn } from '../../../src/templates/fill-in.ts';

describe('fillIn', () => {
  test.each([
    ['every occurrence', '{n} of {n}', { n: '6' }, '6 of 6'],
    ['several names', 'You saw {least} to {most}.', { least: '2', most: '5' }, 'You saw 2 to 5.'],
    ['a name without a value', 'At {reveal}: {n}', { n: '6' }, 'At {reveal}: 6'],
    ['a name that every object has', '{constructor}', {}, '{constructor}'],
    ['braces around no name', '{} { n } {n', { n: '6' }, '{} { n } {n'],
    ['a value that looks like a placeholder', '{top}, {n}', { top: '{n}', n: '6' }, '{n}, 6'],
    ['a value that looks like a pattern', '{top}', { top: '$& $1' }, '$& $1'],
    ['an empty value', 'in {channel}', { channel: '' }, 'in '],
  ])('%s', (_what, text, values: Record<string, string>, expected) => {
    expect(fillIn(text, values)).toBe(expected);
  });
});
