import { describe, expect, test } from '@jest/globals';
import { inOneRow, words } from '../../../src/texts/words.ts';

const all = Number.POSITIVE_INFINITY;

describe('Words', () => {
  test('keep their lines, unless they stand in one row', () => {
    expect(words(' a\n\nb ', all)).toBe(' a\n\nb ');
    expect(inOneRow(' a\n\n\tb ', all)).toBe('a b');
  });

  test('are cut by code point', () => {
    expect(words('🐟🐟🐟', 4)).toBe('🐟…');
    expect(words('👩‍👩‍👧‍👦', 6)).toBe('👩‍👩…');
  });

  test('of which nothing is to be seen are a dash, for platforms take no empty text', () => {
    expect([words('', all), words('\u202E\u200B', all), inOneRow(' \n ', all)]).toEqual(['–', '–', '–']);
  });

  test('from right to left keep to themselves beside others', () => {
    expect(words('שלום at 10', all)).toBe('\u2068שלום\u2069 at 10');
  });
});
