import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from '../../../src/texts/edit-distance.ts';
import { law } from '../../support/law.ts';

test.each([
  ['list', 'list', 0],
  ['lsit', 'list', 1],
  ['lit', 'list', 1],
  ['liist', 'list', 1],
  ['lost', 'list', 1],
  ['shedule', 'schedule', 1],
  ['', 'list', 4],
  ['🐟s', 's', 1],
])('From "%s" to "%s" it is so far: %d', (one, other, far) => {
  expect(editDistance(one, other)).toBe(far);
});

test('The way back is as long, and no longer than the longer word', () => {
  const word = fc.string({ maxLength: 12 });
  law([word, word], (one, other) => {
    const far = editDistance(one, other);
    expect(editDistance(other, one)).toBe(far);
    expect(far).toBeLessThanOrEqual(Math.max([...one].length, [...other].length));
    expect(far === 0).toBe([...one].join() === [...other].join());
  });
});
