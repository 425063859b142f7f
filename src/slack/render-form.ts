import { createHash } from 'node:crypto';
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Field, Form, Option } from '../messages/form.ts';
import { encode } from '../messages/interaction.ts';
import { cut } from '../texts/cut.ts';
import { visible } from '../texts/visible.ts';
import { inOneRow } from '../texts/words.ts';
import { unreachable } from '../unreachable.ts';
import { SLACK_LIMITS } from './limits.ts';
import { type AddressOf, renderBlocks } from './render-message.ts';

const plainText = (text: string, most: number) =>
  ({ type: 'plain_text', text: inOneRow(text, most), emoji: false }) as const;

/** A form as Slack's modal. What sending it does stands in `callback_id`, what a live change does in `private_metadata`. */
export const renderForm = (form: Form, addressOf: AddressOf): ModalView => {
  const { modal } = SLACK_LIMITS;
  const boxes = form.parts.filter((part) => part.kind === 'field' && part.field.kind === 'text').length;
  return {
    type: 'modal',
    callback_id: encode(form.does),
    private_metadata: form.follows ? encode(form.follows) : '',
    title: plainText(form.title, modal.titleChars),
    close: plainText(form.close, modal.closeChars),
    ...(form.send && { submit: plainText(form.send, modal.submitChars) }),
    blocks: form.parts.flatMap((part): KnownBlock[] =>
      part.kind === 'field'
        ? renderField(part.field, form.does, boxes === 1)
        : renderBlocks([part], addressOf),
    ),
  };
};

/**
 * The block of a field. What stands in a field survives a redrawing of the form as long as its block keeps its id,
 * so the id holds its name, its form and its first value: another first value replaces what was there, another form
 * begins anew. A live choice keeps its id: what it begins with has come from the choice itself, and may be older than
 * what is ticked by now.
 * @param form what sending the form does
 */
export const fieldBlockId = (field: Field, form: Form['does']): string => {
  const follows = field.kind === 'date-and-time' || (field.live && field.kind !== 'text');
  const initial = follows ? '' : JSON.stringify(field.initial ?? '');
  return `${field.name}~${createHash('sha256')
    .update(`${encode(form)} ${initial}`)
    .digest('hex')
    .slice(0, 12)}`;
};

/** The name of the field that a block belongs to. */
export const fieldName = (blockId: string): string => blockId.split('~')[0] ?? blockId;

const renderField = (field: Field, form: Form['does'], focus: boolean): KnownBlock[] => {
  if (field.kind === 'date-and-time') return dateAndTime(field, form);
  const block: InputBlock = {
    type: 'input',
    block_id: fieldBlockId(field, form),
    label: plainText(field.label, SLACK_LIMITS.input.labelChars),
    element: element(field, focus),
    ...(field.hint && { hint: plainText(field.hint, SLACK_LIMITS.input.hintChars) }),
    ...('optional' in field && field.optional && { optional: true }),
    ...(field.live && { dispatch_action: true }),
  };
  return [block];
};

const dateAndTime = (field: Extract<Field, { kind: 'date-and-time' }>, form: Form['does']): KnownBlock[] => {
  const { name, label, date, time, fault } = field;
  return [
    { type: 'section', text: { type: 'mrkdwn', text: `*${label}*`, verbatim: true } },
    {
      type: 'actions',
      block_id: fieldBlockId(field, form),
      elements: [
        { type: 'datepicker', action_id: `${name}.date`, initial_date: date },
        { type: 'timepicker', action_id: `${name}.time`, initial_time: time },
      ],
    },
    // Plain text: it may name another session by the title that people gave it.
    ...(fault
      ? [{ type: 'section' as const, text: plainText(`⚠️ ${fault}`, SLACK_LIMITS.section.textChars) }]
      : []),
  ];
};

const option = ({ value, label }: Option): PlainTextOption => ({
  value,
  text: plainText(label, SLACK_LIMITS.option.textChars),
});

/**
 * Slack refuses a first value that is longer than the box may hold. Lengths of stored texts are counted otherwise
 * where there are emoji in them, so the box grows as far as Slack lets it.
 */
const initialText = ({ initial, maxLength }: Extract<Field, { kind: 'text' }>) => {
  const { chars } = SLACK_LIMITS.plainTextInput;
  const text = cut(visible(initial ?? ''), chars);
  return { max_length: Math.max(maxLength, text.length), ...(text && { initial_value: text }) };
};

const element = (field: Exclude<Field, { kind: 'date-and-time' }>, focus: boolean): InputBlock['element'] => {
  const { name } = field;
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: name,
        multiline: field.lines === 'many',
        ...initialText(field),
        ...(field.placeholder && {
          placeholder: plainText(field.placeholder, SLACK_LIMITS.select.placeholderChars),
        }),
        ...(focus && { focus_on_load: true }),
      };
    case 'pick-one': {
      const most = SLACK_LIMITS.select.options;
      const groups = field.groups
        .map((group) => ({ ...group, options: group.options.slice(0, most) }))
        // Slack refuses a heading with nothing below it.
        .filter(({ options }) => options.length > 0);
      const all = groups.flatMap(({ options }) => options);
      const initial = all.find(({ value }) => value === field.initial);
      const isGrouped = field.groups.some(({ label }) => label !== '');
      return {
        type: 'static_select',
        action_id: name,
        ...(initial && { initial_option: option(initial) }),
        ...(isGrouped
          ? {
              option_groups: groups.map(({ label, options }) => ({
                label: plainText(label, SLACK_LIMITS.select.groupLabelChars),
                options: options.map(option),
              })),
            }
          : { options: all.map(option) }),
      };
    }
    case 'radio': {
      const initial = field.options.find(({ value }) => value === field.initial);
      return {
        type: 'radio_buttons',
        action_id: name,
        options: field.options.map(option),
        ...(initial && { initial_option: option(initial) }),
      };
    }
    case 'check': {
      const initial = field.options.filter(({ value }) => field.initial.includes(value));
      return {
        type: 'checkboxes',
        action_id: name,
        options: field.options.map(option),
        ...(initial.length > 0 && { initial_options: initial.map(option) }),
      };
    }
    case 'person':
      return {
        type: 'users_select',
        action_id: name,
        ...(field.initial && { initial_user: field.initial }),
      };
    case 'people':
      return {
        type: 'multi_users_select',
        action_id: name,
        ...(field.initial.length > 0 && { initial_users: [...field.initial] }),
      };
    default:
      return unreachable(field);
  }
};
