import type { Values } from '../messages/form.ts';
import type { Interaction } from '../messages/interaction.ts';
import type { Message } from '../messages/message.ts';
import {
  checkOpened,
  checkSaved,
  confidenceAfterSaved,
  confidenceBeforeSaved,
  listSaved,
  plainNote,
  planSaved,
  warmUpSaved,
} from '../messages/notes.ts';
import {
  allLists,
  answerLateForm,
  knowForm,
  listForm,
  parkForm,
  planForm,
} from '../messages/session-forms.ts';
import { type AnsweredSession, listsOnTime, type SessionView } from '../messages/session-view.ts';
import { type AnswerValue, isAsked, type Question } from '../session/answer.ts';
import { phaseNumbers } from '../session/rules.ts';
import { actualMinutes } from '../session/timetable.ts';
import { oneRow } from '../texts/visible.ts';
import { unreachable } from '../unreachable.ts';
import type { By, Context } from './context.ts';
import { knowAnswer, parkQuestion } from './park-question.ts';
import type { Answer, StoredSession } from './ports.ts';
import { note, nothing, type Reaction } from './reaction.ts';
import { type RecordedAnswer, recordAnswer } from './record-answer.ts';
import { refuse, refuseForSession } from './refuse.ts';
import { seenByOne } from './seen-by-one.ts';
import { readView } from './view-session.ts';

export type AnswerInteraction = Extract<
  Interaction,
  {
    do:
      | 'choose'
      | 'rate'
      | 'skip-rating'
      | 'nothing-to-add'
      | 'write-list'
      | 'send-list'
      | 'write-plan'
      | 'send-plan'
      | 'park-question'
      | 'send-question'
      | 'show-all'
      | 'answer-late'
      | 'i-know'
      | 'send-know'
      | 'minutes-per-phase'
      | 'read-recap';
  }
>;

/** Forms that are sent for their words; a box that only looks filled in is said to be empty. */
const saysWords = new Set<Interaction['do']>(['send-list', 'send-plan', 'send-question', 'send-know']);

/** What a participant answers, and the receipt that only they see. */
export const reactToAnswer = async (
  context: Context,
  by: By,
  interaction: AnswerInteraction,
  values: Values,
): Promise<Reaction> => {
  const { texts } = context;
  const id = interaction.session;
  const text = typeof values.text === 'string' ? values.text.trim() : '';
  if (saysWords.has(interaction.do) && oneRow(text) === '') return noWords(context);
  switch (interaction.do) {
    case 'choose': {
      const value: AnswerValue = { kind: 'choice', option: interaction.option };
      return answer(context, by, id, interaction.question, value, (recorded) =>
        choiceSaved(context, recorded, interaction.question, interaction.option),
      );
    }
    case 'rate':
      return rated(context, by, interaction);
    case 'skip-rating':
      return note(plainNote(texts, texts.note.done()), true);
    case 'nothing-to-add':
      return answer(context, by, id, 'list', { kind: 'nothing' }, () =>
        plainNote(texts, texts.note.nothingToAdd()),
      );
    case 'write-list':
      return writeList(context, by, id);
    case 'write-plan':
      return open(context, by, id, (view) => planForm(texts, view));
    case 'park-question':
      return open(context, by, id, (view) => parkForm(texts, view));
    case 'show-all':
      return openIfThere(
        context,
        by,
        id,
        (view) => listsOnTime(view).length > 0,
        (view) => allLists(texts, view),
      );
    case 'answer-late':
      return openWhileLate(context, by, id);
    case 'i-know':
      return openIfThere(
        context,
        by,
        id,
        ({ parked }) => parked.some((question) => question.text !== undefined),
        (view) => knowForm(texts, view),
      );
    case 'send-list':
      return sent(context, by, id, 'list', text, (view, late) => listSaved(texts, view, text, late));
    case 'send-plan':
      return sent(context, by, id, 'plan', text, (view, late) => planSaved(texts, view, text, late));
    case 'send-question': {
      const parked = await parkQuestion(context, by, id, text);
      if ('refusal' in parked) return { kind: 'faults', faults: { text: texts.refusals[parked.refusal] } };
      return doneInThread(context, by, id, () =>
        plainNote(texts, parked.late ? texts.note.parkedLate() : texts.note.parked()),
      );
    }
    case 'send-know': {
      const question = typeof values.question === 'string' ? values.question : '';
      const named = Array.isArray(values.named) && values.named.includes('named');
      const known = await knowAnswer(context, by, id, { question, text, named });
      if ('refusal' in known) return { kind: 'faults', faults: { text: texts.refusals[known.refusal] } };
      return doneInThread(context, by, id, () => plainNote(texts, texts.note.known()));
    }
    case 'minutes-per-phase':
      return show(context, by, id, (view) =>
        plainNote(texts, ...texts.note.minutes(minuteRows(context, view))),
      );
    case 'read-recap':
      return nothing;
    default:
      return unreachable(interaction);
  }
};

const noWords = ({ texts }: Context): Reaction => ({
  kind: 'faults',
  faults: { text: texts.planning.faults.gap.missing },
});

/** Stores an answer and tells its sender so. */
const answer = async (
  context: Context,
  by: By,
  id: string,
  question: Question,
  value: AnswerValue,
  receipt: (recorded: RecordedAnswer) => Message | Promise<Message>,
  replaces = false,
): Promise<Reaction> => {
  const recorded = await recordAnswer(context, by, id, question, value);
  if ('refusal' in recorded) return refuseForSession(context, by, recorded.stored, recorded.refusal);
  return note(await receipt(recorded), replaces);
};

/** What a receipt says of the session. */
const answered = ({ facts: { id, content, rated }, session }: StoredSession): AnsweredSession => ({
  ...{ id, content, rated, session },
});

const open = async (
  context: Context,
  by: By,
  id: string,
  form: (view: SessionView) => Extract<Reaction, { kind: 'open' }>['form'],
): Promise<Reaction> => {
  const view = await readView(context, by, id);
  if (!view) return refuse(context, 'gone');
  if (view.session.status === 'planned') return refuse(context, 'not-started');
  return { kind: 'open', form: form(view) };
};

/** Where names stand beside lists, the writer's is known before anything is typed that could get lost. */
const writeList = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const view = await readView(context, by, id);
  if (view?.names) {
    const member = await context.directory.member(by.workspace, by.memberId);
    await context.transaction(by.workspace, (stores) => stores.people.saveMember(member));
  }
  return open(context, by, id, (now) => listForm(context.texts, now, ownText(now, by, 'list')));
};

const openWhileLate = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const view = await readView(context, by, id);
  if (!view) return refuse(context, 'gone');
  if (view.session.status !== 'collecting') return refuse(context, 'session-over');
  return { kind: 'open', form: answerLateForm(context.texts, view) };
};

/** What the form is about may have been deleted since the button was drawn. */
const openIfThere = async (
  context: Context,
  by: By,
  id: string,
  isThere: (view: SessionView) => boolean,
  form: (view: SessionView) => Extract<Reaction, { kind: 'open' }>['form'],
): Promise<Reaction> => {
  const view = await readView(context, by, id);
  return view && isThere(view) ? { kind: 'open', form: form(view) } : refuse(context, 'gone');
};

const show = async (
  context: Context,
  by: By,
  id: string,
  message: (view: SessionView) => Message,
): Promise<Reaction> => {
  const view = await readView(context, by, id);
  return view ? note(message(view)) : refuse(context, 'gone');
};

/** A text form was sent: it closes, and the receipt follows in the thread. */
const sent = async (
  context: Context,
  by: By,
  id: string,
  question: Question,
  text: string,
  receipt: (session: AnsweredSession, late: boolean) => Message,
): Promise<Reaction> => {
  const recorded = await recordAnswer(context, by, id, question, { kind: 'text', text });
  if ('refusal' in recorded)
    return { kind: 'faults', faults: { text: context.texts.refusals[recorded.refusal] } };
  return doneInThread(context, by, id, (view) => receipt(view, recorded.late));
};

const doneInThread = async (
  context: Context,
  by: By,
  id: string,
  message: (session: AnsweredSession) => Message,
): Promise<Reaction> =>
  context.transaction(by.workspace, async (stores) => {
    const [stored, root] = await Promise.all([
      stores.sessions.find(id),
      stores.ledger.reference({ kind: 'session', id }, 'card'),
    ]);
    if (!stored) return { kind: 'done' };
    const where = seenByOne(by.memberId, stored.facts.channelId, root);
    return { kind: 'done', note: { where, message: message(answered(stored)) } };
  });

const choiceSaved = (
  { texts }: Context,
  { stored, answers, late }: RecordedAnswer,
  question: Question,
  option: number,
): Message => {
  const session = answered(stored);
  if (question === 'plan') {
    return planSaved(texts, session, session.content.conclusion.plans[option - 1] ?? '', late);
  }
  if (question === 'check')
    return late ? checkOpened(texts, session, option) : checkSaved(texts, session, option);
  const hasRated = valueGivenTo(answers, 'confidence-before') !== undefined;
  return warmUpSaved(texts, session, option, session.rated && !hasRated);
};

const valueGivenTo = (answers: readonly Answer[], question: Question) =>
  answers.findLast((one) => one.question === question)?.value;

/** What a member has written already and may still change. */
const ownText = (view: SessionView, { memberId }: By, question: Question): string | undefined => {
  const { session } = view;
  const onTime = isAsked(session, 2);
  const mine = view.answers.find(
    (one) => one.memberId === memberId && one.question === question && one.late === !onTime,
  );
  return mine?.value.kind === 'text' ? mine.value.text : undefined;
};

const rated = (
  context: Context,
  by: By,
  { session, question, rating }: Extract<AnswerInteraction, { do: 'rate' }>,
): Promise<Reaction> => {
  const { texts } = context;
  const receipt = async ({ stored, answers }: RecordedAnswer): Promise<Message> => {
    if (question === 'confidence-before') {
      const chosen = valueGivenTo(answers, 'warm-up');
      const option = chosen?.kind === 'choice' ? chosen.option : undefined;
      const { zone } = await context.transaction(by.workspace, ({ series }) =>
        series.get(stored.facts.seriesId),
      );
      return confidenceBeforeSaved(texts, { ...answered(stored), zone }, option, rating);
    }
    return question === 'confidence-after'
      ? confidenceAfterSaved(texts, answered(stored))
      : plainNote(texts, texts.note.done());
  };
  return answer(context, by, session, question, { kind: 'rating', rating }, receipt, true);
};

const minuteRows = ({ texts }: Context, { session }: SessionView): string[] => {
  const actual = session.status === 'planned' || !session.run ? [] : actualMinutes(session.run);
  return phaseNumbers.map((phase) =>
    texts.note.minutesRow(phase, session.plan.phaseMinutes[phase - 1]!, actual[phase - 1] ?? 0),
  );
};
