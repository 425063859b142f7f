import type { Field, Form, Values } from '../messages/form.ts';
import { unreachable } from '../unreachable.ts';

/** A form as it was filled in when it was sent: what was emptied stays empty. */
export const filledIn = (form: Form, values: Values): Form => ({
  ...form,
  parts: form.parts.map((part) =>
    part.kind === 'field' ? { kind: 'field', field: withValue(part.field, values[part.field.name]) } : part,
  ),
});

const withValue = (field: Field, value: Values[string] = ''): Field => {
  switch (field.kind) {
    case 'text':
    case 'person':
      return { ...field, initial: String(value) };
    case 'check':
    case 'people':
      return { ...field, initial: typeof value === 'string' ? [] : value };
    case 'pick-one':
    case 'radio':
      return value === '' ? field : { ...field, initial: String(value) };
    case 'date-and-time': {
      const [date, time] = String(value).split('T');
      return date && time ? { ...field, date, time } : field;
    }
    default:
      return unreachable(field);
  }
};
