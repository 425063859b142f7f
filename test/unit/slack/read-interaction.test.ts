import { describe, expect, test } from '@jest/globals';
import type { BlockAction, ViewOutput } from '@slack/bolt';
import type { Field } from '../../../src/messages/form.ts';
import { FieldValues } from '../../../src/sandbox/slack/field-values.ts';
import { blockIdOf, readAction, readValues } from '../../../src/slack/read-interaction.ts';
import { renderForm } from '../../../src/slack/render-form.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
type State = ViewOutput['state']['values'];
type Action = BlockAction['actions'][number];

/** What Slack would send of a form with these fields as they begin. */
const stateOf = (...fields: Field[]): State => {
  const parts = fields.map((field) => ({ kind: 'field' as const, field }));
  const form = { does: { do: 'close' } as const, title: 'Form', send: 'Send', close: 'Close', parts };
  const view = renderForm(form, () => undefined);
  return new FieldValues(view.blocks as never).toState() as State;
};
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const groups = [{ label: '', options }];

describe('What is filled in', () => {
  test.each<[Field, unknown]>([
    [{ kind: 'text', name: 'x', label: 'X', lines: 'many', maxLength: 9, initial: 'one\ntwo' }, 'one\ntwo'],
    [{ kind: 'text', name: 'x', label: 'X', lines: 'one', maxLength: 9 }, undefined],
    [{ kind: 'pick-one', name: 'x', label: 'X', groups, initial: 'b' }, 'b'],
    [{ kind: 'pick-one', name: 'x', label: 'X', groups }, undefined],
    [{ kind: 'radio', name: 'x', label: 'X', options, initial: 'a' }, 'a'],
    [{ kind: 'radio', name: 'x', label: 'X', options }, undefined],
    [{ kind: 'check', name: 'x', label: 'X', options, initial: ['a', 'b'] }, ['a', 'b']],
    [{ kind: 'check', name: 'x', label: 'X', options, initial: [] }, []],
    [{ kind: 'person', name: 'x', label: 'X', initial: 'U1' }, 'U1'],
    [{ kind: 'person', name: 'x', label: 'X' }, undefined],
    [{ kind: 'date-and-time', name: 'x', label: 'X', date: '2026-12-01', time: '10:00' }, '2026-12-01T10:00'],
  ])('of %j is %j', (field, value) => {
    expect(readValues(stateOf(field)).x).toEqual(value);
  });

  test('of characters that nobody sees, and no database keeps, is what can be seen', () => {
    const state: State = { x: { x: { type: 'plain_text_input', value: 'a\u0000\uD83D\u202E b\r\nc' } } };
    expect(readValues(state)).toEqual({ x: 'a\uFFFD b\nc' });
  });

  test('of a date without its time is nothing yet', () => {
    const state: State = {
      when: {
        'when.date': { type: 'datepicker', selected_date: '2026-12-01' },
        'when.time': { type: 'timepicker', selected_time: null },
      },
    };
    expect(readValues(state)).toEqual({});
  });

  test('of what no form of ours has, or of no form at all, is nothing', () => {
    expect(readValues({ other: { other: { type: 'number_input', value: '3' } } })).toEqual({});
    expect(readValues({ list: { list: { type: 'checkboxes' } } })).toEqual({ list: [] });
    expect(readValues(undefined)).toEqual({});
  });
});

test('A fault finds the block of its field', () => {
  const state = stateOf({ kind: 'text', name: 'x', label: 'X', lines: 'one', maxLength: 9, initial: 'a' });
  expect(blockIdOf(state, 'x')).toMatch(/^x~/);
  expect(blockIdOf(state, 'y')).toBeUndefined();
  expect(blockIdOf(undefined, 'x')).toBeUndefined();
});

describe('What was pressed', () => {
  const pressed = (action: object) => action as Action;
  const join = { do: 'join', session };

  test('is the button', () => {
    expect(readAction(pressed({ type: 'button', action_id: `join:${session}` }), undefined)).toEqual(join);
  });

  test('is the entry of the menu', () => {
    const menu = { type: 'overflow', action_id: 'more', selected_option: { value: `join:${session}` } };
    expect(readAction(pressed(menu), undefined)).toEqual(join);
  });

  test('is what follows a live field of a form', () => {
    const field = pressed({ type: 'static_select', action_id: 'what' });
    expect(readAction(field, { private_metadata: `join:${session}` })).toEqual(join);
    expect(readAction(field, { private_metadata: '' })).toBeUndefined();
    expect(readAction(field, undefined)).toBeUndefined();
  });
});
