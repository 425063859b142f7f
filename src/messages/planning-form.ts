import { atLocal, zoneCity } from '../series/local-time.ts';
import type { Mode } from '../session/session.ts';
import type { ReadySeries, ReadySession, Templates } from '../templates/ready-session.ts';
import type { Texts } from '../texts/en.ts';
import type { Field, Form, Option } from './form.ts';

/** What has been chosen in the planning form so far. */
export type PlanningView = {
  draft: string;
  /** When it was left, where an unfinished one was taken up again. */
  leftAt: Date | undefined;
  /** What was made of the words behind the command. */
  heard: readonly string[];
  templates: Templates;
  /** The id of the ready session or pattern that was picked. */
  what: string;
  /** It as a session, with the words as edited, and its series, if it has one. */
  picked: ReadySession;
  series: ReadySeries | undefined;
  /** It is a pattern whose gaps nobody has filled in yet. */
  hasGaps: boolean;
  /** The name to begin with; a new one replaces what stands in the box. */
  calledInitial: string;
  date: string;
  time: string;
  howOften: HowOften;
  days: readonly number[];
  everyWeeks: number;
  howMany: number | 'endless' | 'until';
  until: string | undefined;
  zone: string;
  /** The zone of who plans, and the first date's time there. */
  own: { zone: string; time: string } | undefined;
  /** The dates as they would be saved; of a series without end the first ones. */
  dates: readonly Date[];
  /** The channel's working hours, where one of the dates lies outside of them. */
  outsideHours: { days: readonly number[]; from: string; to: string } | undefined;
  lead: { name: string; isPlanner: boolean };
  mode: Mode;
  /** The channel shows names beside answers. */
  names: boolean;
  /** People in the channel. */
  members: number;
};

export const howOftens = ['once', 'series', 'rhythm'] as const;
export type HowOften = (typeof howOftens)[number];

/** More people than this are told that sessions suit fewer (flow 5.1). */
const manyMembers = 40;
const previewed = 5;
/** Longer names are cut in banners, and cover the dates beside them. */
export const mostTitleChars = 60;

export const isTooLong = (title: string): boolean => [...title].length > mostTitleChars;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

/**
 * Three decisions, the dates below them, one button that saves (flow 5.1).
 * @param fault what is wrong with the date and time
 */
export const planningForm = (texts: Texts, view: PlanningView, fault?: string): Form => {
  const { planning } = texts;
  return {
    does: { do: 'plan-it', draft: view.draft },
    follows: { do: 'edit-draft', draft: view.draft },
    isSaid: view.heard.length > 0,
    title: planning.title,
    send: planning.planIt,
    close: texts.forms.cancel,
    parts: [
      ...takenUp(texts, view),
      ...view.heard.map((sentence) => ({ kind: 'note' as const, line: [sentence] })),
      ...decisions(texts, view, fault).map((field) => ({ kind: 'field' as const, field })),
      ...gaps(texts, view),
      { kind: 'text', lines: preview(texts, view) },
      ...confirmHours(texts, view),
      { kind: 'text', lines: planning.phases(view.picked.title, summaries(view.picked)) },
      {
        kind: 'note',
        line: [
          planning.greyLine(view.lead.isPlanner, view.lead.name, planning.modeWords[view.mode], view.names),
        ],
      },
      ...(view.members > manyMembers
        ? [{ kind: 'note' as const, line: [planning.bigChannel(view.members)] }]
        : []),
      {
        kind: 'actions',
        buttons: [
          { label: texts.buttons.questions, does: { do: 'draft-questions', draft: view.draft } },
          { label: texts.buttons.people, does: { do: 'draft-people', draft: view.draft } },
        ],
      },
    ],
  };
};

/** Says that this is the draft of before, with the way to a new one. */
const takenUp = (texts: Texts, { leftAt, draft, zone }: PlanningView): Form['parts'] =>
  leftAt
    ? [
        { kind: 'text', lines: [texts.planning.takenUp(leftAt, zone)] },
        {
          kind: 'actions',
          buttons: [{ label: texts.buttons.startAnew, does: { do: 'fresh-draft', draft } }],
        },
      ]
    : [];

const decisions = (texts: Texts, view: PlanningView, fault: string | undefined): Field[] => {
  const { planning } = texts;
  const { series } = view;
  const once = { value: 'once', label: planning.once };
  const rhythm = { value: 'rhythm', label: planning.otherRhythm };
  const itsSeries = series && {
    value: 'series',
    label: planning.itsSeries(series.sessions.length, series.days),
  };
  return [
    {
      kind: 'pick-one',
      name: 'what',
      label: planning.what,
      live: true,
      initial: view.what,
      groups: [
        {
          label: planning.readyToRun,
          options: view.templates.sessions.map(({ id, title }) => ({ value: id, label: title })),
        },
        {
          label: planning.patterns,
          options: view.templates.patterns.map(({ id, title }) => ({ value: id, label: title })),
        },
      ],
    },
    {
      kind: 'text',
      name: 'called',
      label: planning.called,
      live: true,
      initial: view.calledInitial,
      lines: 'one',
      maxLength: mostTitleChars,
    },
    {
      kind: 'date-and-time',
      name: 'when',
      label: planning.when,
      live: true,
      date: view.date,
      time: view.time,
      ...(fault && { fault }),
    },
    {
      kind: 'radio',
      name: 'how-often',
      label: planning.howOften,
      live: true,
      initial: view.howOften,
      options: itsSeries ? [once, itsSeries, rhythm] : [once, rhythm],
    },
    ...(view.howOften === 'rhythm' ? rhythmFields(texts, view) : []),
  ];
};

const rhythmFields = (texts: Texts, view: PlanningView): Field[] => {
  const { planning, calendar } = texts;
  return [
    {
      kind: 'check',
      name: 'days',
      label: planning.onDays,
      live: true,
      initial: view.days.map(String),
      options: weekdays.map((day) => ({ value: String(day), label: calendar.longWeekday(day) })),
      optional: true,
    },
    {
      kind: 'pick-one',
      name: 'every',
      label: planning.every,
      live: true,
      initial: String(view.everyWeeks),
      groups: [
        {
          label: '',
          options: [1, 2, 3, 4].map((weeks) => ({ value: String(weeks), label: planning.everyWeeks(weeks) })),
        },
      ],
    },
    {
      kind: 'pick-one',
      name: 'how-many',
      label: planning.howMany,
      live: true,
      initial: String(view.howMany),
      groups: [{ label: '', options: howManyOptions(texts, view) }],
    },
  ];
};

const usualCounts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** So many sessions, until the day that words named, or without end. */
const howManyOptions = ({ planning, calendar }: Texts, { howMany, until, zone }: PlanningView): Option[] => {
  const isUnusual = typeof howMany === 'number' && !usualCounts.includes(howMany);
  const counts = isUnusual ? [...usualCounts, howMany] : usualCounts;
  return [
    ...counts.map((count) => ({ value: String(count), label: String(count) })),
    ...(until
      ? [{ value: 'until', label: planning.untilDay(calendar.day(atLocal(until, '12:00', zone), zone)) }]
      : []),
    { value: 'endless', label: planning.endless },
  ];
};

const gaps = (texts: Texts, { hasGaps, draft }: PlanningView): Form['parts'] =>
  hasGaps
    ? [
        { kind: 'text', lines: [texts.planning.gapsToFill()] },
        {
          kind: 'actions',
          buttons: [{ label: texts.buttons.fillIn, does: { do: 'draft-questions', draft }, weight: 'main' }],
        },
      ]
    : [];

/** Outside the working hours it is planned only by who says so. */
const confirmHours = (texts: Texts, { outsideHours }: PlanningView): Form['parts'] => {
  if (!outsideHours) return [];
  const { planning, calendar } = texts;
  const hours = planning.hours(outsideHours.days.map(calendar.weekday), outsideHours.from, outsideHours.to);
  return [
    {
      kind: 'field',
      field: {
        kind: 'check',
        name: 'outside',
        label: planning.outside(hours),
        initial: [],
        options: [{ value: 'yes', label: planning.outsideYes }],
      },
    },
  ];
};

const preview = (texts: Texts, { dates, zone, own, howMany, howOften }: PlanningView) => {
  if (dates.length === 0) return [[texts.planning.faults.noDays]];
  const shown = dates.slice(0, previewed);
  const goesOn = howOften === 'rhythm' && howMany === 'endless';
  const days = texts.planning.preview(shown, zone, goesOn ? 'endless' : dates.length - shown.length);
  const places = texts.planning.places(zoneCity(zone), own && { city: zoneCity(own.zone), time: own.time });
  return [[{ strong: days }, ` ${places}`]];
};

const summaries = ({ activeStart, exercise, feedback, conclusion }: ReadySession): string[] => [
  activeStart.push,
  exercise.task,
  feedback.question,
  `${conclusion.stem} …`,
];

/** Shown first where the bot is not in the channel: nothing can be planned that it could not post. */
export const addMeForm = (texts: Texts, draft: string, again: boolean): Form => ({
  does: { do: 'edit-draft', draft },
  title: texts.planning.title,
  close: texts.forms.cancel,
  parts: [
    { kind: 'text', lines: [texts.planning.addMe(), ...(again ? [texts.planning.stillNotHere()] : [])] },
    {
      kind: 'actions',
      buttons: [{ label: texts.buttons.goOn, does: { do: 'bot-is-here', draft }, weight: 'main' }],
    },
  ],
});
