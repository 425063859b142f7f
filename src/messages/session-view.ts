import type { Answer, KnownAnswer, ParkedQuestion, Question, TakenBackQuestion } from '../session/answer.ts';
import type { Session } from '../session/session.ts';
import type { ReadySession } from '../templates/ready-session.ts';
import { visible } from '../texts/visible.ts';

type Reference = { readonly [key: string]: string };

/** Everything that the messages of one session are composed from, as it stands when they are composed. */
export type SessionView = {
  id: string;
  title: string;
  /** Its place among the sessions of its series that are not cancelled, and how many these are: absent without an end. */
  ordinal: number;
  total: number | undefined;
  /** Confidence and usefulness are asked. */
  rated: boolean;
  content: ReadySession;
  session: Session;
  zone: string;
  channelName: string;
  leadName: string;
  /** Who cancelled it, or paused its series. */
  changedBy: string | undefined;
  /** Members who were in when it started, in the order of joining: those whom the first prompt calls. */
  called: readonly string[];
  answers: readonly Answer[];
  /** By member: shown beside what they wrote, where the channel had chosen so before the session began. */
  names: ReadonlyMap<string, string> | undefined;
  parked: readonly (ParkedQuestion | TakenBackQuestion)[];
  /** What was known about parked questions, with the name of who said so where they wanted it shown. */
  known: readonly (KnownAnswer & { name: string | undefined })[];
  kept: string | undefined;
  wouldChange: number | undefined;
  next: { id: string; title: string; preview: string | undefined; startsAt: Date } | undefined;
  outage: { from: Date; to: Date } | undefined;
  /** Where the running prompt and the recap were posted, if they were. */
  currentPrompt: Reference | undefined;
  recap: Reference | undefined;
};

/** What a receipt is composed from. */
export type AnsweredSession = Pick<SessionView, 'id' | 'content' | 'rated' | 'session'>;

/** Options chosen on time: the distribution stands still from its reveal on. */
export const chosenOnTime = (view: SessionView, question: Question): number[] =>
  view.answers.flatMap(({ question: asked, value, late }) =>
    asked === question && !late && value.kind === 'choice' ? [value.option] : [],
  );

/** Its minutes would count the night, and nobody spent them on it. */
export const finishedInWriting = (session: Session): boolean =>
  (session.status === 'collecting' || session.status === 'closed') && session.endedBy === 'writing';

export type WrittenList = { memberId: string; mark: string; lines: string[]; starred: boolean };

/** Lists written on time, in the order of arrival; who pressed *Nothing to add* wrote none. */
export const listsOnTime = ({ answers }: SessionView): WrittenList[] =>
  answers
    .filter(({ question, late }) => question === 'list' && !late)
    .sort((a, b) => a.answeredAt.getTime() - b.answeredAt.getTime())
    .flatMap(({ memberId, mark, value, starred }) =>
      value.kind === 'text' ? [{ memberId, mark, lines: linesOf(value.text), starred }] : [],
    );

/** A text's lines without those in which nothing is to be seen. */
export const linesOf = (text: string): string[] =>
  visible(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** How many different members answered a question on time. */
export const answeredOnTime = (view: SessionView, question: Question): number =>
  view.answers.filter((answer) => answer.question === question && !answer.late).length;

/** Members who answered or asked anything while it ran: signing up alone is not taking part. */
export const tookPart = ({ answers, parked }: SessionView): number =>
  new Set([...answers.filter(({ late }) => !late), ...parked].flatMap(({ memberId }) => memberId ?? [])).size;
