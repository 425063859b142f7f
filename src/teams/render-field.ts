import type { Field } from '../messages/form.ts';
import { cut } from '../texts/cut.ts';
import { visible } from '../texts/visible.ts';
import { unreachable } from '../unreachable.ts';
import type { SimpleElement } from './card-schema.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { noCalls } from './mentions.ts';
import { inOneRow, textElements } from './render-text.ts';

/** What Teams needs to be said where Slack says it by itself. */
export type FormWords = {
  /** On the button that shows the rest of a form that follows what is chosen. */
  goOn: string;
  /** Where something that is needed was left out. */
  missing: (label: string) => string;
  /** A date and a time are two boxes. */
  day: (label: string) => string;
  time: (label: string) => string;
};

/** A field with what helps to fill it in, and what is wrong with it. */
export const renderField = (
  field: Field,
  words: FormWords,
  faults: Readonly<Record<string, string>>,
  longest: number,
): SimpleElement[] => {
  const own = field.kind === 'date-and-time' ? field.fault : undefined;
  const fault = faults[field.name] ?? own;
  return [
    ...inputs(field, words),
    ...(field.hint ? textElements([field.hint], longest, noCalls, { small: true, below: true }) : []),
    // Plain text: it may name another session by the title that people gave it.
    ...(fault ? textElements([`⚠️ ${fault}`], longest, noCalls, { wrong: true, below: true }) : []),
  ];
};

/** What every input says of itself. */
const labelled = (id: string, said: string, isRequired: boolean, { missing }: FormWords) => {
  const { labelChars } = TEAMS_LIMITS.input;
  const label = inOneRow(said, labelChars);
  return { id, label, isRequired, ...(isRequired && { errorMessage: inOneRow(missing(label), labelChars) }) };
};

const inputs = (field: Field, words: FormWords): SimpleElement[] => {
  const { name, label } = field;
  const isRequired = !('optional' in field && field.optional);
  const common = labelled(name, label, isRequired, words);
  switch (field.kind) {
    case 'text':
      return [textBox(field, common)];
    case 'date-and-time':
      return [
        { type: 'Input.Date', ...labelled(`${name}.date`, words.day(label), true, words), value: field.date },
        {
          type: 'Input.Time',
          ...labelled(`${name}.time`, words.time(label), true, words),
          value: field.time,
        },
      ];
    case 'pick-one':
      return [
        choiceSet(common, groupedChoices(field), field.initial, { style: 'compact', isMultiSelect: false }),
      ];
    case 'radio':
      return [
        choiceSet(common, field.options.map(choice), field.initial, {
          style: 'expanded',
          isMultiSelect: false,
        }),
      ];
    case 'check':
      return [
        choiceSet(common, field.options.map(choice), field.initial, {
          style: 'expanded',
          isMultiSelect: true,
        }),
      ];
    case 'person':
      return [peoplePicker(common, field.initial, false)];
    case 'people':
      return [peoplePicker(common, field.initial.join(), true)];
    default:
      return unreachable(field);
  }
};

type Labelled = ReturnType<typeof labelled>;

const textBox = (field: Extract<Field, { kind: 'text' }>, common: Labelled): SimpleElement => {
  const value = initialText(field);
  return {
    type: 'Input.Text',
    ...common,
    isMultiline: field.lines === 'many',
    // Lengths of stored texts are counted otherwise where there are emoji in them.
    maxLength: Math.max(field.maxLength, value.length),
    ...(field.placeholder && { placeholder: inOneRow(field.placeholder, TEAMS_LIMITS.input.labelChars) }),
    ...(value && { value }),
  };
};

/** What a box begins with, as far as Teams is asked to show it. */
export const initialText = ({ initial }: Extract<Field, { kind: 'text' }>): string =>
  cut(visible(initial ?? ''), TEAMS_LIMITS.input.textChars);

type Choice = { title: string; value: string };
const choice = ({ value, label }: { value: string; label: string }): Choice => ({
  value,
  title: inOneRow(label, TEAMS_LIMITS.input.choiceChars),
});

/** A list of Teams has no headings, so each choice says what it is among. */
const groupedChoices = ({ groups }: Extract<Field, { kind: 'pick-one' }>): Choice[] =>
  groups.flatMap((group) =>
    group.options
      .map(choice)
      .map((one) =>
        group.label
          ? { ...one, title: `${one.title} · ${inOneRow(group.label, TEAMS_LIMITS.input.choiceChars)}` }
          : one,
      ),
  );

const choiceSet = (
  common: Labelled,
  choices: Choice[],
  initial: string | readonly string[] | undefined,
  how: { style: 'compact' | 'expanded'; isMultiSelect: boolean },
): SimpleElement => {
  const wanted = typeof initial === 'string' ? [initial] : (initial ?? []);
  const value = choices.filter((one) => wanted.includes(one.value)).map((one) => one.value);
  return {
    type: 'Input.ChoiceSet',
    ...common,
    ...how,
    choices,
    ...(value.length > 0 && { value: value.join() }),
  };
};

/** Teams' own picker, which knows people by their id in the directory. */
const peoplePicker = (
  common: Labelled,
  value: string | undefined,
  isMultiSelect: boolean,
): SimpleElement => ({
  type: 'Input.ChoiceSet',
  ...common,
  style: 'compact',
  isMultiSelect,
  choices: [],
  'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  ...(value && { value }),
});
