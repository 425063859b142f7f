import { asJson, type Json, objectsIn, textIn } from './json.ts';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/** What somebody has done to a card on the screen: typed into inputs, by id, and unfolded or folded elements, by id. */
export type CardUse = { typed: Readonly<Record<string, string>>; shown: Readonly<Record<string, boolean>> };

export const unused: CardUse = { typed: {}, shown: {} };

/** The Adaptive Cards attached to an activity. */
export const cardsIn = (activity: Json): Json[] =>
  objectsIn(activity.attachments)
    .filter(({ contentType }) => contentType === adaptiveCard)
    .map(({ content }) => asJson(content));

/** A card as an attachment, as a dialog's answer brings it. */
export const cardOf = (attachment: unknown): Json | undefined => {
  const { contentType, content } = asJson(attachment);
  return contentType === adaptiveCard ? asJson(content) : undefined;
};

/** What holds no elements of the card itself, but data, or what older clients show. */
const notShown = new Set(['fallback', 'refresh', 'authentication', 'msteams', 'data', '$schema', 'metadata']);

/** Every object with a `type` that the card shows, in the order in which people meet it: the body before the actions. */
const elementsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const element = asJson(value);
  if (element.isVisible === false) return [];
  const { actions, ...others } = element;
  const inside = [...Object.entries(others), ['actions', actions] as const]
    .filter(([key]) => !notShown.has(key))
    .flatMap(([, part]) => elementsIn(part));
  return typeof element.type === 'string' ? [element, ...inside] : inside;
};

/** Buttons, and what can be tapped besides, in the order in which they stand. */
export const actionsIn = (card: Json): Json[] =>
  elementsIn(card).filter(({ type, isEnabled }) => textIn(type).startsWith('Action.') && isEnabled !== false);

export const inputsIn = (card: Json): Json[] =>
  elementsIn(card).filter(({ type }) => textIn(type).startsWith('Input.'));

export const titleOf = (action: Json): string => textIn(action.title) || textIn(action.type);

/** The card as it stands on the screen of somebody who has folded or unfolded parts of it. */
export const withShown = (card: Json, { shown }: CardUse): Json => {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const element = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part)]));
    const isVisible = shown[textIn(element.id)];
    return isVisible === undefined ? element : { ...element, isVisible };
  };
  return Object.keys(shown).length > 0 ? asJson(visit(card)) : card;
};

/** What an `Action.ToggleVisibility` leaves shown and hidden. */
export const toggled = (cards: readonly Json[], action: Json, { shown }: CardUse): CardUse['shown'] => {
  const targets = Array.isArray(action.targetElements) ? action.targetElements : [];
  const changes = targets.map((target): [string, boolean] => {
    const { elementId, isVisible } = typeof target === 'string' ? { elementId: target } : asJson(target);
    const id = textIn(elementId);
    return [id, typeof isVisible === 'boolean' ? isVisible : !cards.some((card) => isShown(card, id))];
  });
  return { ...shown, ...Object.fromEntries(changes) };
};

const isShown = (card: Json, id: string): boolean => elementsIn(card).some((element) => element.id === id);

/** What people may call an input, the most telling first. */
const namesOf = (input: Json): string[] =>
  [input.label, input.placeholder, input.title, input.id].map(textIn).filter((name) => name !== '');

/** The input of that name: an exact match first, then by beginning. */
export const inputNamed = (card: Json, name: string): Json | undefined => {
  const inputs = inputsIn(card);
  return (
    inputs.find((input) => namesOf(input).includes(name)) ??
    inputs.find((input) => namesOf(input).some((one) => one.startsWith(name)))
  );
};

/** What stands in the inputs, by id: what was typed, else what the card brought. */
export const valuesOf = (card: Json, typed: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    inputsIn(card).map((input) => {
      const id = textIn(input.id);
      const initial =
        input.type === 'Input.Toggle' ? (input.value ?? input.valueOff ?? 'false') : input.value;
      return [id, typed[id] ?? (initial === undefined ? '' : String(initial))];
    }),
  );

/** What Teams itself finds wrong with the inputs, by id. */
export const problemsOf = (card: Json, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    inputsIn(card).flatMap((input) => {
      const id = textIn(input.id);
      return isRight(input, values[id] ?? '') ? [] : [[id, textIn(input.errorMessage) || 'Required']];
    }),
  );

const isRight = (input: Json, value: string): boolean => {
  if (value === '') return input.isRequired !== true;
  if (typeof input.regex === 'string' && !new RegExp(input.regex).test(value)) return false;
  return typeof input.maxLength !== 'number' || value.length <= input.maxLength;
};

/** Whether people are picked in it: their ids in the directory. */
export const picksPeople = (input: Json): boolean =>
  textIn(asJson(input['choices.data']).dataset).startsWith('graph.microsoft.com/users');

/** The value after somebody picked a choice. @throws when there is none of that title */
export const chosen = (input: Json, choices: readonly Json[], option: string, before: string): string => {
  const titles = choices.map(({ title }) => textIn(title));
  const exact = titles.indexOf(option);
  const found = choices[exact >= 0 ? exact : titles.findIndex((title) => title.startsWith(option))];
  if (!found) throw new Error(`There is no choice "${option}", but: ${titles.join(', ')}`);
  const value = textIn(found.value);
  if (input.isMultiSelect !== true) return value;
  const picked = before.split(',').filter((one) => one !== '');
  return (picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]).join(',');
};
