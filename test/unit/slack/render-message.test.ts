import { describe, expect, test } from '@jest/globals';
import type { Block, Message } from '../../../src/messages/message.ts';
import { check } from '../../../src/slack/limits.ts';
import { renderMessage } from '../../../src/slack/render-message.ts';
import { emphasis } from '../../../src/texts/line.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const message = (...blocks: Block[]): Message => ({ push: 'Push', blocks });
const render = (...blocks: Block[]) => renderMessage(message(...blocks), undefined, () => undefined).blocks;
const text: Block = { kind: 'text', lines: [['Hello']] };

describe('A message', () => {
  test('carries its key in its first block only', () => {
    const { blocks } = renderMessage(message(text, text), 'k', () => undefined);
    expect(blocks.map(({ block_id }) => block_id)).toEqual(['key:k', undefined]);
  });

  test('needs no key, and no blocks', () => {
    expect(renderMessage(message(), 'k', () => undefined)).toEqual({ text: 'Push', blocks: [] });
    expect(render(text)[0]).not.toHaveProperty('block_id');
  });

  test('has a banner in which nothing is a mention or a link', () => {
    const { text: banner } = renderMessage(
      { push: '<!channel>\n& more', blocks: [] },
      undefined,
      () => undefined,
    );
    expect(banner).toBe('&lt;!channel&gt; &amp; more');
  });

  test('has a banner that Slack takes, however long its words are', () => {
    const { text: banner } = renderMessage(
      { push: '&'.repeat(5000), blocks: [] },
      undefined,
      () => undefined,
    );
    expect(banner).toBe(`${'&amp;'.repeat(499)}…`);
  });
});

describe('A button', () => {
  const to = { channel: 'C1', ts: '1.0' };
  const join = { label: 'Join', does: { do: 'join', session } as const };

  test('leads to a message whose address is known', () => {
    const { blocks } = renderMessage(
      message({ kind: 'actions', buttons: [{ ...join, to }] }),
      undefined,
      ({ ts }) => `https://x/${ts}`,
    );
    expect(blocks).toMatchObject([{ elements: [{ action_id: `join:${session}`, url: 'https://x/1.0' }] }]);
  });

  test('is told to the bot alone where it is not', () => {
    const [block] = render({ kind: 'actions', buttons: [{ ...join, to }, join] });
    expect(JSON.stringify(block)).not.toContain('url');
  });

  test('may be the main one, or a dangerous one', () => {
    const [block] = render({
      kind: 'actions',
      buttons: [join, { ...join, weight: 'main' }, { ...join, weight: 'danger' }],
    });
    const elements = block?.type === 'actions' ? block.elements : [];
    expect(elements.map((element) => ('style' in element ? element.style : undefined))).toEqual([
      undefined,
      'primary',
      'danger',
    ]);
  });
});

describe('A button that asks first', () => {
  const confirm = { title: 'Cancel?', text: 'It is gone then.', yes: 'Cancel it', no: 'Keep it' };
  const asking = (words: Partial<typeof confirm> = {}) =>
    render({
      kind: 'actions',
      buttons: [
        { label: 'Drop it', does: { do: 'cancel-session', session }, confirm: { ...confirm, ...words } },
      ],
    })[0];

  test('carries its question and both answers', () => {
    const words = (text: string) => ({ type: 'plain_text', text, emoji: false });
    expect(asking()).toMatchObject({
      elements: [
        {
          confirm: {
            title: words('Cancel?'),
            text: words('It is gone then.'),
            confirm: words('Cancel it'),
            deny: words('Keep it'),
            style: 'danger',
          },
        },
      ],
    });
  });

  test('keeps to what Slack takes, however long a title is', () => {
    const long = 'x'.repeat(500);
    const rendered = asking({ title: long, text: long, yes: long, no: long });
    expect(check({ surface: 'message', blocks: rendered ? [rendered] : [] })).toEqual([]);
  });
});

describe('Small print', () => {
  const note = (...line: Extract<Block, { kind: 'note' }>['line']) => render({ kind: 'note', line })[0];
  const ten = { time: new Date('2026-12-01T09:00:00Z'), zone: 'UTC' };

  test('without a time is plain text', () => {
    expect(note('+ ', '*3*', ' more')).toMatchObject({
      elements: [{ type: 'plain_text', text: '+ *3* more' }],
    });
  });

  test('up to its last time, and what follows that without a space, is read for times', () => {
    expect(note('Shown at ', ten, '.')).toEqual({
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'Shown at <!date^1796115600^{time}|09:00>.', verbatim: true }],
    });
  });

  test('behind it is plain text again', () => {
    expect(note('Next: ', ten, ': ', '*a* <b>')).toMatchObject({
      elements: [
        { type: 'mrkdwn', text: 'Next: <!date^1796115600^{time}|09:00>:' },
        { type: 'plain_text', text: '*a* <b>', emoji: false },
      ],
    });
  });

  test('may be emphasised', () => {
    expect(note(emphasis('6 are in'))).toMatchObject({ elements: [{ text: '_6 are in_' }] });
  });
});

describe('The bars of a distribution', () => {
  const bars = (...counts: number[]) => {
    const rows = counts.map((count) => ({ label: 'x', count, right: false }));
    return JSON.stringify(render({ kind: 'tally', rows, sum: '' })).match(/x ▇* ?\d+/g);
  };

  test('are as long as their counts, while these are small', () => {
    expect(bars(3, 0, 10)).toEqual(['x ▇▇▇ 3', 'x 0', 'x ▇▇▇▇▇▇▇▇▇▇ 10']);
  });

  test('are in proportion to the longest one, when they are not', () => {
    expect(bars(40, 20, 1)).toEqual(['x ▇▇▇▇▇▇▇▇▇▇ 40', 'x ▇▇▇▇▇ 20', 'x ▇ 1']);
  });
});
