import { describe, expect, test } from '@jest/globals';
import type { Button, KnownBlock } from '@slack/types';
import type { RenderedForSlack } from '../../src/slack/limits.ts';
import { en as texts } from '../../src/texts/en.ts';
import { bannerBreaches, type Known } from '../support/accessibility/banner-rules.ts';
import { controlBreaches } from '../support/accessibility/control-rules.ts';
import { signBreaches } from '../support/accessibility/sign-rules.ts';
import { secretsOf } from '../support/gallery/sample.ts';
import { galleryOnSlack, type OnSlack } from '../support/gallery-on-slack.ts';

const isPlain = ({ entry }: OnSlack): boolean => ['typical', 'canary'].includes(entry.sample.name);

/** The other samples' answers are single letters, or signs that stand in their titles, too. */
const knownOf = (shown: OnSlack): Known => {
  const { sample, subject } = shown.entry;
  const isReceipt = shown.rendered.text === texts.note.pushSaved;
  return isPlain(shown)
    ? {
        isPlain: true,
        isReceipt,
        secrets: secretsOf(sample),
        // The help's is an example.
        titles: subject === 'help' ? [] : [sample.title, sample.seriesTitle],
        doers: [sample.keeper],
      }
    : { isPlain: false, isReceipt, secrets: [], titles: [], doers: [] };
};

/** Every breach by name: an empty list is what the tests want. */
const breachesIn = (shown: readonly OnSlack[], rules: (one: OnSlack) => string[]): string[] =>
  shown.flatMap((one) =>
    rules(one).map((breach) => `${one.entry.sample.name} ${one.entry.subject}: ${one.entry.state}: ${breach}`),
  );

describe('Everything that the bot says or asks', () => {
  const messages = galleryOnSlack.filter(({ rendered }) => rendered.surface === 'message');

  test('says in its banner who, what and when, and nothing that people answered', () => {
    expect(breachesIn(messages, (one) => bannerBreaches(one.rendered, knownOf(one)))).toEqual([]);
  });

  test('can be pressed, chosen and filled in by who hears it or speaks to it', () => {
    // The worst samples are titles and answers without any words.
    const worded = galleryOnSlack.filter((one) => isPlain(one) || one.entry.sample.name === 'small');
    expect(breachesIn(worded, (one) => controlBreaches(one.rendered, isPlain(one)))).toEqual([]);
  });

  test('means nothing by a sign, a colour or bold print alone', () => {
    expect(breachesIn(galleryOnSlack.filter(isPlain), ({ rendered }) => signBreaches(rendered))).toEqual([]);
  });

  test('is tried with answers that can be told from all other words', () => {
    const canaries = galleryOnSlack.filter(({ entry }) => entry.sample.name === 'canary');
    const shown = JSON.stringify(canaries.map(({ rendered }) => rendered.blocks));
    const [{ entry }] = canaries as [OnSlack];
    expect(secretsOf(entry.sample).filter((secret) => !shown.includes(secret))).toEqual([]);
  });
});

/*
 * The rules themselves, each with a message that breaks it.
 */

const words = (text: string) => ({ type: 'plain_text', text }) as const;
const paragraph = (...texts: string[]): KnownBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: texts.map((text) => ({ type: 'text', text })) }],
});
const button = (text: string, more: Partial<Button> = {}): Button => ({
  type: 'button',
  text: words(text),
  action_id: text,
  ...more,
});
const row = (...elements: Button[]): KnownBlock => ({ type: 'actions', elements });
const message = (text: string | undefined, ...blocks: KnownBlock[]): RenderedForSlack => ({
  surface: 'message',
  text,
  blocks,
});
const form = (more: Partial<RenderedForSlack>, ...blocks: KnownBlock[]): RenderedForSlack => ({
  surface: 'modal',
  title: words('My plan'),
  submit: words('Send'),
  close: words('Cancel'),
  ...more,
  blocks,
});
const box = (label: string, name = 'text', more: object = {}): KnownBlock => ({
  type: 'input',
  label: words(label),
  element: { type: 'plain_text_input', action_id: name, ...more },
});

describe('A banner', () => {
  const known: Known = {
    isPlain: true,
    secrets: ['zero in micros0ft'],
    titles: ['Spot the phish'],
    doers: ['Zoe'],
    isReceipt: false,
  };
  const breaches = (text: string | undefined, ...blocks: KnownBlock[]) => bannerBreaches(message(text, ...blocks), known);
  const head = paragraph('Spot the phish until 10:03, paused by Zoe');

  test('that says it all is fine', () => {
    expect(breaches('Spot the phish until 10:03, paused by Zoe.', head)).toEqual([]);
  });

  test.each([
    ['the banner says nothing', undefined],
    ['the banner says nothing', '12.'],
    ['the banner is a mere title', 'Spot the phish'],
    ['the banner is a mere title', 'Saved.'],
    ['the banner holds an answer', 'You wrote: zero in micros0ft.'],
    ['the banner calls somebody', 'It starts now, <@U0BEN>.'],
    ['the banner calls somebody', 'It starts now, <!channel>.'],
    ['the banner is too long', `${'It starts now. '.repeat(30)}`.trim()],
    ['the banner holds markup or signs', '*Spot the phish* starts now.'],
    ['the banner holds markup or signs', 'It runs: ● ● ○ ○ Exercise.'],
    ['the banner holds markup or signs', 'It starts now :tada: here.'],
  ])('breaks a rule: %s (%j)', (rule, text) => {
    expect(breaches(text)).toContain(rule);
  });

  test.each([
    ['the banner does not say what', 'It is paused by Zoe until 10:03.'],
    ['the banner does not say when', 'Spot the phish is paused by Zoe.'],
    ['the banner does not say who', 'Spot the phish is paused until 10:03.'],
  ])('breaks a rule where the message says more: %s', (rule, text) => {
    expect(breaches(text, head)).toEqual([rule]);
  });
});

describe('A control', () => {
  const breaches = (rendered: RenderedForSlack) => controlBreaches(rendered, true);
  const pickers: KnownBlock = { type: 'actions', elements: [{ type: 'datepicker', action_id: 'when.date' }] };
  const asked = (confirm: string, text = 'It is lost.') =>
    row(
      button('Drop it', {
        confirm: { title: words('Drop it?'), text: words(text), confirm: words(confirm), deny: words('Keep it') },
      }),
    );

  test('with words is fine', () => {
    expect(
      breaches(
        form(
          {},
          row(button('★ recap', { accessibility_label: 'Put into the recap: hurry' }), button('Next')),
          asked('Cancel it'),
          { type: 'section', text: words('When?') },
          pickers,
          box('Days without a session', 'skip', { placeholder: words('24 Dec') }),
        ),
      ),
    ).toEqual([]);
  });

  test.each([
    ['a button without words: ⋯', message('', row(button('⋯')))],
    ['a button without words: 2', message('', row(button('2', { style: 'primary' })))],
    [
      'a button that is called otherwise: Move, Shift it',
      message('', row(button('Move', { accessibility_label: 'Shift it' }))),
    ],
    [
      'two buttons with one name: Move',
      message('', row(button('Move', { action_id: 'a' })), row(button('Move', { action_id: 'b' }))),
    ],
    [
      'an option without words: ★',
      message('', {
        type: 'actions',
        elements: [{ type: 'overflow', options: [{ text: words('★'), value: 'star' }] }],
      }),
    ],
    ['a question without words', message('', asked('Cancel it', '?'))],
    ['a question whose answers do not say what they do: Drop it?', message('', asked('Yes'))],
    ['a box without a label: text', form({}, box('…'))],
    ['a box that does not say in which form: Days', form({}, box('Days', 'skip'))],
    ['a picker without words above it', form({}, paragraph('When?'), pickers)],
    ['an image without words', message('', { type: 'image', image_url: 'https://a.example', alt_text: '' })],
    ['a form without a title', form({ title: words('…') })],
    ['a form without words to leave it', form({ close: undefined })],
    ['a form without words to send it', form({ submit: undefined }, box('My plan'))],
    ['a form without words to send it', form({ submit: words('✓') })],
  ])('breaks a rule: %s', (rule, rendered) => {
    expect(breaches(rendered)).toEqual([rule]);
  });
});

describe('A sign', () => {
  const row = (text: string): KnownBlock => ({
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text, style: { code: true, bold: true } }] },
    ],
  });

  test('beside words or numbers is fine', () => {
    const shown = [paragraph('● ● ○ ○ Exercise'), paragraph('2 ▇▇ 2'), row('Call IT ▇ 1 (right)')];
    expect(shown.flatMap((block) => signBreaches(message('', block)))).toEqual([]);
  });

  test.each([
    ['right or wrong by a sign: ✓ Call IT', paragraph('✓ Call IT')],
    ['right or wrong by a sign: Call IT 🟢', paragraph('Call IT 🟢')],
    ['a sign by itself: ★', paragraph('★')],
    ['dots without words: until 10:03 ● ○', paragraph('until 10:03 ● ○')],
    ['a bar without its number: Call IT ▇▇', paragraph('Call IT ▇▇')],
    ['an emoji by its code: Done :tada:', paragraph('Done :tada:')],
    ['the right answer by its print alone: Call IT ▇ 1', row('Call IT ▇ 1')],
  ])('breaks a rule: %s', (rule, block) => {
    expect(signBreaches(message('', block))).toEqual([rule]);
  });
});
