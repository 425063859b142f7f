import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cut } from '../../../src/texts/cut.ts';
import { law } from '../../support/law.ts';

test('A text that fits stays as it is', () => {
  expect(cut('four', 4)).toBe('four');
  expect(cut('four', Number.POSITIVE_INFINITY)).toBe('four');
});

test('A text that does not fit shows where it was cut', () => {
  expect(cut('four and more', 8)).toBe('four an…');
  expect(cut('four and more', 6)).toBe('four…');
});

test('No emoji is torn apart', () => {
  expect(cut('🐟🐟🐟', 4)).toBe('🐟…');
  expect(cut('🐟🐟🐟', 5)).toBe('🐟🐟…');
});

test('Emoji that are joined of several stay whole, or go', () => {
  expect(cut('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12)).toBe('👩‍👩‍👧‍👦…');
  expect(cut('a👩‍👩‍👧‍👦', 6)).toBe('a…');
  expect(cut('🇩🇪🇫🇷', 6)).toBe('🇩🇪…');
});

test('A letter below more accents than fit is cut all the same', () => {
  expect(cut(`a${'\u0301'.repeat(50)}`, 5)).toBe(`a${'\u0301'.repeat(3)}…`);
});

test('A cut text is never longer than it may be, well formed, and begins like the whole', () => {
  law([fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 })], (text, most) => {
    const short = cut(text, most);
    expect(short.length).toBeLessThanOrEqual(most);
    expect(short.isWellFormed()).toBe(true);
    if (short !== text) expect(text.startsWith(short.slice(0, -1))).toBe(true);
  });
});
