import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { type Element, elementsIn, optionsOf } from './elements.ts';

export type StateValues = ViewOutput['state']['values'];
/** The value of one field, in the form of Slack's `view.state.values`. */
export type FieldValue = StateValues[string][string];
type Option = NonNullable<FieldValue['selected_option']>;

/** What stands in the fields of a view or message. */
export class FieldValues {
  readonly #values = new Map<string, FieldValue>();

  /**
   * @param blocks the fields, with their ids
   * @param before values that stay where `block_id` and `action_id` have stayed the same, even if the
   *   blocks now bring another initial value: Slack does the same
   */
  constructor(blocks: readonly KnownBlock[], before?: FieldValues) {
    for (const { blockId, actionId, element } of elementsIn(blocks)) {
      const initial = initialValue(element);
      if (!initial) continue;
      const kept = before?.get(blockId, actionId);
      this.set(blockId, actionId, kept && stillPossible(kept, element) ? kept : initial);
    }
  }

  get(blockId: string, actionId: string): FieldValue | undefined {
    return this.#values.get(JSON.stringify([blockId, actionId]));
  }

  set(blockId: string, actionId: string, value: FieldValue): void {
    this.#values.set(JSON.stringify([blockId, actionId]), value);
  }

  /** As in `view.state.values`. */
  toState(): StateValues {
    const state: StateValues = {};
    for (const [key, value] of this.#values) {
      const [blockId, actionId] = JSON.parse(key) as [string, string];
      state[blockId] = { ...state[blockId], [actionId]: value };
    }
    return state;
  }
}

/** As a person reads it; `null` when the field is empty. */
export function readableValue(
  value: FieldValue,
  nameOf: (userId: string) => string,
): string | string[] | null {
  if (value.selected_options) return value.selected_options.map((option) => option.text.text);
  if (value.selected_option) return value.selected_option.text.text;
  if (value.selected_users) return value.selected_users.map(nameOf);
  if (value.selected_user) return nameOf(value.selected_user);
  return value.value ?? value.selected_date ?? value.selected_time ?? null;
}

function initialValue(element: Element): FieldValue | undefined {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: (element.initial_option as Option | undefined) ?? null };
    case 'checkboxes':
      return { type, selected_options: (element.initial_options as Option[] | undefined) ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    default:
      return undefined;
  }
}

function stillPossible(kept: FieldValue, element: Element): boolean {
  if (kept.type !== element.type) return false;
  const chosen = kept.selected_options ?? (kept.selected_option ? [kept.selected_option] : []);
  const possible = new Set(optionsOf(element).map((option) => option.value));
  return chosen.every((option) => possible.has(option.value));
}
