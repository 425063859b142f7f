import { isSelfPaced } from '../session/pace.ts';
import { mayShowFigures, tally } from '../session/results.ts';
import { rules } from '../session/rules.ts';
import { actualMinutes, lateUntil } from '../session/timetable.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import type { Block, Message } from './message.ts';
import { chosenOnTime, finishedInWriting, listsOnTime, type SessionView, tookPart } from './session-view.ts';
import { oneLine } from './tally-block.ts';

/** So much of a starred list stands in the recap: its lead starred lines, not pages. */
const quoteChars = 250;
/** So many questions that are still open, and things that somebody knows about them, stand in it … */
const mostOpen = 12;
/** … with so much of each, and of all of them together. */
const openChars = { each: 300, all: 2500 };

/** What is left of a session: the only broadcast. Figures stand in it from five answers on (method 2.8). */
export const recap = (plainTexts: Texts, view: SessionView): Message => {
  const { session, title, zone, id } = view;
  const texts = pacedTexts(plainTexts, session.plan);
  const run = session.status === 'planned' ? undefined : session.run;
  const actual = run ? actualMinutes(run) : [];
  const length = actual.reduce((sum, minutes) => sum + minutes, 0);
  const inWriting = finishedInWriting(session);
  const heading = inWriting
    ? texts.recap.headingInWriting(title, tookPart(view))
    : texts.recap.heading(title, tookPart(view), length);
  const minutes = {
    label: texts.buttons.minutesPerPhase,
    does: { do: 'minutes-per-phase', session: id },
  } as const;
  const isCounted = !inWriting && !isSelfPaced(session.plan);
  const stored = { label: texts.privacy.buttons.whatIsStored, does: { do: 'own-data' } as const };
  const more = isCounted ? [minutes, stored] : [stored];
  const blocks: Block[] = [
    { kind: 'text', lines: [heading, ...said(texts, view)] },
    ...stillOpen(texts, view),
    ...plans(texts, view),
    ...next(texts, view),
  ];
  if (session.status === 'collecting') {
    blocks.push(oneLine(texts.recap.late(lateUntil(session), zone)), {
      kind: 'actions',
      buttons: [{ label: texts.buttons.answerLate, does: { do: 'answer-late', session: id } }],
      more,
    });
  } else {
    blocks.push({ kind: 'actions', buttons: [], more });
  }
  if (isCounted) {
    const pairs = session.plan.phaseMinutes.map((planned, index) => [planned, actual[index] ?? 0] as const);
    blocks.push({ kind: 'note', line: texts.recap.plannedAndActual(pairs) });
  }
  blocks.push(...lateAnswers(texts, view));
  return { push: texts.recap.push(title), blocks };
};

const said = (texts: Texts, view: SessionView): Line[] => {
  const { check } = view.content.feedback;
  const lines: Line[] = [];
  if (view.kept) lines.push(texts.recap.keep(view.kept));
  const quotes = listsOnTime(view).filter(({ starred }) => starred);
  if (quotes.length > 0)
    lines.push(texts.recap.ourWords(quotes.map((list) => cut(list.lines.join(' · '), quoteChars))));
  const result = tally(check.options.length, chosenOnTime(view, 'check'));
  if (mayShowFigures(result)) {
    lines.push(texts.recap.check(result.counts[check.right - 1] ?? 0, result.answers, check.recap));
  } else if (result.answers > 0) {
    lines.push(texts.recap.checkUncounted());
  }
  return lines;
};

const stillOpen = (texts: Texts, { parked, known, id }: SessionView): Block[] => {
  if (parked.length === 0) return [];
  const questions = parked.slice(0, mostOpen);
  const answers = known.filter(({ questionId }) => questions.some((one) => one.id === questionId));
  const shownAnswers = answers.slice(0, mostOpen);
  const share = Math.floor(openChars.all / (questions.length + shownAnswers.length));
  const short = (text: string) => cut(text, Math.min(share, openChars.each));
  const hidden = parked.length - questions.length + answers.length - shownAnswers.length;
  const lines = questions.flatMap((question): Line[] => [
    question.text === undefined ? texts.recap.takenBack() : texts.recap.open(short(question.text)),
    ...shownAnswers
      .filter(({ questionId }) => questionId === question.id)
      .map(({ text, name }) => texts.recap.known(short(text), name)),
  ]);
  return [
    { kind: 'text', lines: hidden > 0 ? [...lines, texts.prompt.more(hidden)] : lines },
    ...(questions.some(({ text }) => text !== undefined)
      ? [
          {
            kind: 'actions' as const,
            buttons: [{ label: texts.buttons.iKnow, does: { do: 'i-know', session: id } as const }],
          },
        ]
      : []),
  ];
};

const plans = (texts: Texts, { answers }: SessionView): Block[] => {
  const count = answers.filter(({ question, late }) => question === 'plan' && !late).length;
  if (count === 0) return [];
  return [oneLine(count >= rules.figuresFrom ? texts.recap.plans(count) : texts.recap.plansUncounted())];
};

const next = (texts: Texts, { next: coming, zone }: SessionView): Block[] =>
  coming
    ? [
        oneLine(texts.recap.next(coming.startsAt, zone, coming.title)),
        {
          kind: 'actions',
          buttons: [{ label: texts.buttons.imIn, does: { do: 'im-in', session: coming.id } }],
        },
      ]
    : [];

/** Late answers are added once, when they close (flow 4.7). */
const lateAnswers = (texts: Texts, { session, answers, zone }: SessionView): Block[] => {
  const late = answers.filter((answer) => answer.late).length;
  if (session.status !== 'closed' || late === 0) return [];
  return [{ kind: 'note', line: texts.recap.lateAnswers(late, session.closedAt, zone) }];
};
