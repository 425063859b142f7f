import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  KnownBlock,
  Overflow,
  RichTextBlock,
  RichTextElement,
} from '@slack/types';
import { encode } from '../messages/interaction.ts';
import type { Block, Confirmation, Link, Message, Press } from '../messages/message.ts';
import { fitting } from '../texts/fitting.ts';
import type { Line } from '../texts/line.ts';
import { plain } from '../texts/plain.ts';
import { inOneRow, words } from '../texts/words.ts';
import { unreachable } from '../unreachable.ts';
import { SLACK_LIMITS } from './limits.ts';
import { keyBlockId } from './message-key.ts';
import { escaped, isPlainInMrkdwn, mrkdwn, richSection } from './render-text.ts';

/** Where the web address of a posted message is known, a button can lead to it. */
export type AddressOf = (reference: Link['to']) => string | undefined;

export type RenderedMessage = { text: string; blocks: KnownBlock[] };

/**
 * A message as Slack takes it: whatever people wrote, it goes out, with their words cut where there are too many.
 * @param key opaque; stands in the first block's id, so that the message can be recognised by a press in it
 */
export const renderMessage = (
  message: Message,
  key: string | undefined,
  addressOf: AddressOf,
): RenderedMessage => {
  const { blocksChars, textChars } = SLACK_LIMITS.message;
  return {
    // Slack reads mentions in this text, too.
    text: fitting(
      (longest) => escaped(inOneRow(message.push, longest)),
      ({ length }) => length <= textChars,
    ),
    blocks: fitting(
      (longest) => withKey(renderBlocks(message.blocks, addressOf, longest), key),
      (blocks) => JSON.stringify(blocks).length <= blocksChars,
    ),
  };
};

const withKey = ([first, ...rest]: KnownBlock[], key: string | undefined): KnownBlock[] => {
  if (!first) return [];
  return key ? [{ ...first, block_id: keyBlockId(key) }, ...rest] : [first, ...rest];
};

/** @param longest cuts every piece of text (see `render-text.ts`) */
export const renderBlocks = (
  blocks: readonly Block[],
  addressOf: AddressOf,
  longest = Number.POSITIVE_INFINITY,
): KnownBlock[] => blocks.flatMap((block) => renderBlock(block, addressOf, longest));

const renderBlock = (block: Block, addressOf: AddressOf, longest: number): KnownBlock[] => {
  switch (block.kind) {
    case 'text':
      return [richText([richSection(block.lines, longest)])];
    case 'note':
      return [note(block.line, longest)];
    case 'quote': {
      const text = words(block.lines.join('\n'), longest);
      return [richText([{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }])];
    }
    case 'code': {
      const text = words(block.text, longest);
      return [richText([{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }])];
    }
    case 'list':
      return [
        richText([
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: block.items.map((item) => richSection([item], longest)),
          },
        ]),
      ];
    case 'ask-choice':
      return [{ type: 'actions', elements: block.options.map((option) => button(option, addressOf)) }];
    case 'tally':
      return [richText([{ type: 'rich_text_section', elements: tally(block) }])];
    case 'actions':
      return [actions(block, addressOf)];
    case 'pressable':
      return block.rows.map(({ line, button: press }) => ({
        type: 'section',
        text: {
          type: 'plain_text',
          text: words(plain(line), Math.min(longest, SLACK_LIMITS.section.textChars)),
          emoji: false,
        },
        accessory: button(press, addressOf),
      }));
    default:
      return unreachable(block);
  }
};

const richText = (elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });

/**
 * Small print. What follows its last time, mention or emphasis is plain text, for in mrkdwn `*` and `_` in the words
 * of people would be read as styling; texts put them there. Where such words stand before it, all of it is plain.
 */
const note = (line: Line, longest: number): ContextBlock => {
  const { textChars } = SLACK_LIMITS.context;
  const most = Math.min(longest, textChars);
  const styled = line.findLastIndex((span) => typeof span !== 'string') + 1;
  if (styled === 0 || !isPlainInMrkdwn(line.slice(0, styled)))
    return context({ type: 'plain_text', text: inOneRow(plain(line), most), emoji: false });
  const [, punctuation = '', rest = ''] = /^([.,:;!?)–-]*)(.*)$/s.exec(plain(line.slice(styled))) ?? [];
  const head = fitting(
    (shorter) => mrkdwn([...line.slice(0, styled), punctuation], Math.min(shorter, longest)),
    ({ length }) => length <= textChars,
  );
  const tail = rest.trim();
  return context(
    { type: 'mrkdwn', text: head, verbatim: true },
    ...(tail === '' ? [] : [{ type: 'plain_text' as const, text: inOneRow(tail, most), emoji: false }]),
  );
};

const context = (...elements: ContextBlock['elements']): ContextBlock => ({ type: 'context', elements });

const longestBar = 10;

/** `New password ▇▇▇▇ 4`: a bar to look at, the number to read. */
const tally = ({ rows, sum }: Extract<Block, { kind: 'tally' }>): RichTextElement[] => {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const within = [sum, ...rows.map(({ label }) => label)].join(' ');
  const bar = (count: number) =>
    '▇'.repeat(most <= longestBar ? count : Math.ceil((count / most) * longestBar));
  const entries = rows.flatMap(({ label, count, mark }): RichTextElement[] => [
    {
      type: 'text',
      text: [inOneRow(label, SLACK_LIMITS.button.textChars, within), bar(count), String(count), mark ?? '']
        .filter((part) => part !== '')
        .join(' '),
      style: { code: true, ...(mark && { bold: true }) },
    },
    { type: 'text', text: '  ' },
  ]);
  return [...entries, { type: 'text', text: sum }];
};

const actions = (
  { buttons, more = [] }: Extract<Block, { kind: 'actions' }>,
  addressOf: AddressOf,
): ActionsBlock => {
  const elements: ActionsBlock['elements'] = buttons.map((one) => button(one, addressOf));
  return { type: 'actions', elements: more.length > 0 ? [...elements, overflow(more)] : elements };
};

const button = (press: Press | Link, addressOf: AddressOf): Button => {
  const url = 'to' in press ? addressOf(press.to) : undefined;
  const style = 'weight' in press && { main: 'primary', danger: 'danger' }[press.weight ?? 'main'];
  return {
    type: 'button',
    text: { type: 'plain_text', text: inOneRow(press.label, SLACK_LIMITS.button.textChars), emoji: false },
    action_id: encode(press.does),
    ...(press.spoken && {
      accessibility_label: inOneRow(press.spoken, SLACK_LIMITS.button.accessibilityChars),
    }),
    ...(url && { url }),
    ...(style && { style: style as 'primary' | 'danger' }),
    ...('confirm' in press && press.confirm && { confirm: confirmation(press.confirm) }),
  };
};

const confirmation = ({ title, text, yes, no }: Confirmation): ConfirmationDialog => {
  const { titleChars, textChars, buttonChars } = SLACK_LIMITS.confirm;
  const said = (words: string, most: number) =>
    ({ type: 'plain_text', text: inOneRow(words, most), emoji: false }) as const;
  return {
    title: said(title, titleChars),
    text: said(text, textChars),
    confirm: said(yes, buttonChars),
    deny: said(no, buttonChars),
    style: 'danger',
  };
};

const overflow = (presses: readonly Pick<Press, 'label' | 'does'>[]): Overflow => ({
  type: 'overflow',
  action_id: 'more',
  options: presses.map(({ label, does }) => ({
    text: { type: 'plain_text', text: inOneRow(label, SLACK_LIMITS.option.textChars), emoji: false },
    value: encode(does),
  })),
});
