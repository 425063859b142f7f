import { describe, expect, test } from '@jest/globals';
import { escaped, mrkdwn, richSection } from '../../../src/slack/render-text.ts';
import { emphasis, type Line, link, strong } from '../../../src/texts/line.ts';
import { plain } from '../../../src/texts/plain.ts';

const ten = { time: new Date('2026-12-01T09:00:00Z'), zone: 'Europe/Berlin' };
const all = Number.POSITIVE_INFINITY;

describe('Rich text', () => {
  test('holds what people wrote as text, parsed by nobody', () => {
    const nasty = '<!channel> *a* @here <@U1> &amp; https://evil.example';
    expect(richSection([[nasty]], all).elements).toEqual([{ type: 'text', text: nasty }]);
  });

  test('styles spans, shows times in the reader’s zone, and calls', () => {
    expect(richSection([[strong('a'), emphasis('b'), ten, { call: 'U1' }]], all).elements).toEqual([
      { type: 'text', text: 'a', style: { bold: true } },
      { type: 'text', text: 'b', style: { italic: true } },
      { type: 'date', timestamp: 1796115600, format: '{time}', fallback: '10:00' },
      { type: 'user', user_id: 'U1' },
    ]);
  });

  test('joins plain texts that stand next to each other, lines included', () => {
    expect(richSection([['a', 'b'], ['c', strong('d')], ['e']], all).elements).toEqual([
      { type: 'text', text: 'ab\nc' },
      { type: 'text', text: 'd', style: { bold: true } },
      { type: 'text', text: '\ne' },
    ]);
  });

  test('leaves empty spans out, but not words of which nothing is left', () => {
    expect(richSection([['', 'a', strong('')]], all).elements).toEqual([
      { type: 'text', text: 'a' },
      { type: 'text', text: '–', style: { bold: true } },
    ]);
    expect(richSection([[strong('\u200B')]], all).elements).toEqual([
      { type: 'text', text: '–', style: { bold: true } },
    ]);
  });

  test('is cut piece by piece', () => {
    expect(richSection([['abcdef', strong('abcdef')]], 4).elements).toEqual([
      { type: 'text', text: 'abc…' },
      { type: 'text', text: 'abc…', style: { bold: true } },
    ]);
  });
});

describe('Mrkdwn', () => {
  const line: Line = ['a < b & c > d ', strong('<b>'), emphasis('i'), { call: 'U1' }, ten, ''];

  test('is escaped, with styling, calls and times of its own', () => {
    expect(mrkdwn(line, all)).toBe(
      'a &lt; b &amp; c &gt; d *&lt;b&gt;*_i_<@U1><!date^1796115600^{time}|10:00>',
    );
  });

  test('is cut before it is escaped, so that no entity is torn apart', () => {
    expect(mrkdwn(['&&&&'], 3)).toBe('&amp;&amp;…');
  });
});

test('A plain line has no styling, and calls nobody', () => {
  expect(plain(['a ', strong('b'), emphasis('c'), { call: 'U1' }, ten])).toBe('a bc10:00');
});

test('A link leads to its address, whatever stands in it', () => {
  const call = link('the <call>', 'https://meet.example.com/a|b?c=d&e=f');
  expect(richSection([[call]], all).elements).toEqual([
    { type: 'link', url: 'https://meet.example.com/a|b?c=d&e=f', text: 'the <call>' },
  ]);
  expect(mrkdwn([call], all)).toBe('<https://meet.example.com/a%7Cb?c=d&amp;e=f|the &lt;call&gt;>');
  expect(plain([call])).toBe('the <call>');
});

test('Words are escaped once', () => {
  expect(escaped('<&lt;>')).toBe('&lt;&amp;lt;&gt;');
});
