import { describe, expect, test } from '@jest/globals';
import { encode, type Interaction } from '../../../src/messages/interaction.ts';
import type { Block, Message, Press } from '../../../src/messages/message.ts';
import type { CardAction, CardElement } from '../../../src/teams/card-schema.ts';
import { bytesOf, check, TEAMS_LIMITS } from '../../../src/teams/limits.ts';
import { carriesKey, keyId } from '../../../src/teams/message-key.ts';
import { renderHome } from '../../../src/teams/render-home.ts';
import { renderMessage } from '../../../src/teams/render-message.ts';
import { strong } from '../../../src/texts/line.ts';
import { parseEvents } from '../../support/parse-events.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const nowhere = () => undefined;
const message = (...blocks: Block[]): Message => ({ push: 'Push', blocks });
const render = (...blocks: Block[]): CardElement[] =>
  renderMessage(message(...blocks), 'k', nowhere, nowhere).card.body;
const text: Block = { kind: 'text', lines: [['Hello']] };
const join = { label: 'Join', does: { do: 'join', session } as const };
const actionsIn = (elements: readonly CardElement[]): CardAction[][] =>
  elements.flatMap((one) => (one.type === 'ActionSet' ? [one.actions] : []));
const actionOf = (press: Press): CardAction | undefined =>
  actionsIn(render({ kind: 'actions', buttons: [press] }))[0]?.[0];

describe('A message', () => {
  test('is a card, with its push text beside it', () => {
    expect(renderMessage(message(text), undefined, nowhere, nowhere)).toEqual({
      summary: 'Push',
      card: {
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        fallbackText: 'Push',
        speak: 'Push',
        body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Hello' }] }],
        msteams: { width: 'Full' },
      },
    });
  });

  test('carries its key in its first element, where it can be looked up', () => {
    const { card } = renderMessage(message(text, text), 'k', nowhere, nowhere);
    expect(card.body.map((one) => ('id' in one ? one.id : undefined))).toEqual([keyId('k'), undefined]);
    expect(carriesKey(JSON.stringify(card), 'k')).toBe(true);
    expect(carriesKey(JSON.stringify(card, null, 2), 'k')).toBe(true);
    expect(carriesKey(JSON.stringify(card), 'key')).toBe(false);
  });

  test('without blocks says its push text, for Teams takes no empty card', () => {
    expect(render()).toEqual([{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Push' }] }]);
  });

  test('has a push text in one row that mentions nobody and is not endless', () => {
    const summaryOf = (push: string) => renderMessage({ push, blocks: [] }, 'k', nowhere, nowhere).summary;
    expect(summaryOf('<at>Ben</at>\n& more')).toBe('‹at>Ben‹/at> & more');
    expect(summaryOf('x'.repeat(5_000))).toHaveLength(TEAMS_LIMITS.summary.chars);
  });

  test('mentions those who are called', () => {
    const called: Block = { kind: 'note', line: ['Called: ', { call: 'b' }] };
    const { card } = renderMessage(message(called), 'k', nowhere, () => 'Ben');
    expect(card).toMatchObject({
      body: [{ type: 'TextBlock', text: 'Called: <at>Ben</at>' }],
      msteams: { entities: [{ text: '<at>Ben</at>', mentioned: { id: 'b', name: 'Ben' } }] },
    });
  });

  test('has its words cut to the size that Teams likes', () => {
    const { card } = renderMessage(
      message({ kind: 'quote', lines: ['x'.repeat(20_000)] }),
      'k',
      nowhere,
      nowhere,
    );
    expect(bytesOf(card)).toBeLessThan(TEAMS_LIMITS.card.aimedBytes);
    expect(JSON.stringify(card)).toContain('xxx…');
  });

  test('keeps its words where it is large without them', () => {
    const many = Array.from({ length: 40 }, (): Block => ({ kind: 'actions', buttons: [join, join, join] }));
    const { card } = renderMessage(
      message(...many, { kind: 'quote', lines: ['x'.repeat(900)] }),
      'k',
      nowhere,
      nowhere,
    );
    expect(bytesOf(card)).toBeGreaterThan(TEAMS_LIMITS.card.aimedBytes);
    expect(JSON.stringify(card)).toContain('x'.repeat(900));
    expect(check({ surface: 'message', summary: 'Push', card })).toEqual([]);
  });
});

describe('A block', () => {
  test('of lines has them right below each other', () => {
    expect(render({ kind: 'text', lines: [['a'], ['b']] })).toMatchObject([{}, { spacing: 'none' }]);
    expect(render({ kind: 'list', items: [['a'], ['b']] })).toMatchObject([
      { inlines: [{ text: '• a' }] },
      { inlines: [{ text: '• b' }], spacing: 'none' },
    ]);
  });

  test('of material stands apart, row by row', () => {
    expect(render({ kind: 'quote', lines: ['From: x', '', 'Hello'] })).toMatchObject([
      {
        type: 'Container',
        style: 'emphasis',
        items: [{ inlines: [{ text: 'From: x' }] }, { inlines: [{ text: 'Hello' }] }],
      },
    ]);
  });

  test('for programs keeps its rows and spaces', () => {
    expect(render({ kind: 'code', text: '{\n  "a": 1\n}' })).toMatchObject([
      { inlines: [{ text: '{\n  "a": 1\n}', fontType: 'monospace' }] },
    ]);
  });

  test('of counts is drawn, with what is right, and said in words where it cannot be', () => {
    const rows = [
      { label: 'Delete *it*', count: 1 },
      { label: 'Call IT', count: 4, mark: '(right)' },
    ];
    expect(render({ kind: 'tally', rows, sum: '(5 answers)' })).toEqual([
      {
        type: 'Chart.HorizontalBar',
        id: keyId('k'),
        title: '(5 answers)',
        displayMode: 'AbsoluteNoAxis',
        data: [
          { x: 'Delete *it*', y: 1 },
          { x: 'Call IT (right)', y: 4 },
        ],
        fallback: {
          type: 'Container',
          items: [
            {
              type: 'FactSet',
              facts: [
                { title: 'Delete \\*it\\*', value: '1' },
                { title: 'Call IT', value: '4 (right)' },
              ],
            },
            { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '(5 answers)' }] },
          ],
        },
      },
    ]);
  });

  test('of lines with buttons has each button beside its line', () => {
    expect(render({ kind: 'pressable', rows: [{ line: ['a'], button: join }] })).toMatchObject([
      {
        type: 'ColumnSet',
        columns: [
          { width: 'stretch', items: [{ inlines: [{ text: 'a' }] }] },
          { width: 'auto', items: [{ type: 'ActionSet', actions: [{ title: 'Join' }] }] },
        ],
      },
    ]);
    expect(render({ kind: 'pressable', rows: [{ line: [], button: join }] })).toMatchObject([
      { columns: [{ width: 'auto' }] },
    ]);
  });
});

describe('Buttons', () => {
  const presses = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...join, label: `${index}` }));
  const titles = (...blocks: Block[]) =>
    actionsIn(render(...blocks)).map((row) => row.map(({ title }) => title));

  test('stand six in a row, and the others in further rows', () => {
    expect(titles({ kind: 'ask-choice', options: presses(5) })).toEqual([['0', '1', '2', '3', '4']]);
    expect(titles({ kind: 'ask-choice', options: presses(8) })).toEqual([
      ['0', '1', '2', '3', '4', '5'],
      ['6', '7'],
    ]);
  });

  test('that are rarer are folded away behind the last row', () => {
    const [row] = actionsIn(render({ kind: 'actions', buttons: [join], more: presses(2) }));
    expect(row?.map(({ title, mode }) => [title, mode])).toEqual([
      ['Join', undefined],
      ['0', 'secondary'],
      ['1', 'secondary'],
    ]);
    expect(titles({ kind: 'actions', buttons: [], more: presses(1) })).toEqual([['0']]);
    expect(render({ kind: 'actions', buttons: [] })).toMatchObject([{ type: 'RichTextBlock' }]);
  });

  test('may be the main one, or a dangerous one, and say more when they are read out', () => {
    const style = (weight?: 'main' | 'danger') => actionOf({ ...join, ...(weight && { weight }) })?.style;
    expect([style(), style('main'), style('danger')]).toEqual([undefined, 'positive', 'destructive']);
    expect(actionOf({ ...join, spoken: 'Join Spot the phish' })).toMatchObject({
      tooltip: 'Join Spot the phish',
    });
  });
});

describe('A press', () => {
  test('tells the bot what it does, and in which message', () => {
    expect(actionOf(join)).toEqual({
      type: 'Action.Execute',
      title: 'Join',
      verb: 'join',
      data: { press: { does: `join:${session}`, key: 'k' } },
    });
  });

  test('carries no key where there is none', () => {
    const { card } = renderMessage(
      message({ kind: 'actions', buttons: [join] }),
      undefined,
      nowhere,
      nowhere,
    );
    expect(actionsIn(card.body)).toMatchObject([[{ data: { press: { does: `join:${session}` } } }]]);
    expect(JSON.stringify(card)).not.toContain('"key"');
  });

  test.each<Interaction>([
    { do: 'write-list', session },
    { do: 'look-through', session },
    { do: 'own-data' },
    { do: 'command', word: 'privacy' },
  ])('that leads to a form opens a dialog: %j', (does) => {
    expect(actionOf({ label: 'x', does })).toEqual({
      type: 'Action.Submit',
      title: 'x',
      data: { msteams: { type: 'task/fetch' }, press: { does: encode(does), key: 'k' } },
    });
  });

  test.each<Interaction>([
    { do: 'choose', session, question: 'check', option: 1 },
    { do: 'rate', session, question: 'confidence-before', rating: 5 },
    { do: 'command', word: 'list' },
  ])('that leads to none is answered in its place: %j', (does) => {
    expect(actionOf({ label: 'x', does })?.type).toBe('Action.Execute');
  });

  test('leads to a message whose address is known, and is told to the bot where it is not', () => {
    const link: Block = { kind: 'actions', buttons: [{ ...join, to: { id: '1' } }] };
    const { card } = renderMessage(
      message(link),
      'k',
      ({ id }) => `https://teams.microsoft.com/l/${id}`,
      nowhere,
    );
    expect(actionsIn(card.body)).toEqual([
      [{ type: 'Action.OpenUrl', title: 'Join', url: 'https://teams.microsoft.com/l/1' }],
    ]);
    expect(actionsIn(render(link))).toMatchObject([[{ type: 'Action.Execute', verb: 'join' }]]);
  });
});

describe('A button that asks first', () => {
  const confirm = { title: 'Cancel?', text: 'It is gone then.', yes: 'Cancel it', no: 'Keep it' };
  const drop: Press = { label: 'Drop it', does: { do: 'cancel-session', session }, confirm };
  const block: Block = { kind: 'actions', buttons: [join, drop] };

  test('unfolds its question with both answers, and folds it away again', () => {
    const [row, asks] = render(block);
    const id = 'ask-block-0-1';
    expect(row).toMatchObject({
      actions: [
        {},
        {
          type: 'Action.ToggleVisibility',
          title: 'Drop it',
          targetElements: [{ elementId: id, isVisible: true }],
        },
      ],
    });
    expect(asks).toMatchObject({
      type: 'Container',
      id,
      isVisible: false,
      items: [
        { inlines: [{ text: 'Cancel?', weight: 'bolder' }] },
        { inlines: [{ text: 'It is gone then.' }] },
        {
          type: 'ActionSet',
          actions: [
            { type: 'Action.Execute', title: 'Cancel it', style: 'destructive', verb: 'cancel-session' },
            {
              type: 'Action.ToggleVisibility',
              title: 'Keep it',
              targetElements: [{ elementId: id, isVisible: false }],
            },
          ],
        },
      ],
    });
  });

  test('keeps to what Teams takes, however often it is there and long its title is', () => {
    const long = 'x'.repeat(500);
    const longest = { ...drop, label: long, confirm: { title: long, text: long, yes: long, no: long } };
    const pressable: Block = {
      kind: 'pressable',
      rows: [
        { line: ['a'], button: longest },
        { line: ['b'], button: drop },
      ],
    };
    const { card } = renderMessage(message(block, block, pressable), 'k', nowhere, nowhere);
    expect(check({ surface: 'message', summary: 'Push', card })).toEqual([]);
    expect(parseEvents(card)).toEqual([]);
  });
});

test('The home is a card whose push text is its first line', () => {
  const { summary, card } = renderHome(
    { blocks: [{ kind: 'text', lines: [[strong('Nothing'), ' yet']] }] },
    nowhere,
  );
  expect(summary).toBe('Nothing yet');
  expect(check({ surface: 'message', summary, card })).toEqual([]);
  expect(renderHome({ blocks: [] }, nowhere).summary).toBe('–');
});
