import { describe, expect, test } from '@jest/globals';
import type { AdaptiveCard, CardAction, CardElement } from '../../../src/teams/card-schema.ts';
import { bytesOf, check, type RenderedForTeams, TEAMS_LIMITS } from '../../../src/teams/limits.ts';

const press = { does: 'close' };
const execute = (title = 'Join', more: object = {}): CardAction => ({
  type: 'Action.Execute',
  title,
  verb: 'join',
  data: { press },
  ...more,
});
const submit = (data: object = {}): CardAction => ({
  type: 'Action.Submit',
  title: 'Send',
  data: { press, ...data },
});
const text = (markdown: string): CardElement => ({ type: 'TextBlock', text: markdown, wrap: true });
const row = (...actions: CardAction[]): CardElement => ({ type: 'ActionSet', actions });
const input = (more: object = {}) => ({
  type: 'Input.Text' as const,
  id: 'text',
  label: 'Text',
  isRequired: false,
  isMultiline: false,
  maxLength: 3,
  ...more,
});
const choices = (more: object = {}) => ({
  type: 'Input.ChoiceSet' as const,
  id: 'one',
  label: 'One',
  isRequired: false,
  style: 'compact' as const,
  isMultiSelect: false,
  choices: [{ title: 'A', value: 'a' }],
  ...more,
});
const card = (body: unknown[], more: object = {}) => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: 'x',
  speak: 'x',
  body,
  msteams: { width: 'Full' },
  ...more,
});
const message = (...body: unknown[]): RenderedForTeams => ({
  surface: 'message',
  summary: 'Push',
  card: card(body),
});
const dialog = (...body: unknown[]): RenderedForTeams => ({
  surface: 'dialog',
  title: 'Plan',
  card: card(body),
});
const calling = (markdown: string, ...names: string[]): RenderedForTeams => {
  const entities = names.map((name, index) => ({
    type: 'mention',
    text: `<at>${name}</at>`,
    mentioned: { id: `U${index}`, name },
  }));
  return { ...message(), card: card([text(markdown)], { msteams: { width: 'Full', entities } }) };
};
const rules = (rendered: RenderedForTeams) => check(rendered).map(({ path, rule }) => `${path} ${rule}`);

describe('Teams accepts', () => {
  test('a message with all that we put into one', () => {
    const hidden = { type: 'Container', id: 'ask', isVisible: false, items: [text('Sure?')] };
    const toggle = {
      type: 'Action.ToggleVisibility',
      title: 'Drop it',
      targetElements: [{ elementId: 'ask', isVisible: true }],
    };
    const columns = [
      { type: 'Column', width: 'stretch', items: [text('a')] },
      { type: 'Column', width: 'auto', items: [row(execute())] },
    ];
    const six = Array.from({ length: 6 }, () => execute());
    const shown = message(
      text('until {{TIME(2026-12-01T09:00:00Z)}}'),
      row(...six, execute('More', { mode: 'secondary' })),
      row(submit({ msteams: { type: 'task/fetch' } }), {
        type: 'Action.OpenUrl',
        title: 'Join',
        url: 'https://x',
      }),
      row(toggle as CardAction),
      hidden as CardElement,
      { type: 'ColumnSet', columns },
    );
    expect(rules(shown)).toEqual([]);
    expect(rules(calling('<at>Ben</at> <at>Caro</at>', 'Ben', 'Caro'))).toEqual([]);
  });

  test('a dialog with inputs', () => {
    expect(rules(dialog(input({ value: 'abc' }), choices({ value: 'a' }), row(submit())))).toEqual([]);
    const picker = {
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    };
    expect(rules(dialog(choices({ ...picker, isMultiSelect: true, value: 'U1,U2' })))).toEqual([]);
  });
});

describe('Teams refuses, or shows otherwise than we mean it,', () => {
  test.each<[string, RenderedForTeams, string]>([
    ['a message without a push text', { ...message(text('a')), summary: '' }, '/summary must not be empty'],
    [
      'an endless push text',
      { ...message(text('a')), summary: 'x'.repeat(1_001) },
      '/summary at most 1000 characters',
    ],
    ['a dialog without a title', { ...dialog(text('a')), title: undefined }, '/title must not be empty'],
    [
      'seven buttons in a row',
      message(row(...Array.from({ length: 7 }, () => execute()))),
      '/card/body/0/actions at most 6 in a row',
    ],
    [
      'a long button',
      message(row(execute('x'.repeat(76)))),
      '/card/body/0/actions/0/title at most 75 characters',
    ],
    [
      'a long description of one',
      message(row(execute('x', { tooltip: 'x'.repeat(151) }))),
      '/card/body/0/actions/0/tooltip at most 150 characters',
    ],
    [
      'Action.Execute in a dialog',
      dialog(row(execute())),
      '/card/body/0/actions/0 no Action.Execute in dialogs',
    ],
    [
      'a dialog on a dialog',
      dialog(row(submit({ msteams: { type: 'task/fetch' } }))),
      '/card/body/0/actions/0 no task/fetch in dialogs',
    ],
    [
      'a submit in a message that opens nothing',
      message(row(submit())),
      '/card/body/0/actions/0 Action.Submit in messages opens a dialog only',
    ],
    ['an input in a message', message(input()), '/card/body/0 no inputs in messages'],
    [
      'an input inside of a container in a message',
      message({ type: 'Container', items: [input()] }),
      '/card/body/0/items/0 no inputs in messages',
    ],
    [
      'a required input that does not say what is missing',
      dialog(input({ isRequired: true })),
      '/card/body/0/errorMessage required where something is',
    ],
    [
      'a first value that is too long',
      dialog(input({ value: 'four' })),
      '/card/body/0/value at most maxLength characters',
    ],
    [
      'a first choice that is none',
      dialog(choices({ value: 'b' })),
      '/card/body/0/value must be one of the choices',
    ],
    ['no choice at all', dialog(choices({ choices: [] })), '/card/body/0/choices at least one is required'],
    [
      'a comma in what is sent with commas',
      dialog(choices({ isMultiSelect: true, choices: [{ title: 'A', value: 'a,b' }] })),
      '/card/body/0/choices no comma where several may be chosen',
    ],
    ['one id for two inputs', dialog(input(), input()), '/card/body/1/id taken already: text'],
    [
      'an input by the name of a press',
      dialog(input({ id: 'press' })),
      '/card/body/0/id taken already: press',
    ],
    [
      'a button that unfolds nothing',
      message(
        row({
          type: 'Action.ToggleVisibility',
          title: 'Drop it',
          targetElements: [{ elementId: 'ask', isVisible: true }],
        }),
      ),
      '/card/body/0/actions/0 no element ask',
    ],
    [
      'a mention of nobody',
      calling('<at>Ben</at> <at>Caro</at>', 'Ben'),
      '/card/body calls nobody: <at>Caro</at>',
    ],
    [
      'a mention that stands nowhere',
      calling('<at>Ben</at>', 'Ben', 'Caro'),
      '/card/msteams/entities not in the text: <at>Caro</at>',
    ],
    [
      'two mentions with one text',
      calling('<at>Ben</at>', 'Ben', 'Ben'),
      '/card/msteams/entities two mentions with one text',
    ],
  ])('%s', (_, rendered, violation) => {
    expect(rules(rendered)).toEqual([violation]);
  });

  test.each<[string, RenderedForTeams, string]>([
    ['an empty card', message(), '/card/body'],
    ['what we do not use', message({ type: 'Media', sources: [] }), '/card/body/0/type'],
    ['a property that is none', message({ ...text('a'), colour: 'red' }), '/card/body/0'],
    ['text that is cut off at the edge', message({ type: 'TextBlock', text: 'a' }), '/card/body/0/wrap'],
    ['an empty text', message(text('')), '/card/body/0/text'],
    ['an input without a label', dialog({ ...input(), label: undefined }), '/card/body/0/label'],
    [
      'a link without the lock',
      message(row({ type: 'Action.OpenUrl', title: 'x', url: 'http://x' })),
      '/card/body/0/actions/0/url',
    ],
    [
      'a chart without a fallback',
      message({
        type: 'Chart.HorizontalBar',
        title: 'x',
        displayMode: 'AbsoluteNoAxis',
        data: [{ x: 'a', y: 1 }],
      }),
      '/card/body/0/fallback',
    ],
    [
      'views of single readers',
      { ...message(), card: card([text('a')], { refresh: { userIds: [] } }) },
      '/card/',
    ],
  ])('%s', (_, rendered, path) => {
    expect(check(rendered).map((violation) => violation.path)).toEqual([path]);
  });

  test('a card over its share of 100 KB', () => {
    const many = Array.from({ length: 1_200 }, () => text('x'));
    const rendered = message(...many);
    expect(bytesOf(rendered.card)).toBeGreaterThan(TEAMS_LIMITS.card.bytes);
    expect(rules(rendered)).toEqual([`/card at most ${TEAMS_LIMITS.card.bytes} bytes of UTF-16`]);
  });
});

test('The size of a card counts two bytes for each unit of UTF-16', () => {
  expect(bytesOf('é🐟')).toBe(10);
});

test('The rates are there for the limiters', () => {
  expect(TEAMS_LIMITS.rates.perConversation.map(({ count, seconds }) => [count, seconds])).toEqual([
    [7, 1],
    [8, 2],
    [60, 30],
    [1_800, 3_600],
  ]);
  expect(TEAMS_LIMITS.card.bytes).toBeLessThan(TEAMS_LIMITS.message.bytes);
});

test('A card that may be sent is one that its type allows', () => {
  const typed: AdaptiveCard = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: 'x',
    speak: 'x',
    body: [text('a')],
    msteams: { width: 'Full' },
  };
  expect(rules({ surface: 'message', summary: 'Push', card: typed })).toEqual([]);
});
