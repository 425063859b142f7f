import { describe, expect, test } from '@jest/globals';
import { percentile, ratio, rounded } from '../../bench/percentile.ts';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test('is one of the numbers, whatever their order: so many do not exceed it', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([3, 1, 2], 0)).toBe(1);
  });

  test('is ordered by amount, not by digits', () => {
    expect(percentile([9, 100, 20], 0.5)).toBe(20);
  });

  test('of nothing is 0', () => {
    expect(percentile([], 0.99)).toBe(0);
  });

  test('leaves the numbers in their order', () => {
    const numbers = [3, 1, 2];
    percentile(numbers, 0.5);
    expect(numbers).toEqual([3, 1, 2]);
  });
});

test('a ratio says how many times one is the other, to two digits', () => {
  expect(ratio(10, 4)).toBe(2.5);
  expect(ratio(2, 3)).toBe(0.67);
});

test('figures are rounded to so many digits', () => {
  expect(rounded(12.345)).toBe(12);
  expect(rounded(12.345, 1)).toBe(12.3);
});
