import type { SkipDates } from '../series/skip-dates.ts';
import { writeSkipDates } from '../series/words/write-skip-dates.ts';
import type { Texts } from '../texts/en.ts';
import type { Field, Form } from './form.ts';

/** How a channel wants its sessions. */
export type SettingsView = {
  channelId: string;
  channelName: string;
  /** Absent where a reply stands in its thread alone. */
  style: 'normal' | 'quiet' | 'loud' | undefined;
  names: boolean;
  workingHours: { days: readonly number[]; from: string; to: string };
  skipDates: SkipDates;
  planners: 'members' | 'leads';
  leads: readonly string[];
  outsiders: boolean;
  /** Of the whole workspace: how long what people wrote and did is kept after a session has ended. */
  keepMonths: number;
  /** Only an admin may change who may do what, and how long what people did is kept. */
  forAdmin: boolean;
};

const styles = ['normal', 'quiet', 'loud'] as const;
const mostSkipChars = 1000;
const halfHours = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`,
);

/** Everything that a channel decides for itself, in one form. */
export const settingsForm = (texts: Texts, view: SettingsView): Form => {
  const { settings } = texts;
  const field = (one: Field) => ({ kind: 'field' as const, field: one });
  return {
    does: { do: 'send-settings', channel: view.channelId },
    title: settings.title,
    send: texts.forms.save,
    close: texts.forms.cancel,
    parts: [
      { kind: 'text', lines: [settings.of(view.channelName)] },
      ...(view.style === undefined
        ? []
        : [
            field({
              kind: 'radio',
              name: 'style',
              label: settings.style,
              initial: view.style,
              options: styles.map((style) => ({ value: style, label: settings.styles[style] })),
            }),
          ]),
      field({
        kind: 'check',
        name: 'names',
        label: settings.names,
        hint: settings.namesHint,
        initial: view.names ? ['shown'] : [],
        options: [{ value: 'shown', label: settings.namesShown }],
        optional: true,
      }),
      ...hours(texts, view).map(field),
      field({
        kind: 'text',
        name: 'skip',
        label: settings.skip,
        hint: settings.skipHint,
        initial: writeSkipDates(view.skipDates),
        lines: 'many',
        maxLength: mostSkipChars,
        optional: true,
      }),
      ...(view.forAdmin
        ? [...rights(texts, view), retention(texts, view)].map(field)
        : [{ kind: 'text' as const, lines: settings.rightsNow(view.planners, view.outsiders) }]),
    ],
  };
};

const rights = ({ settings }: Texts, { planners, leads, outsiders }: SettingsView): Field[] => [
  {
    kind: 'radio',
    name: 'planners',
    label: settings.planners,
    initial: planners,
    options: (['members', 'leads'] as const).map((who) => ({
      value: who,
      label: settings.plannerWords[who],
    })),
  },
  {
    kind: 'people',
    name: 'leads',
    label: settings.leads,
    hint: settings.leadsHint,
    initial: leads,
    optional: true,
  },
  {
    kind: 'check',
    name: 'outsiders',
    label: settings.outsiders,
    initial: outsiders ? ['may'] : [],
    options: [{ value: 'may', label: settings.outsidersMay }],
    optional: true,
  },
];

const spans = [1, 2, 3, 6, 12, 18, 24, 36, 48, 60];

const retention = ({ settings }: Texts, { keepMonths }: SettingsView): Field => ({
  kind: 'pick-one',
  name: 'keep',
  label: settings.keep,
  hint: settings.keepHint,
  initial: String(keepMonths),
  groups: [
    {
      label: '',
      options: [...new Set([...spans, keepMonths])]
        .sort((one, other) => one - other)
        .map((months) => ({ value: String(months), label: settings.months(months) })),
    },
  ],
});

const hours = ({ calendar, settings }: Texts, { workingHours }: SettingsView): Field[] => {
  const clock = (name: string, label: string, initial: string): Field => ({
    kind: 'pick-one',
    name,
    label,
    initial,
    groups: [{ label: '', options: halfHours.map((time) => ({ value: time, label: time })) }],
  });
  return [
    {
      kind: 'check',
      name: 'days',
      label: settings.days,
      hint: settings.daysHint,
      initial: workingHours.days.map(String),
      options: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
        value: String(day),
        label: calendar.longWeekday(day),
      })),
    },
    clock('from', settings.from, workingHours.from),
    clock('to', settings.to, workingHours.to),
  ];
};
