import type { Question } from '../session/answer.ts';
import { currentTimes, lateUntil } from '../session/timetable.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import { spoken } from '../texts/spoken.ts';
import type { Interaction } from './interaction.ts';
import type { Block, Link, Message, Press } from './message.ts';
import { type AnsweredSession, linesOf, type SessionView } from './session-view.ts';
import { shortOf } from './tally-block.ts';

/** What only one person sees: receipts, each of which may carry one more question, and refusals. */

/** Says the same in its banner: nothing that somebody answered may stand in it. */
export const plainNote = (texts: Texts, ...lines: readonly Line[]): Message =>
  noteWithButtons(texts, lines, []);

export const noteWithButtons = (
  texts: Texts,
  lines: readonly Line[],
  buttons: readonly (Press | Link)[],
): Message => ({
  push: texts.note.push(spoken(...lines)),
  blocks: [{ kind: 'text', lines }, ...(buttons.length > 0 ? [{ kind: 'actions' as const, buttons }] : [])],
});

/** Repeats what somebody answered, so that they can see and change it; its banner does not. */
const receipt = (texts: Texts, lines: readonly Line[], question: readonly Block[] = []): Message => ({
  push: texts.note.pushSaved,
  blocks: [{ kind: 'text', lines }, ...question],
});

const ratingRow = (
  texts: Texts,
  session: string,
  question: Question,
  labels: readonly string[],
  skip?: string,
): Block[] => {
  const row: Block = {
    kind: 'ask-choice',
    options: labels.map((label, index) => ({
      label,
      spoken: texts.spoken.rating(label, labels.length),
      does: { do: 'rate', session, question, rating: index + 1 },
    })),
  };
  const skipping: Interaction = { do: 'skip-rating', session };
  return skip ? [row, { kind: 'actions', buttons: [{ label: skip, does: skipping }] }] : [row];
};

/** After phase 1's answer: what was saved and, in a planned series, how confident one is. */
export const warmUpSaved = (
  texts: Texts,
  view: AnsweredSession,
  option: number,
  mayRate: boolean,
): Message => {
  const options = view.content.activeStart.options;
  const label = options[option - 1]?.text ?? '';
  const numbers = options.some(({ text }) => /^\d+$/.test(text));
  const saved = numbers ? texts.note.savedNumber(label) : texts.note.saved(label);
  if (!mayRate) return receipt(texts, [saved]);
  return receipt(
    texts,
    [saved, texts.note.confidence(view.content.confidence)],
    ratingRow(texts, view.id, 'confidence-before', texts.ratings.confidence),
  );
};

/** After the confidence before the session. */
export const confidenceBeforeSaved = (
  texts: Texts,
  view: AnsweredSession & Pick<SessionView, 'zone'>,
  option: number | undefined,
  rating: number,
): Message => {
  const { note } = pacedTexts(texts, view.session.plan);
  const until = currentTimes(view.session)?.endsAt;
  const label = option === undefined ? undefined : view.content.activeStart.options[option - 1]?.text;
  return receipt(texts, [
    label && until ? note.allForNow(label, rating, until, view.zone) : note.ratingSaved(rating),
  ]);
};

export const listSaved = (texts: Texts, view: AnsweredSession, text: string, late: boolean): Message =>
  noteWithButtons(
    texts,
    [
      late
        ? texts.note.lateLines(2, view.content.exercise.answersAre.one)
        : texts.note.lines(linesOf(text).length),
    ],
    [{ label: texts.buttons.change, does: { do: 'write-list', session: view.id } }],
  );

export const checkSaved = (texts: Texts, view: AnsweredSession, option: number): Message =>
  receipt(texts, [texts.note.saved(view.content.feedback.check.options[option - 1]?.text ?? '')]);

/** Told in private when the check's answer is opened. */
export const checkOpened = (texts: Texts, view: AnsweredSession, option: number): Message => {
  const { check } = view.content.feedback;
  const chosen = check.options[option - 1];
  const said = chosen ? shortOf(chosen) : '';
  return {
    push: texts.note.pushCheck,
    blocks: [
      {
        kind: 'text',
        lines: [
          option === check.right
            ? texts.note.youSaidRight(said)
            : texts.note.youSaid(said, `${check.personal} ${check.reason}`),
        ],
      },
    ],
  };
};

/** After the plan: what was saved and, in a planned series, the same confidence question as before. */
export const planSaved = (texts: Texts, view: AnsweredSession, plan: string, late: boolean): Message => {
  const saved =
    view.session.plan.adHoc && !isReadyPlan(view, plan)
      ? texts.note.lines(linesOf(plan).length)
      : texts.note.planSaved(view.content.conclusion.stem, plan);
  const lines = late ? [saved, texts.note.lateLines(4, 'plan')] : [saved];
  if (!view.rated) return receipt(texts, lines);
  return receipt(
    texts,
    [...lines, texts.note.confidence(view.content.confidence)],
    ratingRow(texts, view.id, 'confidence-after', texts.ratings.confidence),
  );
};

const isReadyPlan = ({ content }: AnsweredSession, plan: string): boolean =>
  content.conclusion.plans.includes(plan);

/** After the confidence at the end: one more question, if one likes. */
export const confidenceAfterSaved = (texts: Texts, view: AnsweredSession): Message => ({
  push: texts.note.push(spoken(texts.note.useful())),
  blocks: [
    { kind: 'text', lines: [texts.note.useful()] },
    ...ratingRow(texts, view.id, 'usefulness', texts.ratings.usefulness, texts.buttons.skip),
  ],
});

/** Welcome to who comes while the session runs: where it is, and what to do now. */
export const joined = (texts: Texts, view: SessionView): Message => {
  const { session, content, zone } = view;
  if (session.status === 'writing') {
    return plainNote(texts, texts.note.joinedInWriting(session.untilAt, zone));
  }
  if (session.status !== 'running' && session.status !== 'paused') {
    return plainNote(texts, texts.signedUp.session(session.plan.startsAt, zone));
  }
  const { phase } = session;
  const until = currentTimes(session)!.endsAt;
  const now = {
    1: content.activeStart.push,
    2: texts.note.now(content.exercise.push),
    3: texts.note.now(content.feedback.check.push),
    4: texts.prompt.stem(content.conclusion.stem),
  }[phase];
  const task: Line = typeof now === 'string' ? [now] : now;
  const { note } = pacedTexts(texts, session.plan);
  return plainNote(texts, [...note.joined(phase, until, zone), ' ', ...task]);
};

/** "This session is over", with the way to its recap. */
export const over = (texts: Texts, view: SessionView): Message => {
  const read = { label: texts.buttons.readRecap, does: { do: 'read-recap', session: view.id } as const };
  return noteWithButtons(
    texts,
    [[texts.refusals['session-over']]],
    view.recap ? [{ ...read, to: view.recap }] : [],
  );
};

export const lateClosesAt = ({ session }: SessionView): Date | undefined =>
  session.status === 'collecting' ? lateUntil(session) : undefined;
