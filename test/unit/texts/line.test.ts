import { describe, expect, test } from '@jest/globals';
import { dotted, emphasis, type Line, say, strong } from '../../../src/texts/line.ts';

describe('A line from a template', () => {
  test('keeps what is put in as its own span', () => {
    const time = { time: new Date(0), zone: 'UTC' };
    expect(say`${strong('a')} until ${time}, ${'b'}`).toEqual([{ strong: 'a' }, ' until ', time, ', ', 'b']);
  });

  test('has no empty spans', () => {
    expect(say`${''}`).toEqual([]);
    expect(say`a${''}b`).toEqual(['a', 'b']);
  });
});

describe('Lines one after the other', () => {
  const lines: (Line | undefined)[] = [['a'], undefined, [], [emphasis('b'), 'c']];

  test('stand with dots between them, without those that say nothing', () => {
    expect(dotted(...lines)).toEqual(['a', ' · ', { emphasis: 'b' }, 'c']);
    expect(dotted()).toEqual([]);
  });
});
