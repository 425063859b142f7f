import type { ClickOutcome, ElementAddress, ElementValue } from './control.ts';
import type { Core } from './core.ts';
import { type Element, elementsIn, type LocatedElement, optionsOf } from './elements.ts';
import type { FieldValue } from './field-values.ts';
import { sendBlockAction } from './interactions.ts';
import { channelFor, type Surface, viewSurface, visibleIn } from './surfaces.ts';
import type { User } from './workspace.ts';

/**
 * Uses an element by its address.
 * @throws when this person sees no such element, or it has no such option
 */
export async function useElement(
  core: Core,
  user: User,
  address: ElementAddress,
  value: ElementValue,
): Promise<ClickOutcome | undefined> {
  const { surface, located } = locate(core, user, address);
  const { element } = located;
  if (element.type === 'button') return press(core, user, surface, located, {}, element.url);
  if (element.type === 'overflow') {
    const option = optionOf(element, value.option);
    return press(core, user, surface, located, { selected_option: option }, option.url);
  }
  const next = fieldValue(element, value);
  setField(core, surface, located, next);
  return located.dispatches ? sendBlockAction(core, user, surface, located, { ...next }) : undefined;
}

/** Sets a form's field; nobody is told. @throws as `useElement` */
export function fillElement(core: Core, user: User, address: ElementAddress, value: ElementValue): void {
  const { surface, located } = locate(core, user, address);
  const { element } = located;
  if (element.type === 'button' || element.type === 'overflow') return;
  setField(core, surface, located, fieldValue(element, value));
}

function setField(
  core: Core,
  surface: Surface,
  { blockId, actionId }: LocatedElement,
  value: FieldValue,
): void {
  if (surface.kind !== 'view') return;
  surface.values.set(blockId, actionId, value);
  core.changes.announce();
}

async function press(
  core: Core,
  user: User,
  surface: Surface,
  located: LocatedElement,
  detail: Record<string, unknown>,
  url: string | undefined,
): Promise<ClickOutcome> {
  const outcome = await sendBlockAction(core, user, surface, located, detail);
  return { ...outcome, ...(url && { url }) };
}

function locate(core: Core, user: User, { on, blockId, actionId }: ElementAddress) {
  const surface = surfaceAt(core, user, on);
  const located = elementsIn(surface?.blocks ?? []).find(
    (each) => each.blockId === blockId && each.actionId === actionId,
  );
  if (!surface || !located) throw new Error(`${user.name} does not see this element any more`);
  return { surface, located };
}

function surfaceAt(core: Core, user: User, on: ElementAddress['on']): Surface | undefined {
  if ('channel' in on) {
    const channel = channelFor(core, user, on.channel);
    return visibleIn(core, user, channel).find(({ message }) => message.ts === on.ts);
  }
  const view =
    'view' in on ? core.views.stackOf(user.id).find(({ id }) => id === on.view) : core.views.homeOf(user.id);
  return view && viewSurface(view);
}

function optionOf(element: Element, value: string | undefined) {
  const found = optionsOf(element).find((option) => option.value === value);
  if (!found) throw new Error('There is no such option any more');
  return found;
}

type Field = Exclude<Element, { type: 'button' | 'overflow' }>;

/** As Slack writes it into `view.state.values`. */
function fieldValue(
  element: Field,
  { text, option, options, user, users, date, time }: ElementValue,
): FieldValue {
  const { type } = element;
  const chosen = (value: string) => {
    const found = optionOf(element, value);
    return { text: found.text, value: found.value ?? '' };
  };
  switch (type) {
    case 'plain_text_input':
      return { type, value: text || null };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: option === undefined ? null : chosen(option) };
    case 'checkboxes':
      return { type, selected_options: (options ?? []).map(chosen) };
    case 'users_select':
      return { type, selected_user: user || null };
    case 'multi_users_select':
      return { type, selected_users: users ?? [] };
    case 'datepicker':
      return { type, selected_date: date || null };
    case 'timepicker':
      return { type, selected_time: time || null };
  }
}
