import type { ContextBlock, KnownBlock, TextObject } from '@slack/types';
import { type Element, optionsOf } from './elements.ts';
import { FieldValues, readableValue } from './field-values.ts';
import { plainMrkdwn, type Reader } from './plain-mrkdwn.ts';
import { plainRichText } from './plain-rich-text.ts';

/** What stands in a form besides its blocks. */
export interface FormState {
  values: FieldValues;
  /** Shown below the field, by `block_id`. */
  errors?: Record<string, string>;
}

/**
 * A message as a person reads it: its blocks, or its text when it has none.
 * Buttons appear as `[Label]`, overflow menus as `[⋯]`.
 */
export function plainMessage(
  message: { text: string; blocks: readonly KnownBlock[] },
  reader: Reader,
): string {
  if (message.blocks.length === 0) return plainMrkdwn(message.text, reader);
  return plainBlocks(message.blocks, reader);
}

/** Blocks as a person reads them, one line or more for each. */
export function plainBlocks(blocks: readonly KnownBlock[], reader: Reader, form?: FormState): string {
  const state = form ?? { values: new FieldValues(blocks) };
  return blocks.map((block) => plainBlock(block, reader, state)).join('\n');
}

function plainBlock(block: KnownBlock, reader: Reader, form: FormState): string {
  const element = (each: unknown) => plainElement(each as Element, block.block_id ?? '', reader, form);
  switch (block.type) {
    case 'header':
      return block.text.text;
    case 'divider':
      return '───';
    case 'section': {
      const texts = [block.text, ...(block.fields ?? [])].filter((text) => text !== undefined);
      const lines = texts.map((text) => plainTextObject(text, reader)).join('\n');
      if (!block.accessory || block.accessory.type === 'image') return lines;
      return `${lines} ${element(block.accessory)}`;
    }
    case 'context':
      return plainContext(block, reader);
    case 'actions':
      return block.elements.map(element).join(' ');
    case 'input': {
      const hint = block.hint ? [block.hint.text] : [];
      const error = form.errors?.[block.block_id ?? ''];
      const field = `${block.label.text}: ${element(block.element)}`;
      return [field, ...hint, ...(error ? [`⚠ ${error}`] : [])].join('\n');
    }
    case 'image':
      return `(${block.title?.text ?? block.alt_text})`;
    case 'rich_text':
      return plainRichText(block, reader);
    default:
      return `(${block.type})`;
  }
}

function plainContext(block: ContextBlock, reader: Reader): string {
  const parts = block.elements.map((each) =>
    each.type === 'image' ? `(${each.alt_text})` : plainTextObject(each, reader),
  );
  return parts.join(' ');
}

function plainTextObject(text: TextObject, reader: Reader): string {
  return text.type === 'mrkdwn' ? plainMrkdwn(text.text, reader) : text.text;
}

function plainElement(element: Element, blockId: string, reader: Reader, form: FormState): string {
  if (element.type === 'button') return `[${element.text.text}]`;
  if (element.type === 'overflow') return '[⋯]';
  const value = form.values.get(blockId, element.action_id ?? '');
  const read = value ? readableValue(value, reader.nameOf) : null;
  if (element.type === 'radio_buttons' || element.type === 'checkboxes') {
    const [on, off] = element.type === 'checkboxes' ? ['[x]', '[ ]'] : ['(•)', '( )'];
    const chosen = new Set([read].flat());
    return optionsOf(element)
      .map(({ text }) => `${chosen.has(text.text) ? on : off} ${plainTextObject(text, reader)}`)
      .join('  ');
  }
  const shown = read ?? element.placeholder?.text ?? '';
  return element.type === 'plain_text_input' ? String(read ?? `‹${shown}›`) : `[${shown} ▾]`;
}
