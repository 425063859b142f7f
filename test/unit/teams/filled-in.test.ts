import { expect, test } from '@jest/globals';
import type { Field, Form, Values } from '../../../src/messages/form.ts';
import { filledIn } from '../../../src/teams/filled-in.ts';

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const form: Form = {
  does: { do: 'close' },
  title: 'Form',
  close: 'Close',
  parts: [
    { kind: 'note', line: ['x'] },
    ...[
      { kind: 'text', name: 'text', label: 'X', lines: 'one', maxLength: 9, initial: 'old' } as const,
      { kind: 'person', name: 'person', label: 'X', initial: 'U1' } as const,
      { kind: 'people', name: 'people', label: 'X', initial: ['U1'] } as const,
      { kind: 'check', name: 'check', label: 'X', initial: ['a'], options } as const,
      { kind: 'radio', name: 'radio', label: 'X', initial: 'a', options } as const,
      { kind: 'pick-one', name: 'pick', label: 'X', initial: 'a', groups: [{ label: '', options }] } as const,
      { kind: 'date-and-time', name: 'when', label: 'X', date: '2026-12-01', time: '10:00' } as const,
    ].map((field: Field) => ({ kind: 'field' as const, field })),
  ],
};
const begins = (values: Values): unknown[] =>
  filledIn(form, values).parts.flatMap((part) => {
    if (part.kind !== 'field') return [];
    const { field } = part;
    return [field.kind === 'date-and-time' ? `${field.date} ${field.time}` : field.initial];
  });

test('A form begins with what was filled in', () => {
  const values = {
    text: 'new',
    person: 'U2',
    people: ['U2', 'U3'],
    check: ['b'],
    radio: 'b',
    pick: 'b',
    when: '2026-12-02T11:30',
  };
  expect(begins(values)).toEqual(['new', 'U2', ['U2', 'U3'], ['b'], 'b', 'b', '2026-12-02 11:30']);
});

test('What was emptied stays empty; what cannot be empty begins as before', () => {
  expect(begins({ people: [], check: [] })).toEqual(['', '', [], [], 'a', 'a', '2026-12-01 10:00']);
  expect(filledIn(form, {}).parts[0]).toEqual({ kind: 'note', line: ['x'] });
});
