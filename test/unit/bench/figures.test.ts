import { expect, test } from '@jest/globals';
import { figuresSchema } from '../../bench/figures.ts';
import { figures } from './samples.ts';

test('what the bench prints as JSON can be read again', () => {
  expect(figuresSchema.parse(JSON.parse(JSON.stringify(figures)))).toEqual(figures);
});

test('a part that was not measured is absent', () => {
  const { herd } = figures;
  expect(figuresSchema.parse({ herd })).toEqual({ herd });
});

test.each([
  ['no number', { ...figures, herd: { ...figures.herd, ratio: Number.NaN } }],
  ['less than nothing', { ...figures, answers: { ...figures.answers, lost: -1 } }],
  ['lacking', { ...figures, scale: { claimP99Ms: 1 } }],
  ['unknown', { ...figures, speed: 3 }],
])('a figure that is %s is no figure', (_, wrong) => {
  expect(figuresSchema.safeParse(wrong).success).toBe(false);
});
