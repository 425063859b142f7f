import { describe, expect, test } from '@jest/globals';
import { check, type RenderedForSlack, SLACK_LIMITS } from '../../../src/slack/limits.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string, text: object = plain(value)) => ({ text, value });
const options = (count: number) => Array.from({ length: count }, (_, i) => option(`option ${i}`));
const button = (more: object = {}) => ({ type: 'button', action_id: 'press', text: plain('Join'), ...more });
const section = { type: 'section', text: mrkdwn('Hello') };
const input = (element: object) => ({ type: 'input', label: plain('Called'), element });
const confirm = { title: plain('Stop?'), text: mrkdwn('Now.'), confirm: plain('Yes'), deny: plain('No') };

const message = (...blocks: object[]): RenderedForSlack => ({
  surface: 'message',
  text: 'Push',
  blocks: blocks as never,
});
const modal = (...blocks: object[]): RenderedForSlack => ({
  surface: 'modal',
  title: { type: 'plain_text', text: 'Plan' },
  submit: { type: 'plain_text', text: 'Plan it' },
  blocks: blocks as never,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const rules = (rendered: RenderedForSlack) => check(rendered).map(({ path, rule }) => `${path} ${rule}`);

describe('Slack accepts', () => {
  test('every kind of block and element that the bot uses', () => {
    const choices = [
      { type: 'static_select', action_id: 'a', options: options(100), initial_option: option('option 7') },
      {
        type: 'static_select',
        action_id: 'b',
        option_groups: [{ label: plain('Ready to run'), options: options(2) }],
        placeholder: plain('What?'),
      },
      { type: 'users_select', action_id: 'c', initial_user: 'U0ANA' },
      { type: 'datepicker', action_id: 'd', initial_date: '2026-12-01' },
      { type: 'timepicker', action_id: 'e', initial_time: '09:50', timezone: 'Europe/Berlin' },
      { type: 'radio_buttons', action_id: 'f', options: [option('once', mrkdwn('*Just once*'))] },
      { type: 'checkboxes', action_id: 'g', options: options(10), initial_options: options(2) },
    ];
    const blocks = [
      { type: 'header', text: plain('Spot the phish') },
      {
        ...section,
        fields: [mrkdwn('a'), plain('b')],
        accessory: button({ confirm, style: 'danger', url: 'https://x' }),
      },
      {
        type: 'context',
        elements: [mrkdwn('small'), { type: 'image', image_url: 'https://x/y.png', alt_text: 'y' }],
      },
      { type: 'divider' },
      actions(
        button({ value: '1' }),
        { type: 'overflow', action_id: 'more', options: options(5) },
        ...choices,
      ),
      { type: 'image', image_url: 'https://x/y.png', alt_text: 'y', title: plain('Y') },
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_quote', elements: [{ type: 'text', text: '@here' }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] }],
          },
        ],
      },
    ];
    expect(rules(message(...blocks))).toEqual([]);
    const fields = [{ type: 'plain_text_input', max_length: 3_000, initial_value: '' }, ...choices].map(
      input,
    );
    expect(rules(modal(...blocks, ...fields))).toEqual([]);
    expect(rules({ surface: 'home', blocks: blocks as never })).toEqual([]);
  });

  test('everything at its longest', () => {
    const longest = [
      { type: 'header', text: plain('x'.repeat(150)) },
      { type: 'section', text: mrkdwn('x'.repeat(3_000)) },
      actions(
        ...Array.from({ length: 25 }, (_, i) => button({ action_id: `${i}`, text: plain('x'.repeat(75)) })),
      ),
    ];
    expect(rules(message(...longest))).toEqual([]);
    expect(rules({ ...message(), text: 'x'.repeat(4_000) })).toEqual([]);
    expect(rules(modal(...Array.from({ length: 100 }, () => section)))).toEqual([]);
  });
});

describe('Slack refuses', () => {
  test.each([
    ['51 blocks in a message', message(...Array(51).fill(section)), '/blocks at most 50 blocks'],
    ['101 blocks in a modal', modal(...Array(101).fill(section)), '/blocks at most 100 blocks'],
    [
      'a text over 4,000 characters',
      { ...message(), text: 'x'.repeat(4_001) },
      '/text at most 4000 characters',
    ],
    ['nothing at all', { ...message(), text: '' }, '/text a message needs text or blocks'],
    ['an unknown block', message({ type: 'carousel' }), '/blocks/0 unsupported block type: carousel'],
    ['an unknown property', message({ ...section, colour: 'red' }), '/blocks/0/colour unknown property'],
    [
      'an empty text',
      message({ type: 'section', text: mrkdwn('') }),
      '/blocks/0/text/text must not be empty',
    ],
    ['a section without text', message({ type: 'section' }), '/blocks/0/text a section needs text or fields'],
    [
      'markup in a header',
      message({ type: 'header', text: mrkdwn('*x*') }),
      '/blocks/0/text must be plain_text',
    ],
    [
      'a section over 3,000 characters',
      message({ type: 'section', text: mrkdwn('x'.repeat(3_001)) }),
      '/blocks/0/text/text at most 3000 characters',
    ],
    [
      'eleven fields',
      message({ type: 'section', fields: Array(11).fill(plain('x')) }),
      '/blocks/0/fields at most 10 fields',
    ],
    ['no elements', message(actions()), '/blocks/0/elements at least one is required'],
    [
      'a long button',
      message(actions(button({ text: plain('x'.repeat(76)) }))),
      '/blocks/0/elements/0/text/text at most 75 characters',
    ],
    [
      'markup on a button',
      message(actions(button({ text: mrkdwn('x') }))),
      '/blocks/0/elements/0/text must be plain_text',
    ],
    [
      'a long link',
      message(actions(button({ url: 'x'.repeat(3_001) }))),
      '/blocks/0/elements/0/url at most 3000 characters',
    ],
    [
      'an empty overflow menu',
      message(actions({ type: 'overflow', options: [] })),
      '/blocks/0/elements/0/options at least one is required',
    ],
    [
      'six entries in an overflow menu',
      message(actions({ type: 'overflow', options: options(6) })),
      '/blocks/0/elements/0/options at most 5 options',
    ],
    [
      'a long option value',
      message(actions({ type: 'overflow', options: [option('x'.repeat(76), plain('x'))] })),
      '/blocks/0/elements/0/options/0/value at most 75 characters',
    ],
    [
      'markup in a select',
      message(actions({ type: 'static_select', options: [option('x', mrkdwn('x'))] })),
      '/blocks/0/elements/0/options/0/text must be plain_text',
    ],
    [
      'an initial option that is no option',
      message(actions({ type: 'static_select', options: options(2), initial_option: option('other') })),
      '/blocks/0/elements/0/initial_option must equal one of the options',
    ],
    [
      'a select with options and groups',
      message(actions({ type: 'static_select', options: options(1), option_groups: [] })),
      '/blocks/0/elements/0 a static_select needs either options or option_groups',
    ],
    [
      'a half confirmation',
      message(actions(button({ confirm: { ...confirm, deny: undefined } }))),
      '/blocks/0/elements/0/confirm/deny a text object is required',
    ],
    [
      'one id for two blocks',
      message({ ...section, block_id: 'x' }, { ...section, block_id: 'x' }),
      '/blocks/1/block_id duplicate block_id: x',
    ],
    [
      'one id for two buttons',
      message(actions(button(), button())),
      '/blocks/0/elements/1/action_id duplicate action_id: press',
    ],
    [
      'a text input among buttons',
      message(actions({ type: 'plain_text_input' })),
      '/blocks/0/elements/0 unsupported element in actions: plain_text_input',
    ],
    [
      'a wrong date',
      message(actions({ type: 'datepicker', initial_date: '1.12.2026' })),
      '/blocks/0/elements/0/initial_date must have the form YYYY-MM-DD',
    ],
    [
      'a long title',
      { ...modal(section), title: plain('x'.repeat(25)) as never },
      '/title/text at most 24 characters',
    ],
    ['a modal without a title', { ...modal(section), title: undefined }, '/title a text object is required'],
    [
      'inputs without a submit button',
      { ...modal(input({ type: 'plain_text_input' })), submit: undefined },
      '/submit required when the modal has an input block',
    ],
    [
      'much metadata',
      { ...modal(section), private_metadata: 'x'.repeat(3_001) },
      '/private_metadata at most 3000 characters',
    ],
    [
      'an initial text over the maximum',
      modal(input({ type: 'plain_text_input', max_length: 3, initial_value: 'four' })),
      '/blocks/0/element/initial_value at most 3 characters',
    ],
    [
      'an empty piece of rich text',
      message({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      }),
      '/blocks/0/elements/0/elements/0/text required',
    ],
  ] as [string, RenderedForSlack, string][])('%s', (_, rendered, violation) => {
    expect(rules(rendered)).toEqual([violation]);
  });

  test('blocks whose JSON is over 12,000 characters', () => {
    const blocks = Array.from({ length: 5 }, () => ({ type: 'section', text: mrkdwn('x'.repeat(2_900)) }));
    expect(rules(message(...blocks))).toEqual(['/blocks at most 12000 characters of JSON']);
  });

  test('and so does this project: input blocks in messages', () => {
    expect(rules(message(input({ type: 'plain_text_input' })))).toEqual([
      '/blocks/0 no input blocks in messages',
    ]);
  });
});

test('The rates are there for the limiters', () => {
  expect(SLACK_LIMITS.rates).toMatchObject({
    postsPerChannel: { perSecond: 1, burst: 4 },
    postsPerWorkspace: { perMinute: 300 },
    update: { perMinute: 50 },
    postEphemeral: { perMinute: 100 },
  });
});
