import { describe, expect, test } from '@jest/globals';
import type { Field, Form } from '../../../src/messages/form.ts';
import type { CardElement } from '../../../src/teams/card-schema.ts';
import { check } from '../../../src/teams/limits.ts';
import { type FormState, renderForm } from '../../../src/teams/render-form.ts';
import { formWords } from '../../support/form-words.ts';

const draft = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b604';
const form = (...fields: Field[]): Form => ({
  does: { do: 'plan-it', draft },
  title: 'Plan',
  send: 'Plan it',
  close: 'Cancel',
  parts: fields.map((field) => ({ kind: 'field', field })),
});
const following = (...fields: Field[]): Form => ({
  ...form(...fields),
  follows: { do: 'edit-draft', draft },
});
const nowhere = () => undefined;
const render = (shown: Form, state?: FormState) => renderForm(shown, nowhere, formWords, state);
const inputOf = (field: Field): CardElement | undefined => render(form(field)).card.body[0];
const pressOf = (shown: Form, state?: FormState) => {
  const [action] = render(shown, state).card.actions ?? [];
  return action && 'data' in action ? action.data.press : undefined;
};
const box = (more: Partial<Extract<Field, { kind: 'text' }>> = {}): Field => ({
  kind: 'text',
  name: 'called',
  label: 'Called',
  lines: 'one',
  maxLength: 60,
  ...more,
});
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const when: Field = {
  kind: 'date-and-time',
  name: 'when',
  label: 'When?',
  date: '2026-12-01',
  time: '10:00',
};

describe('A form', () => {
  test('is a dialog that says what sending it does', () => {
    expect(render(form(box()))).toMatchObject({
      title: 'Plan',
      width: 'medium',
      height: 'medium',
      card: {
        actions: [{ type: 'Action.Submit', title: 'Plan it', data: { press: { does: `plan-it:${draft}` } } }],
      },
    });
  });

  test('without anything to send has no button for it', () => {
    const note: Form = { does: { do: 'close' }, title: 'Microtraining', close: 'Close', parts: [] };
    expect(render(note).card).not.toHaveProperty('actions');
    expect(render(note).card.body).toMatchObject([{ inlines: [{ text: 'Microtraining' }] }]);
  });

  test('with more to fill in is higher', () => {
    const boxes = ['a', 'b', 'c', 'd', 'e'].map((name) => box({ name }));
    expect(render(form(...boxes)).height).toBe('large');
  });

  test('carries what opened it, and which fields may have several values', () => {
    const days: Field = { kind: 'check', name: 'days', label: 'Days', initial: [], options };
    const people: Field = { kind: 'people', name: 'leads', label: 'Leads', initial: [] };
    expect(pressOf(form(days, people, box()), { opened: { do: 'open-planning' } })).toEqual({
      does: `plan-it:${draft}`,
      opened: 'open-planning',
      many: ['days', 'leads'],
    });
  });

  test('has buttons that send what is filled in so far, and open nothing by themselves', () => {
    const asked: Form = {
      ...form(box()),
      parts: [{ kind: 'actions', buttons: [{ label: 'People', does: { do: 'draft-people', draft } }] }],
    };
    expect(render(asked).card.body).toMatchObject([
      { actions: [{ type: 'Action.Submit', data: { press: { does: `draft-people:${draft}` } } }] },
    ]);
    expect(JSON.stringify(render(asked))).not.toContain('task/fetch');
  });
});

describe('A form that follows what is chosen in it', () => {
  const what: Field = { kind: 'radio', name: 'what', label: 'What?', live: true, initial: 'a', options };
  const note = { kind: 'note', line: ['Heard: x'] } as const;
  const preview = { kind: 'text', lines: [['Tue 1 Dec']] } as const;
  const shown: Form = {
    ...following(),
    parts: [
      note,
      { kind: 'field', field: what },
      { kind: 'field', field: { ...when, live: true } },
      preview,
      { kind: 'field', field: box() },
    ],
  };
  const idsOf = (state?: FormState) =>
    render(shown, state).card.body.map((one) => ('id' in one ? one.id : one.type));

  test('asks for the choices first', () => {
    expect(idsOf()).toEqual(['RichTextBlock', 'what', 'when.date', 'when.time']);
    expect(render(shown).card.actions).toMatchObject([{ title: 'Go on' }]);
    expect(pressOf(shown)).toEqual({ does: `edit-draft:${draft}`, began: { called: '' } });
  });

  test('shows all of it at once where they were said already', () => {
    expect(render({ ...shown, isSaid: true })).toEqual(render(shown, { step: 'whole' }));
  });

  test('then shows all of it, and knows which choices it has followed', () => {
    expect(idsOf({ step: 'whole' })).toEqual([
      'RichTextBlock',
      'what',
      'when.date',
      'when.time',
      'RichTextBlock',
      'called',
    ]);
    expect(pressOf(shown, { step: 'whole' })).toEqual({
      does: `plan-it:${draft}`,
      follows: `edit-draft:${draft}`,
      drawn: { what: 'a', when: '2026-12-01T10:00' },
      began: { called: '' },
    });
  });

  test('knows of a choice that was not made yet', () => {
    const { initial: _, ...none } = what as Extract<Field, { kind: 'radio' }>;
    const days: Field = { kind: 'check', name: 'days', label: 'Days', live: true, initial: ['a'], options };
    expect(pressOf(following(none, days, box({ live: true })), { step: 'whole' })?.drawn).toEqual({
      what: '',
      days: ['a'],
      called: '',
    });
  });
});

test('What a form that follows was drawn with is what it can begin with', () => {
  const fields: Field[] = [
    {
      kind: 'pick-one',
      name: 'a',
      label: 'A',
      live: true,
      initial: 'gone',
      groups: [{ label: '', options }],
    },
    { kind: 'radio', name: 'b', label: 'B', live: true, initial: 'gone', options },
    { kind: 'check', name: 'c', label: 'C', live: true, initial: ['b', 'gone'], options },
    { kind: 'person', name: 'd', label: 'D', live: true },
    { kind: 'people', name: 'e', label: 'E', live: true, initial: ['U1'] },
  ];
  expect(pressOf(following(...fields), { step: 'whole' })?.drawn).toEqual({
    a: '',
    b: '',
    c: ['b'],
    d: '',
    e: ['U1'],
  });
});

describe('A form that is shown again', () => {
  test('holds what was typed, and what is wrong right below it', () => {
    const { card } = render(form(box({ initial: 'a' }), when), {
      values: { called: 'b', when: '2026-12-02T11:00' },
      faults: { called: 'Too *long*', when: 'It is over.' },
    });
    expect(card.body).toMatchObject([
      { id: 'called', value: 'b' },
      { inlines: [{ text: '⚠️ Too *long*', color: 'attention' }], spacing: 'none' },
      { id: 'when.date', value: '2026-12-02' },
      { id: 'when.time', value: '11:00' },
      { inlines: [{ text: '⚠️ It is over.' }] },
    ]);
  });

  test('says what is wrong with a date and time by itself', () => {
    expect(render(form({ ...when, fault: '"*Mail* <b>" is on then.' })).card.body[2]).toMatchObject({
      inlines: [{ text: '⚠️ "*Mail* <b>" is on then.' }],
    });
  });
});

describe('A box', () => {
  test('has a label, and says what is missing where something is needed', () => {
    expect(inputOf(box())).toEqual({
      type: 'Input.Text',
      id: 'called',
      label: 'Called',
      isRequired: true,
      errorMessage: '“Called” is needed.',
      isMultiline: false,
      maxLength: 60,
    });
    expect(inputOf(box({ optional: true, lines: 'many', placeholder: 'p', initial: 'i' }))).toEqual({
      type: 'Input.Text',
      id: 'called',
      label: 'Called',
      isRequired: false,
      isMultiline: true,
      maxLength: 60,
      placeholder: 'p',
      value: 'i',
    });
  });

  test('has its hint below it', () => {
    expect(render(form(box({ hint: 'Shown without your name.' }))).card.body[1]).toMatchObject({
      inlines: [{ text: 'Shown without your name.', size: 'small' }],
      spacing: 'none',
    });
  });

  test('grows with a first value that is counted as longer than was typed', () => {
    expect(inputOf(box({ initial: '🐟'.repeat(60) }))).toMatchObject({ maxLength: 120 });
    expect(inputOf(box({ initial: '🐟'.repeat(2000) }))).toMatchObject({ maxLength: 2999 });
  });

  test('for a date is two, each with a label', () => {
    expect(render(form(when)).card.body).toMatchObject([
      { type: 'Input.Date', id: 'when.date', label: 'When? The day', value: '2026-12-01', isRequired: true },
      { type: 'Input.Time', id: 'when.time', label: 'When? The time', value: '10:00', isRequired: true },
    ]);
  });
});

describe('A choice', () => {
  test('among groups says of each option what it is among', () => {
    const groups = [
      { label: 'Ready to run', options },
      { label: '', options: [{ value: 'c', label: 'C' }] },
    ];
    expect(inputOf({ kind: 'pick-one', name: 'what', label: 'What?', groups, initial: 'b' })).toMatchObject({
      type: 'Input.ChoiceSet',
      style: 'compact',
      isMultiSelect: false,
      choices: [
        { title: 'A · Ready to run', value: 'a' },
        { title: 'B · Ready to run', value: 'b' },
        { title: 'C', value: 'c' },
      ],
      value: 'b',
    });
  });

  test('begins with what was chosen, if that is there', () => {
    const radio = (initial: string): Field => ({
      kind: 'radio',
      name: 'how',
      label: 'How?',
      initial,
      options,
    });
    expect(inputOf(radio('b'))).toMatchObject({ style: 'expanded', value: 'b' });
    expect(inputOf(radio('gone'))).not.toHaveProperty('value');
    const days: Field = { kind: 'check', name: 'days', label: 'Days', initial: ['b', 'gone', 'a'], options };
    expect(inputOf(days)).toMatchObject({ isMultiSelect: true, value: 'a,b' });
  });

  test('of people is Teams’ own, and may begin with some', () => {
    const picker = {
      type: 'Input.ChoiceSet',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    };
    const person = (more: object): Field => ({ kind: 'person', name: 'lead', label: 'Who leads?', ...more });
    expect(inputOf(person({ initial: 'U1' }))).toMatchObject({
      ...picker,
      isMultiSelect: false,
      value: 'U1',
    });
    expect(inputOf(person({}))).not.toHaveProperty('value');
    const people: Field = {
      kind: 'people',
      name: 'leads',
      label: 'Leads',
      initial: ['U1', 'U2'],
      optional: true,
    };
    expect(inputOf(people)).toMatchObject({
      ...picker,
      isMultiSelect: true,
      value: 'U1,U2',
      isRequired: false,
    });
  });
});

test('A form of every kind of field is taken by Teams', () => {
  const { title, card } = render(
    form(
      box({ hint: 'h', placeholder: 'p' }),
      when,
      { kind: 'pick-one', name: 'what', label: 'What?', groups: [{ label: 'x', options }] },
      { kind: 'radio', name: 'how', label: 'How?', options },
      { kind: 'check', name: 'days', label: 'Days', initial: ['a'], options },
      { kind: 'person', name: 'lead', label: 'Who leads?' },
      { kind: 'people', name: 'leads', label: 'Leads', initial: [] },
    ),
  );
  expect(check({ surface: 'dialog', title, card })).toEqual([]);
});
