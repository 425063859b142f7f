import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import type { Field, Form } from '../../../src/messages/form.ts';
import type { Block } from '../../../src/messages/message.ts';
import { mentionsIn } from '../../../src/sandbox/slack/mentions.ts';
import { check } from '../../../src/slack/limits.ts';
import { renderForm } from '../../../src/slack/render-form.ts';
import { renderMessage } from '../../../src/slack/render-message.ts';
import { emphasis, type Line, type Span, strong } from '../../../src/texts/line.ts';
import { law } from '../../support/law.ts';

type Json = Record<string, unknown>;

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const does = { do: 'join', session } as const;
const nowhere = () => undefined;
const ten: Span = { time: new Date('2026-12-01T09:00:00Z'), zone: 'Europe/Berlin' };

/** What Slack would read as a call, a link, styling, an emoji or an escape, and what breaks texts apart. */
const pieces = [
  '<!channel>',
  '<!here|x>',
  '@here',
  '@channel',
  '@everyone',
  '<@U0BEN>',
  '<@U0BEN|ben>',
  '<#C0SALES>',
  '<!subteam^S1>',
  '<!date^1^{time}|x>',
  'https://evil.example',
  '<https://evil.example|a>',
  '<mailto:a@b.example>',
  'evil.example',
  '|',
  '>',
  '<',
  '&',
  '&lt;',
  '&amp;',
  '*b*',
  '_i_',
  '~s~',
  '`c`',
  '```',
  ':tada:',
  '> ',
  '\n',
  '\t',
  ' ',
  'word',
  '👩‍👩‍👧‍👦',
  '\uD83D',
  '\u202E',
  '\u200B',
  '\u0000',
  'שלום',
  '\u2068',
  '\u2069',
  '\uFE0F',
  '*',
  '_',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 30 })
  .map((some) => some.join(''));
const span: fc.Arbitrary<Span> = fc.oneof(text, text.map(strong), text.map(emphasis), fc.constant(ten));
const line: fc.Arbitrary<Line> = fc.array(span, { minLength: 1, maxLength: 5 });
/** Emphasis in it is the bot's own. */
const smallPrint: fc.Arbitrary<Line> = fc.array(fc.oneof(text, fc.constant(ten)), {
  minLength: 1,
  maxLength: 5,
});
const press = text.map((label) => ({ label, does }));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.array(line, { minLength: 1, maxLength: 4 }).map((lines): Block => ({ kind: 'text', lines })),
  smallPrint.map((one): Block => ({ kind: 'note', line: one })),
  fc.array(text, { minLength: 1, maxLength: 4 }).map((lines): Block => ({ kind: 'quote', lines })),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((items): Block => ({ kind: 'list', items })),
  press.map((one): Block => ({ kind: 'ask-choice', options: [one] })),
  text.map(
    (label): Block => ({ kind: 'tally', rows: [{ label, count: 3, mark: 'right' }], sum: '(3 answers)' }),
  ),
  press.map((one): Block => ({ kind: 'actions', buttons: [one], more: [one] })),
  fc.tuple(line, press).map(([one, button]): Block => ({ kind: 'pressable', rows: [{ line: one, button }] })),
);

const objectsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsIn)];
};

/** Without what is our own in it: times, and the label of a date. */
const bare = (mrkdwn: string): string =>
  mrkdwn.replaceAll('<!date^1796115600^{time}|10:00>', ' ').replaceAll('*When?*', '');

const expectHarmless = (blocks: readonly KnownBlock[], banner: string): void => {
  const mentions = mentionsIn(banner, blocks);
  expect([...mentions.userIds, ...mentions.broadcasts]).toEqual([]);
  expect(banner).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  for (const object of objectsIn(blocks)) {
    expect(['link', 'user', 'usergroup', 'channel', 'broadcast', 'emoji', 'color']).not.toContain(
      object.type,
    );
    expect(object.emoji ?? false).toBe(false);
    if (object.type !== 'mrkdwn') continue;
    expect(object.verbatim).toBe(true);
    expect(bare(String(object.text))).not.toMatch(/[<>~`*_]|:[^\s:]+:|&(?!amp;|lt;|gt;)|^&gt;/m);
  }
};

describe('Whatever people write', () => {
  test('a message calls nobody, leads nowhere, and is taken by Slack', () => {
    law([text, fc.array(block, { minLength: 1, maxLength: 6 })], (push, blocks) => {
      const rendered = renderMessage({ push, blocks }, 'key', nowhere);
      expectHarmless(rendered.blocks, rendered.text);
      const odd = check({ surface: 'message', ...rendered }).filter(({ rule }) => !rule.includes('unique'));
      expect(odd).toEqual([]);
    });
  });

  test('a form calls nobody, leads nowhere, and is taken by Slack', () => {
    const field: fc.Arbitrary<Field> = fc.tuple(text, text, text).map(
      ([label, initial, hint]): Field => ({
        kind: 'text',
        name: 'text',
        label,
        initial,
        hint,
        lines: 'many',
        maxLength: 100,
        placeholder: label,
      }),
    );
    const choice: fc.Arbitrary<Field> = fc.tuple(text, text).map(
      ([label, option]): Field => ({
        kind: 'pick-one',
        name: 'one',
        label,
        groups: [{ label, options: [{ value: '1', label: option }] }],
      }),
    );
    const when: fc.Arbitrary<Field> = text.map(
      (fault): Field => ({
        kind: 'date-and-time',
        name: 'when',
        label: 'When?',
        date: '2026-12-01',
        time: '10:00',
        fault,
      }),
    );
    law([text, field, choice, when, block], (title, one, other, third, part) => {
      const parts: Form['parts'] = [
        part,
        ...[one, other, third].map((own) => ({ kind: 'field' as const, field: own })),
      ];
      const rendered = renderForm(
        { does: { do: 'send-list', session }, title, send: 'Send', close: title, parts },
        nowhere,
      );
      expectHarmless(rendered.blocks as KnownBlock[], '');
      const { surface, ...view } = { surface: 'modal' as const, ...rendered };
      expect(check({ surface, ...view, blocks: rendered.blocks })).toEqual([]);
    });
  });

  test('words from right to left are set apart from the others, and from nothing else', () => {
    law([text, text], (title, other) => {
      const { blocks } = renderMessage(
        { push: 'x', blocks: [{ kind: 'text', lines: [[strong(title), ' · at ', ten, ' ', other]] }] },
        undefined,
        nowhere,
      );
      const said = objectsIn(blocks).flatMap((object) =>
        object.type === 'text' ? [String(object.text)] : [],
      );
      for (const words of said)
        expect(words.replaceAll(/\u2068[^\u2068\u2069]+\u2069/g, '')).not.toMatch(/[\u2068\u2069ש]/);
    });
  });
});
