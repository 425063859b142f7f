import type { AnswerValue, Question } from '../session/answer.ts';

/** Where something happened, for orientation. */
export type SessionPlace = {
  id: string;
  title: string;
  channelId: string;
  channelName: string;
  startsAt: Date;
  /** IANA, of its series. */
  zone: string;
};
export type SeriesPlace = { id: string; title: string; channelId: string; channelName: string };

export type SeriesRole = 'planned' | 'leads' | 'co-leads' | 'changed';
export type SessionRole = 'leads' | 'co-leads' | 'cancelled' | 'paused';

/** Everything that is stored about one member of a workspace: their own words, and what names them. */
export type OwnData = {
  workspace: { id: string; name: string };
  /** How long it is kept: after a session has ended, and after the app is removed. */
  kept: { months: number; uninstalledDays: number };
  memberId: string;
  /** Absent where neither name nor zone is stored. */
  member: { name: string; zone: string } | undefined;
  /** What came with what they did, and how the bot reaches them; absent where the platform can be asked any time. */
  contact: { name: string | undefined; zone: string | undefined; locale: string | undefined } | undefined;
  sessions: readonly { session: SessionPlace; joinedAt: Date; leftAt: Date | undefined }[];
  answers: readonly {
    session: SessionPlace;
    question: Question;
    value: AnswerValue;
    /** The words of the option chosen. */
    chosen: string | undefined;
    late: boolean;
    starred: boolean;
    answeredAt: Date;
  }[];
  /** Questions parked. */
  questions: readonly { session: SessionPlace; text: string; parkedAt: Date }[];
  /** Answers to questions that were parked. */
  known: readonly { session: SessionPlace; text: string; named: boolean; late: boolean; knownAt: Date }[];
  signUps: readonly { series: SeriesPlace; choice: 'all' | 'first' | 'none'; chosenAt: Date }[];
  drafts: readonly { channelId: string; channelName: string; body: unknown; savedAt: Date }[];
  /** Series that name the member; `isOver`: nothing of it is to come or still collects answers. */
  series: readonly { series: SeriesPlace; roles: readonly SeriesRole[]; plannedAt: Date; isOver: boolean }[];
  /** Sessions that do. */
  led: readonly { session: SessionPlace; roles: readonly SessionRole[]; isOver: boolean }[];
  /** Entries of the sessions' history that do; `isNeeded` as long as the member leads that session. */
  history: readonly { session: SessionPlace; what: string; at: Date; isNeeded: boolean }[];
  /** Channels in which an admin named the member as one who may plan. */
  leadIn: readonly { channelId: string; channelName: string }[];
  /** Messages that were, or are to be, sent to the member alone. */
  messages: readonly {
    kind: string;
    about: string;
    dueAt: Date;
    postedAt: Date | undefined;
    isNeeded: boolean;
  }[];
};

/** How much there is of each. */
export type OwnCounts = {
  sessions: number;
  choices: number;
  lists: number;
  plans: number;
  ratings: number;
  questions: number;
  known: number;
  calledFor: number;
  drafts: number;
  planned: number;
  led: number;
  history: number;
  leadIn: number;
  messages: number;
};

export const countOwnData = (data: OwnData): OwnCounts => {
  const answered = (...questions: Question[]) =>
    data.answers.filter(({ question }) => questions.includes(question)).length;
  return {
    sessions: data.sessions.length,
    choices: answered('warm-up', 'check'),
    lists: answered('list'),
    plans: answered('plan'),
    ratings: answered('confidence-before', 'confidence-after', 'usefulness'),
    questions: data.questions.length,
    known: data.known.length,
    calledFor: data.signUps.length,
    drafts: data.drafts.length,
    planned: data.series.length,
    led: data.led.length,
    history: data.history.length,
    leadIn: data.leadIn.length,
    messages: data.messages.length,
  };
};

export const isNothingStored = (data: OwnData): boolean =>
  data.member === undefined &&
  data.contact === undefined &&
  Object.values(countOwnData(data)).every((count) => count === 0);

type Named = OwnData['series'][number] | OwnData['led'][number];

/** It is not over, and the member planned or leads it: then it has to name them still. */
const hasToName = ({ isOver, roles }: Named): boolean =>
  !isOver && roles.some((role) => role !== 'changed' && role !== 'paused');

/** Titles of what still has to name the member. */
export const stillNaming = ({ series, led }: OwnData): readonly string[] => [
  ...new Set([
    ...series.filter(hasToName).map((one) => one.series.title),
    ...led.filter(hasToName).map((one) => one.session.title),
  ]),
];

/** What goes when everything is deleted that can be: without what still has to name the member, and their name then. */
export const whatGoes = (data: OwnData): OwnData => ({
  ...data,
  ...(stillNaming(data).length > 0 && { member: undefined, contact: undefined }),
  series: data.series.filter((one) => !hasToName(one)),
  led: data.led.filter((one) => !hasToName(one)),
  history: data.history.filter(({ isNeeded }) => !isNeeded),
  messages: data.messages.filter(({ isNeeded }) => !isNeeded),
});
