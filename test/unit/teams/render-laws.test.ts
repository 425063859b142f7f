import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Field, Form } from '../../../src/messages/form.ts';
import type { Block } from '../../../src/messages/message.ts';
import type { AdaptiveCard } from '../../../src/teams/card-schema.ts';
import { check } from '../../../src/teams/limits.ts';
import { escaped } from '../../../src/teams/markdown.ts';
import { callsIn } from '../../../src/teams/mentions.ts';
import { renderForm } from '../../../src/teams/render-form.ts';
import { renderMessage } from '../../../src/teams/render-message.ts';
import { emphasis, type Line, type Span, strong } from '../../../src/texts/line.ts';
import { objectsIn } from '../../support/accessibility/objects-in.ts';
import { elementsOf, markdownIn, meaningful, unescaped } from '../../support/card-parts.ts';
import { formWords } from '../../support/form-words.ts';
import { law } from '../../support/law.ts';
import { parseEvents } from '../../support/parse-events.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const does = { do: 'join', session } as const;
const nowhere = () => undefined;
const ten: Span = { time: new Date('2026-12-01T09:00:00Z'), zone: 'Europe/Berlin' };
const ben: Span = { call: 'U0BEN' };

/** What Teams would read as a call, a time, a link or styling, and what breaks texts apart. */
const pieces = [
  '<at>Ben</at>',
  '<at>',
  '</at>',
  '<AT id="0">',
  '<',
  '>',
  '{{TIME(2026-12-01T09:00:00Z)}}',
  '{{DATE(2026-12-01T09:00:00Z, LONG)}}',
  '{{',
  '{',
  '}}',
  '$\u007Btitle}',
  '**b**',
  '*',
  '**',
  '_i_',
  '_',
  '~~s~~',
  '`c`',
  '```',
  '[a](https://evil.example)',
  '[a][1]',
  '![a](https://evil.example/x.png)',
  '](',
  '[',
  '<https://evil.example>',
  'https://evil.example',
  'www.evil.example',
  'evil.example',
  'a@b.example',
  '@',
  '://',
  '<b>',
  '&lt;',
  '&amp;',
  '&',
  '\\',
  '\\\\',
  '# ',
  '- ',
  '+ ',
  '1. ',
  '1) ',
  '===',
  '---',
  '> ',
  '|',
  '\n',
  '\n\n',
  '\t',
  ' ',
  '    ',
  'word',
  '.',
  ':',
  '👩‍👩‍👧‍👦',
  '\uD83D',
  '\u202E',
  '\u200B',
  '\u0000',
  'שלום',
  '\u2068',
  '\u2069',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 30 })
  .map((some) => some.join(''));
const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  text.map(strong),
  text.map(emphasis),
  fc.constant(ten),
  fc.constant(ben),
);
const line: fc.Arbitrary<Line> = fc.array(span, { minLength: 1, maxLength: 5 });
const press = text.map((label) => ({ label, spoken: label, does }));
const confirming = fc
  .tuple(press, text)
  .map(([one, said]) => ({ ...one, confirm: { title: said, text: said, yes: said, no: said } }));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.array(line, { minLength: 1, maxLength: 4 }).map((lines): Block => ({ kind: 'text', lines })),
  line.map((one): Block => ({ kind: 'note', line: one })),
  fc.array(text, { minLength: 1, maxLength: 4 }).map((lines): Block => ({ kind: 'quote', lines })),
  text.map((one): Block => ({ kind: 'code', text: one })),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((items): Block => ({ kind: 'list', items })),
  fc.array(press, { maxLength: 9 }).map((options): Block => ({ kind: 'ask-choice', options })),
  fc
    .tuple(text, text)
    .map(([label, mark]): Block => ({ kind: 'tally', rows: [{ label, count: 3, mark }], sum: mark })),
  fc
    .tuple(press, confirming)
    .map(([one, asking]): Block => ({ kind: 'actions', buttons: [one, asking], more: [one] })),
  fc.tuple(line, press).map(([one, button]): Block => ({ kind: 'pressable', rows: [{ line: one, button }] })),
);

const times = /\{\{TIME\(2026-12-01T09:00:00Z\)\}\}/g;
const mentions = /<at>Ben<\/at>/g;

/** Nothing in Markdown but what we put there: times, mentions, and marks in pairs right around words. */
const expectPlain = (markdown: string): void => {
  const own = markdown.replaceAll(times, '10:00').replaceAll(mentions, '{}');
  const left = meaningful(own);
  expect(left).not.toMatch(/[<>`~&[\]\\]|:\/\/|@|[\p{L}\p{N}]\.\p{L}|\n/u);
  expect(own).not.toMatch(/^(?:#|[-+=]|\d+[.)]|\s)/);
  const marks = markdown.replaceAll(/\\[!-/:-@[-`{-~]/g, '.').match(/\*+|_+/g) ?? [];
  expect(marks.every((mark) => mark === '**' || mark === '_')).toBe(true);
  expect(marks.length % 2).toBe(0);
};

const expectHarmless = (card: AdaptiveCard, called: readonly string[]): void => {
  expect((card.msteams.entities ?? []).map(({ mentioned }) => mentioned.id)).toEqual(called);
  for (const markdown of markdownIn(card)) expectPlain(markdown);
  const blocks = new Set(elementsOf(card).flatMap((one) => (one.type === 'TextBlock' ? [one.text] : [])));
  for (const object of objectsIn(card)) {
    expect(object).not.toHaveProperty('url');
    // In a box it is what was typed, and nothing else.
    const { value: _, ...said } = 'id' in object ? object : { value: undefined, ...object };
    for (const one of Object.values(said)) {
      if (typeof one !== 'string' || blocks.has(one) || object.type === 'mention') continue;
      expect(one).not.toMatch(/<\/?at\b|\{\{(?:DATE|TIME)\(/i);
    }
  }
};

describe('Whatever people write', () => {
  test('a message calls nobody else, leads nowhere, styles nothing, and is taken by Teams', () => {
    law([text, fc.array(block, { minLength: 1, maxLength: 6 })], (push, blocks) => {
      const nameOf = () => 'Ben';
      const { summary, card } = renderMessage({ push, blocks }, 'key', nowhere, nameOf);
      expectHarmless(
        card,
        callsIn(blocks, nameOf).entities.map(({ mentioned }) => mentioned.id),
      );
      expect(summary).not.toMatch(/<\/?at\b|\{\{(?:DATE|TIME)\(/i);
      expect(check({ surface: 'message', summary, card })).toEqual([]);
      expect(parseEvents(card)).toEqual([]);
    });
  });

  test('a form calls nobody, leads nowhere, styles nothing, and is taken by Teams', () => {
    const fields = fc.tuple(text, text, text).map(([label, initial, said]): Field[] => [
      {
        kind: 'text',
        name: 'text',
        label,
        initial,
        hint: said,
        lines: 'many',
        maxLength: 100,
        placeholder: label,
      },
      {
        kind: 'pick-one',
        name: 'one',
        label,
        groups: [{ label: said, options: [{ value: '1', label: initial }] }],
      },
      {
        kind: 'date-and-time',
        name: 'when',
        label: 'When?',
        date: '2026-12-01',
        time: '10:00',
        fault: said,
      },
    ]);
    const silent = block.filter((one) => callsIn([one], nowhere).entities.length === 0);
    law([text, fields, silent], (title, some, part) => {
      const parts: Form['parts'] = [part, ...some.map((field) => ({ kind: 'field' as const, field }))];
      const form: Form = { does: { do: 'send-list', session }, title, send: title, close: title, parts };
      const rendered = renderForm(form, nowhere, formWords, { faults: { text: title } });
      expectHarmless(rendered.card, []);
      expect(check({ surface: 'dialog', title: rendered.title, card: rendered.card })).toEqual([]);
      expect(parseEvents(rendered.card)).toEqual([]);
    });
  });

  test('Markdown shows it as it stands', () => {
    law([text], (written) => {
      expectPlain(escaped(written) || 'x');
      expect(unescaped(escaped(written))).toBe(written.replaceAll('\n', ' ').trim());
    });
  });

  test('a line with a time says the same as one without, sign by sign', () => {
    const shown = (one: Line): string[] =>
      renderMessage(
        { push: 'x', blocks: [{ kind: 'text', lines: [one] }] },
        'k',
        nowhere,
        nowhere,
      ).card.body.map((element) => {
        if (element.type === 'TextBlock') return unescaped(element.text.replaceAll(times, ' at ten'));
        return element.type === 'RichTextBlock' ? element.inlines.map((run) => run.text).join('') : '';
      });
    law([text.map((one) => one.replaceAll('\n', ' '))], (words) => {
      const [rich = ''] = shown([`a ${words} z`]);
      const [markdown = ''] = shown([`a ${words} z`, ten]);
      expect(markdown).toBe(`${rich} at ten`);
    });
  });
});
