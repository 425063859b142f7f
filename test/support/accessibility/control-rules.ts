import type { Button, ConfirmationDialog, KnownBlock, PlainTextElement } from '@slack/types';
import { elementsIn, optionsOf } from '../../../src/sandbox/slack/elements.ts';
import type { RenderedForSlack } from '../../../src/slack/limits.ts';
import { objectsIn } from './objects-in.ts';

/** Boxes whose words the bot has to make sense of: their form has to be said. */
const parsed = ['skip', 'zone', 'call', 'material', 'options', 'check-options', 'plans', 'right'];

const hasWords = (text: string | undefined): boolean => /\p{L}/u.test(text ?? '');
const isButton = (element: { type: string }): element is Button => element.type === 'button';
const nameOf = ({ text, accessibility_label: label }: Button): string => label ?? text.text;
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();

/** What is wrong with what can be pressed, chosen and filled in. */
export const controlBreaches = (rendered: RenderedForSlack, isPlain: boolean): string[] => {
  const blocks = rendered.blocks as readonly KnownBlock[];
  const elements = elementsIn(blocks).map(({ element }) => element);
  const buttons = elements.filter(isButton);
  return [
    ...buttons.flatMap(buttonBreaches),
    ...(isPlain ? sameNames(buttons) : []),
    ...elements
      .filter((element) => 'options' in element || 'option_groups' in element)
      .flatMap(optionsOf)
      .flatMap(({ text }) =>
        /[\p{L}\p{N}]/u.test(text.text) ? [] : [`an option without words: ${text.text}`],
      ),
    ...elements.flatMap((element) =>
      'confirm' in element && element.confirm ? confirmBreaches(element.confirm) : [],
    ),
    ...blocks.flatMap(inputBreaches),
    ...pickersWithoutLabel(blocks),
    ...objectsIn(blocks)
      .filter(({ type, alt_text: alternative }) => type === 'image' && !hasWords(String(alternative ?? '')))
      .map(() => 'an image without words'),
    ...(rendered.surface === 'modal' ? frameBreaches(rendered) : []),
  ];
};

const buttonBreaches = (button: Button): string[] => {
  const name = nameOf(button);
  const { text } = button.text;
  return [
    ...(hasWords(name) ? [] : [`a button without words: ${text}`]),
    // Who speaks to a device says what stands on the button (WCAG 2.5.3, Label in Name).
    ...(bare(name).includes(bare(text)) ? [] : [`a button that is called otherwise: ${text}, ${name}`]),
  ];
};

const sameNames = (buttons: readonly Button[]): string[] =>
  buttons.flatMap((button, index) =>
    buttons
      .slice(0, index)
      .some((other) => nameOf(other) === nameOf(button) && other.action_id !== button.action_id)
      ? [`two buttons with one name: ${nameOf(button)}`]
      : [],
  );

const confirmBreaches = ({ title, text, confirm, deny }: ConfirmationDialog): string[] => [
  ...([title, text, confirm, deny].every((one) => hasWords(one?.text)) ? [] : ['a question without words']),
  ...([confirm, deny].some((one) => /^(ok|okay|yes|no)$/i.test(one?.text ?? ''))
    ? [`a question whose answers do not say what they do: ${title?.text}`]
    : []),
];

const inputBreaches = (block: KnownBlock): string[] => {
  if (block.type !== 'input') return [];
  const { label, hint, element } = block;
  const { action_id: name = '' } = element as { action_id?: string };
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  const isExplained = hasWords(hint?.text) || hasWords(placeholder) || /\(.*\p{L}.*\)/u.test(label.text);
  return [
    ...(hasWords(label.text) ? [] : [`a box without a label: ${name}`]),
    ...(parsed.includes(name) && !isExplained
      ? [`a box that does not say in which form: ${label.text}`]
      : []),
  ];
};

/** In a row of its own a picker has no label: the words above it are. */
const pickersWithoutLabel = (blocks: readonly KnownBlock[]): string[] =>
  blocks.flatMap((block, index) => {
    if (block.type !== 'actions') return [];
    const fields = block.elements.filter(({ type }) => !['button', 'overflow'].includes(type));
    const above = blocks[index - 1];
    const isNamed = above?.type === 'section' && hasWords(above.text?.text);
    return fields.length > 0 && !isNamed ? ['a picker without words above it'] : [];
  });

const frameBreaches = ({ title, submit, close, blocks }: RenderedForSlack): string[] => {
  const said = (part: PlainTextElement | undefined) => hasWords(part?.text);
  const isToSend = blocks.some(({ type }) => type === 'input');
  return [
    ...(said(title) ? [] : ['a form without a title']),
    ...(said(close) ? [] : ['a form without words to leave it']),
    ...((submit || isToSend) && !said(submit) ? ['a form without words to send it'] : []),
  ];
};
