import { expect, test } from '@jest/globals';
import { mentionMarks } from '../../../../../src/sandbox/page/teams/card-for-reader.ts';
import { cardMarkdown } from '../../../../../src/sandbox/page/teams/card-markdown.ts';
import { escaped } from '../../../../../src/teams/markdown.ts';

test('emphasis and links are drawn', () => {
  expect(cardMarkdown('**Spot the phish** · _1 is in_, [more](https://example.com/)')).toBe(
    '<p><strong>Spot the phish</strong> · <em>1 is in</em>, <a href="https://example.com/">more</a></p>\n',
  );
});

test.each([
  ['a script', '<script>alert(1)</script>', /<script/],
  ['a picture', '![x](https://example.com/x.png)', /<img/],
  ['a picture in HTML', '<img src=x onerror=alert(1)>', /<img/],
  ['an address that is a script', '[x](javascript:alert(1))', /href/],
  ['an address that is data', '[x](data:text/html;base64,PHNjcmlwdD4=)', /href/],
])('%s does nothing', (_, words, forbidden) => {
  expect(cardMarkdown(words)).not.toMatch(forbidden);
});

test.each(['**bold**', '1. first', '# big', '> said', '[a](https://b.example)', '`code`', 'a_b_c', '---'])(
  'what the bot escapes stands as it was written: %s',
  (words) => {
    const shown = cardMarkdown(escaped(words)).replaceAll('&gt;', '>').replaceAll('&lt;', '<');
    expect(shown).toBe(`<p>${words}</p>\n`);
  },
);

test('a mention is a mark of its own, whatever is in the name', () => {
  const { open, openOwn, close } = mentionMarks;
  expect(cardMarkdown(`${open}Fay${close} and ${openOwn}Ben <b>${close}`)).toBe(
    '<p><span class="mention">@Fay</span> and <span class="mention own">@Ben &lt;b&gt;</span></p>\n',
  );
});
