import { describe, expect, test } from '@jest/globals';
import type { InputBlock } from '@slack/types';
import type { Field, Form } from '../../../src/messages/form.ts';
import { noteAsForm } from '../../../src/messages/form.ts';
import { check } from '../../../src/slack/limits.ts';
import { fieldBlockId, fieldName, renderForm } from '../../../src/slack/render-form.ts';

const draft = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b604';
const form = (...fields: Field[]): Form => ({
  does: { do: 'plan-it', draft },
  title: 'Plan',
  send: 'Plan it',
  close: 'Cancel',
  parts: fields.map((field) => ({ kind: 'field', field })),
});
const render = (...fields: Field[]) => renderForm(form(...fields), () => undefined);
const elementOf = (field: Field) => (render(field).blocks[0] as InputBlock).element;
const box = (more: Partial<Extract<Field, { kind: 'text' }>> = {}): Field => ({
  kind: 'text',
  name: 'called',
  label: 'Called',
  lines: 'one',
  maxLength: 60,
  ...more,
});
const optionsFrom = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` }));

describe('A form', () => {
  test('says what sending it does, and what a live change does', () => {
    const view = renderForm({ ...form(), follows: { do: 'edit-draft', draft } }, () => undefined);
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: `plan-it:${draft}`,
      private_metadata: `edit-draft:${draft}`,
      title: { text: 'Plan' },
      submit: { text: 'Plan it' },
      close: { text: 'Cancel' },
    });
  });

  test('without anything to send has no button for it', () => {
    const view = renderForm(noteAsForm({ push: '', blocks: [] }, 'Microtraining', 'Close'), () => undefined);
    expect(view).toMatchObject({ callback_id: 'close', private_metadata: '' });
    expect(view).not.toHaveProperty('submit');
  });

  test('puts the cursor into its only box', () => {
    expect(elementOf(box())).toHaveProperty('focus_on_load', true);
    const two = render(box(), box({ name: 'other' })).blocks as InputBlock[];
    expect(two.map(({ element }) => 'focus_on_load' in element)).toEqual([false, false]);
  });
});

const planning = { do: 'plan-it', draft: '0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6aa' } as const;
const idOf = (field: Field) => fieldBlockId(field, planning);

describe('What was typed', () => {
  test('survives a redrawing, for the field keeps its id', () => {
    expect(idOf(box({ initial: 'a', label: 'Called' }))).toBe(idOf(box({ initial: 'a', label: 'Name' })));
    expect(idOf(box())).toBe(idOf(box({ initial: '' })));
  });

  test('is replaced by another first value', () => {
    expect(idOf(box({ initial: 'a' }))).not.toBe(idOf(box({ initial: 'b' })));
  });

  test('is gone in another form', () => {
    const other = { ...planning, draft: '0b8f1a52-6f9e-4a53-9df0-0a5c37b1b6ab' };
    expect(fieldBlockId(box(), other)).not.toBe(idOf(box()));
  });

  test('belongs to its field by name', () => {
    expect(fieldName(idOf(box({ initial: 'a~b' })))).toBe('called');
    expect(fieldName('when')).toBe('when');
  });

  test('of a date and time is kept whatever the first values are', () => {
    const when = (date: string): Field => ({
      kind: 'date-and-time',
      name: 'when',
      label: 'When?',
      date,
      time: '10:00',
    });
    expect(idOf(when('2026-12-01'))).toBe(idOf(when('2026-12-02')));
    expect(idOf(when('2026-12-01'))).toMatch(/^when~/);
  });
});

describe('A box', () => {
  test('for one line or many, with placeholder and hint', () => {
    expect(elementOf(box())).toMatchObject({ multiline: false, max_length: 60 });
    expect(elementOf(box({ lines: 'many', placeholder: 'p' }))).toMatchObject({
      multiline: true,
      placeholder: { text: 'p' },
    });
    expect(render(box({ hint: 'h', optional: true, live: true })).blocks[0]).toMatchObject({
      hint: { text: 'h' },
      optional: true,
      dispatch_action: true,
    });
  });

  test('grows with a first value that is counted as longer than was typed', () => {
    expect(elementOf(box({ initial: '🐟'.repeat(60) }))).toMatchObject({ max_length: 120 });
    expect(elementOf(box({ initial: '🐟'.repeat(2000) }))).toMatchObject({ max_length: 2999 });
  });
});

describe('A choice', () => {
  test('among more options than Slack takes shows the first hundred', () => {
    const groups = [{ label: '', options: optionsFrom(150) }];
    const view = render({ kind: 'pick-one', name: 'what', label: 'What?', groups, initial: 'v140' });
    expect(check({ ...view, surface: 'modal' })).toEqual([]);
    const grouped = render({
      kind: 'pick-one',
      name: 'what',
      label: 'What?',
      groups: [{ ...groups[0]!, label: 'Ready' }],
    });
    expect(check({ ...grouped, surface: 'modal' })).toEqual([]);
  });

  test('begins with what was chosen, if that is there', () => {
    const radio = (initial: string): Field => ({
      kind: 'radio',
      name: 'how',
      label: 'How?',
      initial,
      options: optionsFrom(2),
    });
    expect(elementOf(radio('v1'))).toMatchObject({ initial_option: { value: 'v1' } });
    expect(elementOf(radio('gone'))).not.toHaveProperty('initial_option');
    const days: Field = {
      kind: 'check',
      name: 'days',
      label: 'Days',
      initial: ['v0', 'gone'],
      options: optionsFrom(2),
    };
    expect(elementOf(days)).toMatchObject({ initial_options: [{ value: 'v0' }] });
  });

  test('of a person may begin with one', () => {
    const person = (more: object): Field => ({ kind: 'person', name: 'lead', label: 'Who leads?', ...more });
    expect(elementOf(person({ initial: 'U1' }))).toEqual({
      type: 'users_select',
      action_id: 'lead',
      initial_user: 'U1',
    });
    expect(elementOf(person({}))).toEqual({ type: 'users_select', action_id: 'lead' });
  });
});

test('What is wrong with a date and time is said below it, in plain text', () => {
  const when: Field = {
    kind: 'date-and-time',
    name: 'when',
    label: 'When?',
    date: '2026-12-01',
    time: '10:00',
  };
  expect(render(when).blocks).toHaveLength(2);
  expect(render({ ...when, fault: '"*Mail* <b>" is on then.' }).blocks[2]).toMatchObject({
    text: { type: 'plain_text', text: '⚠️ "*Mail* <b>" is on then.' },
  });
});
