import type { Block, Link, Message } from '../messages/message.ts';
import { fitting } from '../texts/fitting.ts';
import { unreachable } from '../unreachable.ts';
import type { AdaptiveCard, CardAction, CardElement, PressData, SimpleElement } from './card-schema.ts';
import { bytesOf, TEAMS_LIMITS } from './limits.ts';
import { escaped } from './markdown.ts';
import { type Calls, callsIn, type NameOf, noCalls } from './mentions.ts';
import { keyId } from './message-key.ts';
import { buttonRows, pressable } from './render-buttons.ts';
import { inOneRow, textElements, words } from './render-text.ts';

/** Where the web address of a posted message is known, a button can lead to it. */
export type AddressOf = (reference: Link['to']) => string | undefined;

/** `summary` is the push text; it belongs into the activity, beside the card. */
export type RenderedMessage = { summary: string; card: AdaptiveCard };

/**
 * A message as Teams takes it: whatever people wrote, it goes out, with their words cut where there are too many.
 * @param key opaque; comes back with every press, and stands in the card, so that the message can be recognised
 * @param nameOf what those are called who are mentioned
 * @param drawing comes back with every press, so that a press that is told twice can be recognised by it
 */
export const renderMessage = (
  { push, blocks }: Message,
  key: string | undefined,
  addressOf: AddressOf,
  nameOf: NameOf,
  drawing?: string,
): RenderedMessage => {
  const summary = inOneRow(push, TEAMS_LIMITS.summary.chars);
  const place = {
    surface: 'message',
    carried: { ...(key && { key }), ...(drawing && { drawing }) },
    addressOf,
    calls: callsIn(blocks, nameOf),
    at: 'block',
  } as const;
  return {
    summary,
    card: fittingCard(
      summary,
      (longest) => keyed(renderBlocks(blocks, { ...place, longest }), key),
      place.calls,
    ),
  };
};

/** A message holds nothing to type into, and what is folded away in it never stands first: that has no id of its own. */
const keyed = (elements: CardElement[], key: string | undefined): CardElement[] =>
  key === undefined
    ? elements
    : elements.map((one, index) => (index === 0 ? { ...one, id: keyId(key) } : one));

/** A card as long as Teams likes it, or else as short as it can be. */
export const fittingCard = (
  name: string,
  body: (longest: number) => CardElement[],
  { entities }: Pick<Calls, 'entities'>,
  actions: readonly CardAction[] = [],
): AdaptiveCard => {
  const { bytes, aimedBytes } = TEAMS_LIMITS.card;
  // Teams refuses a card without a body.
  const shown = (elements: CardElement[]) =>
    elements.length > 0 ? elements : textElements([name], Number.POSITIVE_INFINITY, noCalls);
  const card = (longest: number): AdaptiveCard => ({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: name,
    speak: name,
    body: shown(body(longest)),
    ...(actions.length > 0 && { actions: [...actions] }),
    msteams: { width: 'Full', ...(entities.length > 0 && { entities: [...entities] }) },
  });
  // Structure alone may be more than is aimed at: no words are cut for what cutting cannot reach.
  const reachable = bytesOf(card(120)) <= aimedBytes ? aimedBytes : bytes;
  return fitting(card, (one) => bytesOf(one) <= reachable);
};

/** Where blocks are shown. */
export type Place = {
  surface: 'message' | 'dialog';
  /** What comes back with every press, besides what the button does. */
  carried: Omit<PressData, 'does'>;
  addressOf: AddressOf;
  calls: Calls;
  /** Cuts every piece of text (see `render-text.ts`). */
  longest: number;
  /** Where in the card it is: ids are made of it. */
  at: string;
};

export const renderBlocks = (blocks: readonly Block[], place: Place): CardElement[] =>
  blocks.flatMap((block, index) => renderBlock(block, { ...place, at: `${place.at}-${index}` }));

const renderBlock = (block: Block, place: Place): CardElement[] => {
  const { longest, calls } = place;
  switch (block.kind) {
    case 'text':
      return block.lines.flatMap((line, index) =>
        textElements(line, longest, calls, index > 0 ? { below: true } : {}),
      );
    case 'note':
      return textElements(block.line, longest, calls, { small: true });
    case 'quote': {
      const items = textElements([words(block.lines.join('\n'), longest)], longest, calls);
      return items.length > 0 ? [{ type: 'Container', style: 'emphasis', items }] : [];
    }
    case 'code':
      return [code(block.text, longest)];
    case 'list':
      return block.items.flatMap((item, index) =>
        textElements(item, longest, calls, { bullet: true, ...(index > 0 && { below: true as const }) }),
      );
    case 'ask-choice':
      return buttonRows(block.options, [], place);
    case 'tally':
      return tally(block, calls, longest);
    case 'actions':
      return buttonRows(block.buttons, block.more ?? [], place);
    case 'pressable':
      return block.rows.flatMap(({ line, button: press }, index) =>
        pressable(textElements(line, longest, calls), press, { ...place, at: `${place.at}-${index}` }),
      );
    default:
      return unreachable(block);
  }
};

const code = (text: string, longest: number): SimpleElement => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: words(text, longest), fontType: 'monospace' }],
});

/** Bars with their numbers, and the same as a table where Teams cannot draw them. */
const tally = (
  { rows, sum }: Extract<Block, { kind: 'tally' }>,
  calls: Calls,
  longest: number,
): CardElement[] => {
  const { labelChars } = TEAMS_LIMITS.chart;
  const said = (text: string) => inOneRow(text, labelChars);
  const named = rows.map(({ label, count, mark }) => ({
    label: said(label),
    count,
    mark: mark ? [said(mark)] : [],
  }));
  const inWords = textElements([sum], longest, calls);
  if (named.length === 0) return inWords;
  const table = {
    type: 'FactSet' as const,
    facts: named.map(({ label, count, mark }) => ({
      title: escaped(label),
      value: escaped([count, ...mark].join(' ')),
    })),
  };
  return [
    {
      type: 'Chart.HorizontalBar',
      title: inOneRow(sum, labelChars),
      displayMode: 'AbsoluteNoAxis',
      data: named.map(({ label, count, mark }) => ({ x: [label, ...mark].join(' '), y: count })),
      fallback: { type: 'Container', items: [table, ...inWords] },
    },
  ];
};
