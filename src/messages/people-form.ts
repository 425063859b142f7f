import { type WindowHours, windowHours } from '../session/pace.ts';
import { type Mode, modes } from '../session/session.ts';
import type { Texts } from '../texts/en.ts';
import type { Field, Form } from './form.ts';

export type PeopleView = {
  draft: string;
  leadId: string;
  coLeadId: string | undefined;
  mode: Mode;
  windowHours: WindowHours;
  callLink: string | undefined;
  cardMinutes: number;
  zone: string;
  /** Days that are left out, as text. */
  skip: string;
};

const reminders = [5, 10, 30, 60];

/** Who leads, where and how it is held, when the card appears, in which zone, and on which days not. */
export const peopleForm = (texts: Texts, view: PeopleView): Form => {
  const labels = texts.planning.people;
  const fields: Field[] = [
    { kind: 'person', name: 'lead', label: labels.lead, initial: view.leadId },
    {
      kind: 'person',
      name: 'co-lead',
      label: labels.coLead,
      optional: true,
      ...(view.coLeadId && { initial: view.coLeadId }),
    },
    {
      kind: 'radio',
      name: 'mode',
      label: labels.mode,
      initial: view.mode,
      options: modes.map((mode) => ({ value: mode, label: labels.modes[mode] })),
    },
    {
      kind: 'text',
      name: 'call',
      label: labels.call,
      hint: labels.callHint,
      initial: view.callLink ?? '',
      lines: 'one',
      maxLength: 500,
      optional: true,
    },
    oneOf('window', labels.window, view.windowHours, windowHours, labels.windowOption),
    oneOf('reminder', labels.reminder, view.cardMinutes, reminders, labels.reminderOption),
    {
      kind: 'text',
      name: 'zone',
      label: labels.zone,
      hint: labels.zoneHint,
      initial: view.zone,
      lines: 'one',
      maxLength: 60,
    },
    {
      kind: 'text',
      name: 'skip',
      label: labels.skip,
      hint: labels.skipHint,
      initial: view.skip,
      lines: 'many',
      maxLength: 1000,
      optional: true,
    },
  ];
  return {
    does: { do: 'send-draft-people', draft: view.draft },
    title: labels.title,
    send: texts.forms.save,
    close: texts.forms.cancel,
    parts: fields.map((field) => ({ kind: 'field', field })),
  };
};

/** A choice among a few numbers. */
const oneOf = (
  name: string,
  label: string,
  initial: number,
  choices: readonly number[],
  labelOf: (choice: number) => string,
): Field => ({
  kind: 'pick-one',
  name,
  label,
  initial: String(initial),
  groups: [
    { label: '', options: choices.map((choice) => ({ value: String(choice), label: labelOf(choice) })) },
  ],
});
