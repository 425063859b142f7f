import type { Field, Form, Option, Values } from '../messages/form.ts';
import { encode, type Interaction } from '../messages/interaction.ts';
import { unreachable } from '../unreachable.ts';
import type { AdaptiveCard, CardAction, CardElement, PressData } from './card-schema.ts';
import { filledIn } from './filled-in.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { noCalls } from './mentions.ts';
import { type FormWords, initialText, renderField } from './render-field.ts';
import { type AddressOf, fittingCard, type Place, renderBlocks } from './render-message.ts';
import { inOneRow } from './render-text.ts';

/** A dialog as the answer to `task/fetch` or `task/submit` takes it; the card becomes an attachment there. */
export type RenderedForm = { title: string; width: 'medium'; height: 'large' | 'medium'; card: AdaptiveCard };

/** By field name. */
export type KeptTexts = Readonly<Record<string, { began: string; typed: string }>>;

export type FormState = {
  /** What opened the form; it comes back with it, so that it can be drawn again with what is wrong. */
  opened?: Interaction;
  /** Comes back with it, so that a form that is sent twice can be recognised. */
  drawing?: string;
  /** As it was filled in when it was sent, in the place of what the form begins with. */
  values?: Values;
  /** What was typed in texts of the form that this one takes the place of; it stays where a text begins as it did. */
  kept?: KeptTexts;
  /** The same of the form that lies below; it comes back with this one. */
  below?: KeptTexts;
  /** What is wrong, by field name. */
  faults?: Readonly<Record<string, string>>;
  /** A form that follows what is chosen in it is shown in two steps, where nothing was said yet: the choices, then all of it. */
  step?: 'choices' | 'whole';
};

/** A form as a dialog. Its `close` is not drawn: every dialog of Teams has a button for it. */
export const renderForm = (
  form: Form,
  addressOf: AddressOf,
  words: FormWords,
  { opened, drawing, values, kept = {}, below, faults = {}, step = 'choices' }: FormState = {},
): RenderedForm => {
  const filled = values ? filledIn(form, values) : withTexts(form, kept);
  const isChoices = filled.follows !== undefined && !filled.isSaid && step === 'choices';
  const parts = isChoices ? choices(filled) : filled.parts;
  const fields = fieldsOf(parts);
  const carried: Place['carried'] = {
    ...(opened && { opened: encode(opened) }),
    ...(drawing && { drawing }),
    ...(below && { below: { ...below } }),
    ...(form.follows && { began: textsOf(form) }),
    ...(fields.some(isMany) && { many: fields.filter(isMany).map(({ name }) => name) }),
  };
  const title = inOneRow(form.title, TEAMS_LIMITS.dialog.titleChars);
  const body = (longest: number): CardElement[] =>
    parts.flatMap((part, index) =>
      part.kind === 'field'
        ? renderField(part.field, words, faults, longest)
        : renderBlocks([part], {
            surface: 'dialog',
            carried,
            addressOf,
            calls: noCalls,
            longest,
            at: `part-${index}`,
          }),
    );
  const actions = sending(filled, isChoices, words, carried);
  return {
    title,
    width: 'medium',
    height: parts.length > shortest ? 'large' : 'medium',
    card: fittingCard(title, body, noCalls, actions),
  };
};

/** What each text begins with. */
const textsOf = ({ parts }: Form): Record<string, string> =>
  Object.fromEntries(
    fieldsOf(parts).flatMap((field) => (field.kind === 'text' ? [[field.name, initialText(field)]] : [])),
  );

/** On Slack what is typed stays in a box of its own accord; the bot draws the box as it began. */
const withTexts = (form: Form, kept: KeptTexts): Form => ({
  ...form,
  parts: form.parts.map((part) => {
    if (part.kind !== 'field' || part.field.kind !== 'text') return part;
    const before = kept[part.field.name];
    const isSame = before !== undefined && before.began === initialText(part.field);
    return isSame ? { kind: 'field', field: { ...part.field, initial: before.typed } } : part;
  }),
});

/** Forms of up to so many parts need no more than half the window. */
const shortest = 4;

const fieldsOf = (parts: Form['parts']): Field[] =>
  parts.flatMap((part) => (part.kind === 'field' ? [part.field] : []));

/** What is to be chosen before the rest can be said, with what stands above it. */
const choices = ({ parts }: Form): Form['parts'] => {
  const first = parts.findIndex((part) => part.kind === 'field');
  return parts.filter((part, index) => index < first || (part.kind === 'field' && part.field.live));
};

const sending = (
  form: Form,
  isChoices: boolean,
  words: FormWords,
  carried: Place['carried'],
): CardAction[] => {
  const button = (label: string, press: PressData): CardAction => ({
    type: 'Action.Submit',
    title: inOneRow(label, TEAMS_LIMITS.actions.titleChars),
    style: 'positive',
    data: { press },
  });
  const { does, follows, send } = form;
  if (isChoices && follows) return [button(words.goOn, { does: encode(follows), ...carried })];
  if (!send) return [];
  const following = follows && { follows: encode(follows), drawn: drawn(form) };
  return [button(send, { does: encode(does), ...following, ...carried })];
};

/** What the live fields of a form begin with: where that was changed, what stands below them is out of date. */
const drawn = ({ parts }: Form): Record<string, string | string[]> =>
  Object.fromEntries(
    fieldsOf(parts)
      .filter(({ live }) => live)
      .map((field) => [field.name, begins(field)]),
  );

const begins = (field: Field): string | string[] => {
  switch (field.kind) {
    case 'text':
      return initialText(field);
    case 'date-and-time':
      return `${field.date}T${field.time}`;
    case 'person':
      return field.initial ?? '';
    case 'people':
      return [...field.initial];
    case 'check':
      return chosen(field.options, field.initial);
    case 'radio':
      return chosen(field.options, [field.initial]).join();
    case 'pick-one':
      return chosen(
        field.groups.flatMap(({ options }) => options),
        [field.initial],
      ).join();
    default:
      return unreachable(field);
  }
};

/** Of what should be chosen, what can be. */
const chosen = (options: readonly Option[], wanted: readonly (string | undefined)[]): string[] =>
  options.map(({ value }) => value).filter((value) => wanted.includes(value));

const isMany = ({ kind }: Field): boolean => kind === 'check' || kind === 'people';
