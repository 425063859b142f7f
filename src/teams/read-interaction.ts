import { z } from 'zod';
import type { Values } from '../messages/form.ts';
import { decode, type Interaction } from '../messages/interaction.ts';
import { visible } from '../texts/visible.ts';
import { type PressData, pressSchema } from './card-schema.ts';

/** What was pressed or sent: what it does, with what was filled in. */
export type Pressed = {
  interaction: Interaction;
  values: Values;
  /** The delivery key of the message that the button is in, if it is in one. */
  key: string | undefined;
  /** What opened the form that was sent, if it is known. */
  opened: Interaction | undefined;
  /** What the form follows by, if it does: it draws the form again as it was sent. */
  follows: Interaction | undefined;
  /** Which drawing of the card or form it comes from. */
  drawing: string | undefined;
  /** What was carried back, as it was. */
  press: PressData;
  /** What was typed, by input. */
  typed: Readonly<Record<string, string>>;
};

/** Beside what our buttons carry stands every input by its id, as text. */
const carried = z.object({ press: pressSchema }).catchall(z.unknown());

/**
 * What a press carries back: the `data` of an `Action.Execute` (`value.action.data`), of a `task/fetch`, `task/submit` or
 * `composeExtension/submitAction` (`value.data`), or of an `Action.Submit` in a message (`value`).
 * @returns undefined where it was not written by `render-message.ts` or `render-form.ts`
 */
export const readPressed = (data: unknown): Pressed | undefined => {
  const read = carried.safeParse(data);
  if (!read.success) return undefined;
  const { press, ...beside } = read.data;
  const inputs = { ...press.typed, ...beside };
  const values = readValues(inputs, press.many ?? []);
  const follows = isChanged(values, press.drawn) ? press.follows : undefined;
  const interaction = decode(follows ?? press.does);
  if (!interaction) return undefined;
  const said = (encoded: string | undefined) => (encoded === undefined ? undefined : decode(encoded));
  return {
    interaction,
    values,
    key: press.key,
    opened: said(press.opened),
    follows: said(press.follows),
    drawing: press.drawing,
    press,
    typed: textsIn(inputs),
  };
};

const textsIn = (inputs: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(inputs).flatMap(([id, input]) =>
      typeof input === 'string' ? [[id, visible(input)]] : [],
    ),
  );

/**
 * What is filled in: field by field; a date and a time together as `yyyy-mm-ddTHH:MM`.
 * @param many fields of which several may be chosen: Teams sends them as one text with commas
 */
export const readValues = (inputs: Readonly<Record<string, unknown>>, many: readonly string[]): Values => {
  const values: Record<string, string | string[]> = Object.fromEntries(many.map((name) => [name, []]));
  for (const [id, input] of Object.entries(inputs)) {
    // Nothing that nobody sees is kept: a database takes neither zero bytes nor half an emoji.
    const value = typeof input === 'string' ? visible(input) : '';
    if (value === '' || /\.(date|time)$/.test(id)) continue;
    values[id] = many.includes(id) ? value.split(',') : value;
  }
  for (const name of Object.keys(inputs).flatMap((id) =>
    id.endsWith('.date') ? [id.slice(0, -'.date'.length)] : [],
  )) {
    const when = `${inputs[`${name}.date`]}T${inputs[`${name}.time`]}`;
    if (moment.safeParse(when).success) values[name] = when;
  }
  return values;
};

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/**
 * Whether something was chosen that the form has not followed yet. Then it is shown anew before it is sent: what is said
 * in it, such as the dates, must be what is saved.
 */
const isChanged = (values: Values, drawn: Values = {}): boolean =>
  Object.entries(drawn).some(([name, value]) => comparable(values[name]) !== comparable(value));

/** Several are the same in any order. */
const comparable = (value: Values[string] = ''): string =>
  typeof value === 'string' ? value : value.toSorted().join();
