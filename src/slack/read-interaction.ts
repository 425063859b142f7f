import type { BlockAction, ViewOutput } from '@slack/bolt';
import type { Values } from '../messages/form.ts';
import { decode, type Interaction } from '../messages/interaction.ts';
import { visible } from '../texts/visible.ts';
import { fieldName } from './render-form.ts';

type State = ViewOutput['state']['values'];
type Action = BlockAction['actions'][number];

/** What was pressed: a button, an entry of ⋯, or a live field of a form. */
export const readAction = (
  action: Action,
  view: { private_metadata: string } | undefined,
): Interaction | undefined => {
  if (action.type === 'overflow') return decode(action.selected_option.value);
  return decode(action.action_id) ?? (view ? decode(view.private_metadata) : undefined);
};

/** What is filled in: field by field; the two pickers of a date and time together as `yyyy-mm-ddTHH:MM`. */
export const readValues = (state: State | undefined): Values => {
  const values: Record<string, string | string[]> = {};
  for (const [blockId, elements] of Object.entries(state ?? {})) {
    for (const [actionId, element] of Object.entries(elements)) {
      const value = filledIn(element);
      if (value === undefined) continue;
      if (actionId.endsWith('.date') || actionId.endsWith('.time')) continue;
      values[fieldName(blockId)] = value;
    }
    const name = fieldName(blockId);
    const date = elements[`${name}.date`]?.selected_date;
    const time = elements[`${name}.time`]?.selected_time;
    if (date && time) values[name] = `${date}T${time}`;
  }
  return values;
};

/** The block of a field by its name, for saying what is wrong with it. */
export const blockIdOf = (state: State | undefined, name: string): string | undefined =>
  Object.keys(state ?? {}).find((blockId) => fieldName(blockId) === name);

const filledIn = (element: State[string][string]): string | string[] | undefined => {
  switch (element.type) {
    case 'plain_text_input':
      // Nothing that nobody sees is kept: a database takes neither zero bytes nor half an emoji.
      return element.value == null ? undefined : visible(element.value);
    case 'static_select':
    case 'radio_buttons':
      return element.selected_option?.value;
    case 'checkboxes':
      return (element.selected_options ?? []).map(({ value }) => value);
    case 'users_select':
      return element.selected_user ?? undefined;
    case 'multi_users_select':
      return element.selected_users ?? [];
    default:
      return undefined;
  }
};
