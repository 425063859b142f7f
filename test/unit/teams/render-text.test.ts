import { describe, expect, test } from '@jest/globals';
import { type Calls, noCalls } from '../../../src/teams/mentions.ts';
import { inOneRow, textElements, words } from '../../../src/teams/render-text.ts';
import { emphasis, type Line, link, strong } from '../../../src/texts/line.ts';

const ten = { time: new Date('2026-12-01T09:00:00Z'), zone: 'Europe/Berlin' };
const all = Number.POSITIVE_INFINITY;
const elements = (line: Line, longest = all) => textElements(line, longest, noCalls);
const run = (text: string, more: object = {}) => ({ type: 'TextRun', text, ...more });
const rich = (...inlines: object[]) => ({ type: 'RichTextBlock', inlines });

describe('A line without times and calls', () => {
  test('holds what people wrote as text, parsed by nobody', () => {
    const nasty = '**a** [b](https://evil.example) <b> &amp; 1. # x';
    expect(elements([nasty])).toEqual([rich(run(nasty))]);
  });

  test('styles spans, and leads where our own code does', () => {
    expect(
      elements([strong('a'), emphasis('b'), link('the call', 'https://meet.example.com/a (b)')]),
    ).toEqual([
      rich(
        run('a', { weight: 'bolder' }),
        run('b', { italic: true }),
        run('the call', {
          selectAction: { type: 'Action.OpenUrl', url: 'https://meet.example.com/a%20%28b%29' },
        }),
      ),
    ]);
  });

  test('joins plain texts that stand next to each other', () => {
    expect(elements(['a', 'b', strong('c'), 'd'])).toEqual([
      rich(run('ab'), run('c', { weight: 'bolder' }), run('d')),
    ]);
  });

  test('is a row of its own wherever people began one; blank rows set the next one apart', () => {
    expect(elements(['a\nb', strong('c\n\nd')])).toEqual([
      rich(run('a')),
      { ...rich(run('b'), run('c', { weight: 'bolder' })), spacing: 'none' },
      rich(run('d', { weight: 'bolder' })),
    ]);
  });

  test('of nothing is no element, but words of which nothing is left are a dash', () => {
    expect([elements([]), elements(['']), elements([' \n '])]).toEqual([[], [], []]);
    expect(elements([strong('\u200B')])).toEqual([rich(run('–', { weight: 'bolder' }))]);
  });

  test('is cut piece by piece', () => {
    expect(elements(['abcdef', strong('abcdef')], 4)).toEqual([
      rich(run('abc…'), run('abc…', { weight: 'bolder' })),
    ]);
  });

  test('may be small, wrong, an item of a list, or right below another', () => {
    expect(textElements(['a'], all, noCalls, { small: true, below: true })).toEqual([
      { ...rich(run('a', { size: 'small', isSubtle: true })), spacing: 'none' },
    ]);
    expect(textElements(['a'], all, noCalls, { wrong: true, bullet: true })).toEqual([
      rich(run('• a', { color: 'attention' })),
    ]);
    expect(textElements([''], all, noCalls, { bullet: true })).toEqual([]);
  });
});

describe('A line with a time or a call', () => {
  const markdown = (line: Line, calls: Calls = noCalls): string[] =>
    textElements(line, all, calls).map((one) => (one.type === 'TextBlock' ? one.text : one.type));

  test('is Markdown, for Teams finds these nowhere else', () => {
    expect(elements([strong('a'), ' until ', ten])).toEqual([
      { type: 'TextBlock', text: '**a** until {{TIME(2026-12-01T09:00:00Z)}}', wrap: true },
    ]);
    expect(textElements([ten], all, noCalls, { small: true })).toEqual([
      {
        type: 'TextBlock',
        text: '{{TIME(2026-12-01T09:00:00Z)}}',
        wrap: true,
        size: 'small',
        isSubtle: true,
      },
    ]);
  });

  test('has mentions', () => {
    const calls: Calls = { textOf: (id) => `<at>${id}</at>`, entities: [] };
    expect(markdown(['Called: ', { call: 'Ben' }, ' ', { call: 'Caro' }], calls)).toEqual([
      'Called: <at>Ben</at> <at>Caro</at>',
    ]);
  });

  test('is Markdown in the rows only that need it', () => {
    expect(markdown(['a *\n*b ', ten])).toEqual(['RichTextBlock', '\\*b {{TIME(2026-12-01T09:00:00Z)}}']);
  });
});

describe('Words', () => {
  test('are seen, in one row where they have to be', () => {
    expect([words('', all), inOneRow(' a\n\n\tb ', all)]).toEqual(['–', 'a b']);
  });

  test('are no mention and no time, wherever they stand', () => {
    expect(words('<at>Ben</at> <AT id="1"> <attic> < at', all)).toBe('‹at>Ben‹/at> ‹AT id="1"> <attic> < at');
    expect(words('{{TIME(2026-12-01T09:00:00Z)}} {{{DATE(x)}} {{a}}', all)).toBe(
      '{ {TIME(2026-12-01T09:00:00Z)}} {{ {DATE(x)}} {{a}}',
    );
  });
});
