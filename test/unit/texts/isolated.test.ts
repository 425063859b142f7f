import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isMixed, isolated } from '../../../src/texts/isolated.ts';
import { law } from '../../support/law.ts';

test('Words from right to left are set apart, with what stands between them', () => {
  expect(isolated('שלום עולם · today 10:00')).toBe('\u2068שלום עולם\u2069 · today 10:00');
  expect(isolated('About مرحبا, 2 and שלום!')).toBe('About \u2068مرحبا\u2069, 2 and \u2068שלום\u2069!');
  expect(isolated('שלום\nעולם')).toBe('\u2068שלום\u2069\n\u2068עולם\u2069');
});

test('Other words stay as they are', () => {
  expect(isolated('Spot the phish 👩‍👩‍👧‍👦 10:00')).toBe('Spot the phish 👩‍👩‍👧‍👦 10:00');
});

test('A text is mixed where words of both directions stand in it', () => {
  expect([isMixed('שלום abc'), isMixed('שלום 10:00'), isMixed('abc')]).toEqual([true, false, false]);
});

test('What is set apart is set apart as a whole, and nothing else is changed', () => {
  const text = fc.array(fc.constantFrom('ש', 'ل', 'a', ' ', '1', '\n', '.')).map((some) => some.join(''));
  law([text], (words) => {
    const apart = isolated(words);
    expect(apart.replaceAll(/[\u2068\u2069]/g, '')).toBe(words);
    expect(apart).toMatch(/^(?:[^\u2068\u2069]|\u2068[^\u2068\u2069a\n]+\u2069)*$/);
    expect(apart.replaceAll(/\u2068[^\u2069]*\u2069/g, '')).not.toMatch(/[שل]/);
  });
});
