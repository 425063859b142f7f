import { expect, test } from '@jest/globals';
import { storedContent } from '../../../src/postgres/stored-content.ts';
import { content } from '../../integration/postgres/samples.ts';

test('what a session says is read once for all that say the same', () => {
  const text = JSON.stringify(content);
  const read = storedContent.parse(text);
  expect(read).toEqual(content);
  expect(storedContent.parse(text)).toBe(read);
});

test('what is no such text is named by its places, each time it is read', () => {
  const broken = JSON.stringify({ ...content, exercise: { ...content.exercise, task: 7 } });
  for (const _ of ['first', 'again']) {
    const { error } = storedContent.safeParse(broken);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['exercise.task']);
  }
});
