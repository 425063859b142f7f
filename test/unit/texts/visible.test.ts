import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { visible } from '../../../src/texts/visible.ts';
import { law } from '../../support/law.ts';

describe('What is not to be seen is taken away:', () => {
  test.each([
    ['marks that turn the direction', '\u202Eabc\u202C \u2066d\u2069\u200E\u200F\u061C', 'abc d'],
    ['characters without width', 'a\u200Bb\uFEFFc\u2060d\u00ADe', 'abcde'],
    ['fillers that look like nothing', '\u3164\u115F\uFFA0', ''],
    ['control characters', 'a\u0000b\u0007c\u001B[31md\u009F', 'abc[31md'],
    ['half an emoji', 'a\uD83Db', 'a\uFFFDb'],
    ['what chooses the look of nothing', '\uFE0F \u200D\uFE0F\u{E0067}a', ' a'],
    ['a Braille cell without dots', 'a\u2800b', 'a b'],
    ['joiners that join nothing', '\u200Da\u200D \u200Cb\u200C\u200Cc', 'a bc'],
  ])('%s', (_, text, seen) => {
    expect(visible(text)).toBe(seen);
  });
});

describe('What is to be seen stays:', () => {
  test.each([
    ['emoji that are put together', '👩‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣'],
    ['scripts from right to left', 'שלום עולם · مرحبا'],
    ['a joiner within a word', 'می\u200Cخواهم · क्\u200Dष'],
    ['lines and tabs', 'a\n\tb'],
    ['what Slack would read as markup', '<!channel> *a* _b_ & "c" \\ `d`'],
  ])('%s', (_, text) => {
    expect(visible(text)).toBe(text);
  });
});

test('Every kind of line end is one', () => {
  expect(visible('a\r\nb\rc\u2028d\u2029e')).toBe('a\nb\nc\nd\ne');
});

test('Nothing more is taken away the second time', () => {
  const pieces = fc.array(
    fc.constantFrom('a', '👩', '\u200D', '\u200C', '\uFE0F', '\u202E', '\uD83D', '\n', ' ', '!', '\u2800'),
  );
  law([pieces], (some) => {
    const once = visible(some.join(''));
    expect(visible(once)).toBe(once);
  });
});
