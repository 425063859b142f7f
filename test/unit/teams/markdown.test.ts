import { describe, expect, test } from '@jest/globals';
import { escaped, hrefOf, markdown } from '../../../src/teams/markdown.ts';
import { noCalls } from '../../../src/teams/mentions.ts';
import { emphasis, type Line, link, strong } from '../../../src/texts/line.ts';

const ten = { time: new Date('2026-12-01T09:00:00.500Z'), zone: 'Europe/Berlin' };
const written = (...line: Line) => markdown(line, noCalls);

describe('Words', () => {
  test.each([
    ['*a* _b_ ~c~ `d`', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`'],
    ['[a](b) <c> &lt; \\', '\\[a\\](b) \\<c\\> \\&lt; \\\\'],
    ['# a', '\\# a'],
    ['- a - b', '\\- a - b'],
    ['+ a', '\\+ a'],
    ['=== a', '\\=== a'],
    ['12. a 3. b', '12\\. a 3. b'],
    ['1) a', '1\\) a'],
    ['    code', 'code'],
    ['https://evil.example/a.b', 'https\\://evil\\.example/a\\.b'],
    ['a@b.example', 'a\\@b\\.example'],
    ['10:00, 2.5 km. Then', '10:00, 2.5 km. Then'],
  ])('show as they stand: %s', (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });
});

describe('A line', () => {
  test('shows times in the reader’s zone, to the second', () => {
    expect(written('until ', ten)).toBe('until {{TIME(2026-12-01T09:00:00Z)}}');
  });

  test('marks words that stand by themselves', () => {
    expect(written(strong('Spot it'), ' · ', emphasis('now'), ', ', ten)).toBe(
      '**Spot it** · _now_, {{TIME(2026-12-01T09:00:00Z)}}',
    );
  });

  test.each<[string, Line]>([
    ['within a word', [strong('a'), 'b ']],
    ['right behind one', ['a', strong('b'), ' ']],
    ['beside a time', [strong('a'), ten]],
    ['beside each other', [strong('a'), emphasis('b')]],
    ['that end with a sign', [strong('a?'), ' ']],
    ['that begin with a space', [strong(' a'), ' ']],
    ['that begin with a star', [strong('*a'), ' ']],
  ])('shows no stars where Markdown would not take them for marks: words %s', (_, line) => {
    expect(written(...line, 'x').replaceAll('\\*', '')).not.toContain('*');
  });

  test('leads where our own code does, and shows brackets as they stand', () => {
    expect(written(link('the [call]', 'https://meet.example.com/a(b)|c d'))).toBe(
      '[the \\[call\\]](https://meet.example.com/a%28b%29|c%20d)',
    );
    expect(hrefOf('https://meet.example.com')).toBe('https://meet.example.com/');
  });

  test('makes no address of words that stand next to each other', () => {
    expect(written('evil', '.example https:', '//x ', strong('a'), '@b', ten)).toBe(
      'evil\\.example https\\://x **a**\\@b{{TIME(2026-12-01T09:00:00Z)}}',
    );
  });

  test('begins no list and no heading', () => {
    expect(written('# ', ten)).toBe('\\# {{TIME(2026-12-01T09:00:00Z)}}');
    expect(written('1', '. ', ten)).toBe('1\\. {{TIME(2026-12-01T09:00:00Z)}}');
  });
});
