import { expect, test } from '@jest/globals';
import { emphasis, type Line, strong } from '../../../src/texts/line.ts';
import { spoken } from '../../../src/texts/spoken.ts';

const ten = { time: new Date('2026-12-01T09:00:00Z'), zone: 'Europe/Berlin' };

test.each<[string, Line[], string]>([
  ['without styling, with times of the zone', [[strong('Phish'), ' at ', ten]], 'Phish at 10:00.'],
  [
    'with commas where dots stand between',
    [['Phish', ' · ', 'with Ana · 6 are in']],
    'Phish, with Ana, 6 are in.',
  ],
  ['without what only the eye needs', [['Phish · ● ● ○ ○ Exercise']], 'Phish, Exercise.'],
  ['a sentence each', [['Saved'], [emphasis('Is it right?')], ['Go on.']], 'Saved. Is it right? Go on.'],
  ['ending as a quotation does', [['Say: "Look!"']], 'Say: "Look!"'],
  ['leaving out what is empty', [[], ['★'], ['Done.']], 'Done.'],
])('lines are spoken %s', (_, lines, words) => {
  expect(spoken(...lines)).toBe(words);
});
