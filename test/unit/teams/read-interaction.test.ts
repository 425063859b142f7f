import { describe, expect, test } from '@jest/globals';
import type { Field, Form } from '../../../src/messages/form.ts';
import { readPressed, readValues } from '../../../src/teams/read-interaction.ts';
import { renderForm } from '../../../src/teams/render-form.ts';
import { renderMessage } from '../../../src/teams/render-message.ts';
import { actionsOf, elementsOf } from '../../support/card-parts.ts';
import { formWords } from '../../support/form-words.ts';

const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const draft = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b604';
const nowhere = () => undefined;
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const groups = [{ label: '', options }];

/** What Teams would send of a form as it begins: what its button carries, and every input by its id, as text. */
const sentFrom = (form: Partial<Form>, fields: Field[], typed: object = {}): object => {
  const whole: Form = {
    does: { do: 'close' },
    title: 'Form',
    send: 'Send',
    close: 'Close',
    parts: fields.map((field) => ({ kind: 'field', field })),
    ...form,
  };
  const { card } = renderForm(whole, nowhere, formWords, { step: 'whole', opened: { do: 'open-planning' } });
  const inputs = elementsOf(card).flatMap((one) =>
    'id' in one && 'label' in one ? [[one.id, one.value ?? '']] : [],
  );
  const [send] = actionsOf(card);
  return { ...(send && 'data' in send ? send.data : {}), ...Object.fromEntries(inputs), ...typed };
};

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
    [{ kind: 'people', name: 'x', label: 'X', initial: ['U1', 'U2'] }, ['U1', 'U2']],
    [{ kind: 'date-and-time', name: 'x', label: 'X', date: '2026-12-01', time: '10:00' }, '2026-12-01T10:00'],
  ])('of %j is %j', (field, value) => {
    expect(readPressed(sentFrom({}, [field]))?.values.x).toEqual(value);
  });

  test('of characters that nobody sees, and no database keeps, is what can be seen', () => {
    expect(readValues({ x: 'a\u0000\uD83D\u202E b\r\nc' }, [])).toEqual({ x: 'a\uFFFD b\nc' });
  });

  test('of a date without its time, or of what is none, is nothing yet', () => {
    expect(readValues({ 'when.date': '2026-12-01', 'when.time': '' }, [])).toEqual({});
    expect(readValues({ 'when.date': '2026-12-01' }, [])).toEqual({});
    expect(readValues({ 'when.date': '1.12.2026', 'when.time': '10:00' }, [])).toEqual({});
  });

  test('of several that Teams leaves out is none of them', () => {
    expect(readValues({}, ['days'])).toEqual({ days: [] });
  });

  test('of anything but text is nothing', () => {
    expect(readValues({ a: 1, b: { c: 'd' }, e: null, f: ['g'] }, [])).toEqual({});
  });
});

describe('What was pressed', () => {
  test('is what the button does, in the message with that key', () => {
    const join = { label: 'Join', does: { do: 'join', session } } as const;
    const { card } = renderMessage(
      { push: 'x', blocks: [{ kind: 'actions', buttons: [join] }] },
      'k',
      nowhere,
      nowhere,
    );
    const [action] = actionsOf(card);
    expect(readPressed(action && 'data' in action ? action.data : undefined)).toMatchObject({
      interaction: { do: 'join', session },
      values: {},
      key: 'k',
      opened: undefined,
    });
  });

  test('is the form that was sent, and what opened it', () => {
    const box: Field = { kind: 'text', name: 'text', label: 'Text', lines: 'one', maxLength: 9 };
    expect(
      readPressed(sentFrom({ does: { do: 'send-list', session } }, [box], { text: 'hurry' })),
    ).toMatchObject({
      interaction: { do: 'send-list', session },
      values: { text: 'hurry' },
      typed: { text: 'hurry' },
      key: undefined,
      opened: { do: 'open-planning' },
      follows: undefined,
    });
  });

  test.each([
    undefined,
    null,
    'join',
    {},
    { press: 'join' },
    { press: { does: 7 } },
    { press: { does: 'join' } },
    { press: { does: 'dance' } },
    { press: { does: `join:${session}`, key: {} } },
    { action: 'somebody else’s' },
  ])('is nothing where no card of ours says so: %j', (data) => {
    expect(readPressed(data)).toBeUndefined();
  });
});

describe('A form that follows what is chosen in it', () => {
  const planning = { does: { do: 'plan-it', draft }, follows: { do: 'edit-draft', draft } } as const;
  const fields: Field[] = [
    { kind: 'radio', name: 'what', label: 'What?', live: true, initial: 'a', options },
    { kind: 'date-and-time', name: 'when', label: 'When?', live: true, date: '2026-12-01', time: '10:00' },
    { kind: 'check', name: 'days', label: 'Days', live: true, initial: ['a', 'b'], options },
    { kind: 'text', name: 'note', label: 'Note', lines: 'one', maxLength: 9 },
  ];
  const does = (typed: object) => readPressed(sentFrom(planning, fields, typed))?.interaction.do;

  test('is sent as it was shown', () => {
    expect(does({})).toBe('plan-it');
    expect(does({ note: 'no choice', days: 'b,a' })).toBe('plan-it');
  });

  test.each([
    { what: 'b' },
    { what: '' },
    { 'when.time': '11:00' },
    { 'when.date': '' },
    { days: 'a' },
    { days: '' },
  ])('is shown anew before that, where it says something else by now: %j', (typed) => {
    expect(does(typed)).toBe('edit-draft');
  });
});
