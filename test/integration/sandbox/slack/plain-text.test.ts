import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { plainMrkdwn, type Reader } from '../../../../src/sandbox/slack/plain-mrkdwn.ts';
import { plainBlocks } from '../../../../src/sandbox/slack/plain-text.ts';

const reader = (zone = 'Europe/Berlin'): Reader => ({
  zone,
  now: new Date('2026-12-01T08:00:00Z'),
  nameOf: (id) => ({ U0BEN: 'Ben' })[id] ?? id,
  channelNameOf: (id) => ({ C0SALES: 'team-sales' })[id] ?? id,
});
const TEN_IN_BERLIN = Date.parse('2026-12-01T09:00:00Z') / 1_000;

describe('What a person reads', () => {
  test.each([
    ['*bold* and _italic_ and ~gone~', 'bold and italic and gone'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['*<@U0BEN>* in <#C0SALES>', '@Ben in #team-sales'],
    ['`2 ▇ *1*`', '2 ▇ *1*'],
    ['<https://example.org/a_b_c|the page>, <https://example.org>', 'the page, https://example.org'],
    ['&lt;b&gt; &amp;lt;', '<b> &lt;'],
    ['&gt; quoted\n> too\nnot', '┃ quoted\n┃ too\nnot'],
    ['```one\n*two*```', '┃ one\n┃ *two*'],
    ['<!here> <!date^nonsense|at ten>', '@here at ten'],
  ])('%j reads %j', (mrkdwn, text) => {
    expect(plainMrkdwn(mrkdwn, reader())).toBe(text);
  });

  test('Dates stand in the zone of the reader', () => {
    const date = (format: string) => `<!date^${TEN_IN_BERLIN}^${format}|fallback>`;
    expect(plainMrkdwn(`until ${date('{time}')}`, reader())).toBe('until 10:00');
    expect(plainMrkdwn(`until ${date('{time}')}`, reader('America/New_York'))).toBe('until 04:00');
    expect(plainMrkdwn(date('{date_short_pretty} at {time}'), reader())).toBe('Today at 10:00');
    expect(plainMrkdwn(date('{date_num} {date_long}'), reader())).toBe(
      '2026-12-01 Tuesday, December 1st, 2026',
    );
    expect(plainMrkdwn(date('{unheard_of}'), reader())).toBe('fallback');
  });

  test('A message reads block by block, controls in brackets', () => {
    const blocks: KnownBlock[] = [
      { type: 'header', text: { type: 'plain_text', text: 'Spot the *phish*' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*1* · Active start' },
        accessory: {
          type: 'overflow',
          options: [{ text: { type: 'plain_text', text: 'Not now' }, value: 'x' }],
        },
      },
      { type: 'divider' },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: '_With Ana_' },
          { type: 'plain_text', text: '5 are in' },
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: 'Join' } },
          { type: 'static_select', placeholder: { type: 'plain_text', text: 'Move' }, options: [] },
        ],
      },
    ];
    expect(plainBlocks(blocks, reader()).split('\n')).toEqual([
      'Spot the *phish*',
      '1 · Active start [⋯]',
      '───',
      'With Ana 5 are in',
      '[Join] [Move ▾]',
    ]);
  });

  test('Rich text reads with names, links, dates, lists and quotes', () => {
    const text = (value: string) => ({ type: 'text', text: value }) as const;
    const block: KnownBlock = {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Called: ', style: { bold: true } },
            { type: 'user', user_id: 'U0BEN' },
            text(' until '),
            { type: 'date', timestamp: TEN_IN_BERLIN, format: '{time}', fallback: '10' },
            { type: 'emoji', name: 'wave', unicode: '1f44b' },
          ],
        },
        { type: 'rich_text_quote', elements: [text('From: @here\nHello')] },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [
            { type: 'rich_text_section', elements: [text('one')] },
            {
              type: 'rich_text_section',
              elements: [{ type: 'link', url: 'https://example.org', text: 'two' }],
            },
          ],
        },
        { type: 'rich_text_preformatted', elements: [text('*as it is*')] },
      ],
    };
    expect(plainBlocks([block], reader()).split('\n')).toEqual([
      'Called: @Ben until 10:00👋',
      '┃ From: @here',
      '┃ Hello',
      '1. one',
      '2. two',
      '┃ *as it is*',
    ]);
  });
});
