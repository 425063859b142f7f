import type {
  Button,
  Checkboxes,
  Datepicker,
  KnownBlock,
  MultiUsersSelect,
  Overflow,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
  Timepicker,
  UsersSelect,
} from '@slack/types';

/** The interactive elements that `slack/limits.ts` admits. */
export type Element =
  | Button
  | Checkboxes
  | Datepicker
  | MultiUsersSelect
  | Overflow
  | PlainTextInput
  | RadioButtons
  | StaticSelect
  | Timepicker
  | UsersSelect;

/** An interactive element and where it stands. */
export interface LocatedElement {
  blockId: string;
  actionId: string;
  element: Element;
  /** Only elements of input blocks wait for the submission, unless the input has `dispatch_action`. */
  place: 'input' | 'accessory' | 'actions';
  dispatches: boolean;
  optional: boolean;
  /** What people may call it, the most telling first: label, placeholder, text of its section, ids. */
  names: string[];
}

/** Something to press: a button, or an entry of an overflow menu. */
export interface Pressable {
  label: string;
  located: LocatedElement;
  option?: PlainTextOption;
}

/** All interactive elements in the order in which they stand. */
export function elementsIn(blocks: readonly KnownBlock[]): LocatedElement[] {
  return blocks.flatMap((block) => {
    if (block.type === 'actions') {
      return block.elements.map((element) => located(block, element as Element, 'actions', undefined));
    }
    if (block.type === 'section' && block.accessory && block.accessory.type !== 'image') {
      return [located(block, block.accessory as Element, 'accessory', block.text?.text)];
    }
    if (block.type === 'input') {
      const element = located(block, block.element as Element, 'input', block.label.text);
      return [{ ...element, dispatches: block.dispatch_action === true, optional: block.optional === true }];
    }
    return [];
  });
}

/** Buttons and entries of overflow menus in the order in which they stand. */
export function pressablesIn(blocks: readonly KnownBlock[]): Pressable[] {
  return elementsIn(blocks).flatMap((located): Pressable[] => {
    const { element } = located;
    if (element.type === 'button') return [{ label: element.text.text, located }];
    if (element.type !== 'overflow') return [];
    return element.options.map((option) => ({ label: option.text.text, located, option }));
  });
}

/**
 * Finds the field that somebody calls `name`: exact match of any of its names first, then by beginning.
 * @param types only elements of these types come into question
 * @throws naming the fields that are there
 */
export function findField(
  blocks: readonly KnownBlock[],
  name: string,
  types: readonly Element['type'][],
): LocatedElement {
  const candidates = elementsIn(blocks).filter(({ element }) => types.includes(element.type));
  const found =
    candidates.find(({ names }) => names.includes(name)) ??
    candidates.find(({ names }) => names.some((each) => each.startsWith(name)));
  if (found) return found;
  const known = elementsIn(blocks).map(({ element, names }) => `${element.type} "${names[0]}"`);
  throw new Error(`No ${types.join(' or ')} named "${name}". There: ${known.join(', ') || 'nothing'}`);
}

/** The options of a select, radio group, checkbox group or overflow menu, groups flattened. */
export function optionsOf(element: Element): PlainTextOption[] {
  const holder = element as StaticSelect;
  return [...(holder.options ?? []), ...(holder.option_groups ?? []).flatMap((group) => group.options)];
}

function located(
  block: KnownBlock,
  element: Element,
  place: LocatedElement['place'],
  label: string | undefined,
): LocatedElement {
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  const ids = [element.action_id, block.block_id];
  const names = place === 'input' ? [label, placeholder, ...ids] : [placeholder, label, ...ids];
  return {
    blockId: block.block_id ?? '',
    actionId: element.action_id ?? '',
    element,
    place,
    dispatches: place !== 'input',
    optional: false,
    names: names.filter((name): name is string => Boolean(name)),
  };
}
