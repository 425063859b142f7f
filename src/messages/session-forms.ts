import { atLocal, localParts } from '../series/local-time.ts';
import { isAsked } from '../session/answer.ts';
import { isSelfPaced } from '../session/pace.ts';
import { later, minute } from '../session/rules.ts';
import { timetable } from '../session/timetable.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import { pacedTexts } from '../texts/paced.ts';
import type { Form } from './form.ts';
import { listText } from './list-text.ts';
import type { Block } from './message.ts';
import { lateClosesAt } from './notes.ts';
import { lookThrough, material } from './prompts.ts';
import { listsOnTime, type SessionView } from './session-view.ts';

/** Forms of a session: each has exactly one text input, with the material it is about above it. */

const mostCharacters = 2000;
/** Characters that a form shows for reading. */
const mostReadable = 80_000;

export const listForm = (texts: Texts, view: SessionView, initial: string | undefined): Form => {
  const { exercise, activeStart } = view.content;
  return {
    does: { do: 'send-list', session: view.id },
    title: exercise.form.title,
    send: texts.forms.send,
    close: texts.forms.cancel,
    parts: [
      ...(exercise.form.withMaterial ? material(activeStart.material) : []),
      {
        kind: 'field',
        field: {
          kind: 'text',
          name: 'text',
          label: exercise.form.label,
          placeholder: exercise.form.placeholder,
          hint: listHint(texts, view),
          lines: 'many',
          maxLength: mostCharacters,
          ...(initial !== undefined && { initial }),
        },
      },
    ],
  };
};

/** When a list that is sent now will be shown. */
const listHint = (plainTexts: Texts, { session, zone, names }: SessionView): string => {
  const texts = pacedTexts(plainTexts, session.plan);
  const named = names !== undefined;
  if (!isAsked(session, 2)) return texts.forms.listHintLate;
  return session.status === 'running'
    ? texts.forms.listHint(
        named,
        texts.calendar.endClock(timetable(session.plan, session.run)[1]!.endsAt, zone),
      )
    : texts.forms.listHintInWriting(named);
};

/** A form with one box and nothing else. */
const oneBox = (
  texts: Texts,
  does: Form['does'],
  title: string,
  label: string,
  more: { initial?: string; above?: Block[]; lines?: 'one' | 'many' } = {},
): Form => ({
  does,
  title,
  send: texts.forms.send,
  close: texts.forms.cancel,
  parts: [
    ...(more.above ?? []),
    {
      kind: 'field',
      field: {
        kind: 'text',
        name: 'text',
        label,
        lines: more.lines ?? 'many',
        maxLength: mostCharacters,
        ...(more.initial !== undefined && { initial: more.initial }),
      },
    },
  ],
});

export const parkForm = (texts: Texts, { id }: SessionView): Form =>
  oneBox(texts, { do: 'send-question', session: id }, texts.forms.park.title, texts.forms.park.label);

export const planForm = (texts: Texts, view: SessionView): Form => {
  const { adHoc } = view.session.plan;
  const title = adHoc ? texts.forms.plan.reflectionTitle : texts.forms.plan.title;
  const above: Block[] = adHoc ? [{ kind: 'text', lines: [texts.prompt.reflection()] }] : [];
  const label = texts.forms.planLabel(view.content.conclusion.stem);
  return oneBox(texts, { do: 'send-plan', session: view.id }, title, label, { above });
};

export const keepForm = (texts: Texts, view: SessionView, draft: string): Form =>
  oneBox(texts, { do: 'send-keep', session: view.id }, texts.forms.keep.title, texts.forms.keep.label, {
    initial: view.kept ?? draft,
  });

export const knowForm = (texts: Texts, view: SessionView): Form => {
  const form = oneBox(
    texts,
    { do: 'send-know', session: view.id },
    texts.forms.know.title,
    texts.forms.know.label,
  );
  const options = view.parked.flatMap(({ id, text }) =>
    text === undefined ? [] : [{ value: id, label: text }],
  );
  return {
    ...form,
    parts: [
      {
        kind: 'field',
        field: {
          kind: 'pick-one',
          name: 'question',
          label: texts.forms.know.question,
          groups: [{ label: '', options }],
          ...(options[0] && { initial: options[0].value }),
        },
      },
      ...form.parts,
      {
        kind: 'field',
        field: {
          kind: 'check',
          name: 'named',
          label: texts.forms.know.yourName,
          initial: [],
          options: [{ value: 'named', label: texts.forms.know.named }],
          optional: true,
        },
      },
    ],
  };
};

/** All lists, for reading; whole ones, unless so many are so long that no screen would hold them. */
export const allLists = (texts: Texts, view: SessionView): Form => {
  const lists = listsOnTime(view);
  const each = Math.floor(mostReadable / lists.length);
  return {
    does: { do: 'close' },
    title: texts.forms.all.title,
    close: texts.forms.close,
    parts: [{ kind: 'list', items: lists.map((list) => [cut(listText(texts, view, list), each)]) }],
  };
};

/** What may still be answered after the end. */
export const answerLateForm = (texts: Texts, view: SessionView): Form => {
  const { content, id, zone } = view;
  const { check } = content.feedback;
  const until = lateClosesAt(view);
  return {
    does: { do: 'close' },
    title: texts.forms.late.title,
    close: texts.forms.close,
    parts: [
      ...(until ? [{ kind: 'text' as const, lines: [texts.forms.lateIntro(until, zone)] }] : []),
      { kind: 'text', lines: [texts.prompt.task('', content.exercise.task, content.exercise.detail)] },
      {
        kind: 'actions',
        buttons: [{ label: content.exercise.button, does: { do: 'write-list', session: id } }],
      },
      { kind: 'text', lines: [texts.prompt.check(check.situation, check.question)] },
      {
        kind: 'ask-choice',
        options: check.options.map(({ text }, index) => ({
          label: text,
          does: { do: 'choose', session: id, question: 'check', option: index + 1 },
        })),
      },
      { kind: 'text', lines: [texts.prompt.stem(content.conclusion.stem)] },
      {
        kind: 'actions',
        buttons: [
          { label: texts.buttons.ownWords, does: { do: 'write-plan', session: id } },
          { label: texts.buttons.park, does: { do: 'park-question', session: id } },
        ],
      },
    ],
  };
};

/** @param refused what is wrong with the time that was wanted */
export const moveForm = (
  texts: Texts,
  view: SessionView,
  now: Date,
  refused?: { fault: string; wanted?: Date },
): Form => {
  const { startsAt } = view.session.plan;
  const proposed = startsAt > now ? startsAt : later(now, 60 * minute);
  const { date, time } = localParts(refused?.wanted ?? proposed, view.zone);
  return {
    does: { do: 'send-move', session: view.id },
    title: texts.forms.move.title,
    send: texts.buttons.move,
    close: texts.forms.cancel,
    parts: [
      {
        kind: 'field',
        field: {
          kind: 'date-and-time',
          name: 'when',
          label: texts.forms.move.label,
          date,
          time,
          ...(refused && { fault: refused.fault }),
        },
      },
    ],
  };
};

/** The instant of a filled-in `date-and-time` field. */
export const instantOf = (value: string, zone: string): Date => {
  const [date = '', time = ''] = value.split('T');
  return atLocal(date, time, zone);
};

export const haveToGoForm = (texts: Texts, view: SessionView): Form => {
  const { haveToGo } = texts.forms;
  const until = texts.calendar.clock(view.session.plan.startsAt, view.zone);
  const { coLeadId } = view.session.lead;
  return {
    does: { do: 'send-have-to-go', session: view.id },
    title: haveToGo.title,
    send: texts.forms.send,
    close: texts.forms.cancel,
    parts: [
      {
        kind: 'field',
        field: {
          kind: 'radio',
          name: 'what',
          label: haveToGo.label,
          initial: 'finish',
          options: [
            { value: 'finish', label: haveToGo.finish },
            { value: 'hand-over', label: haveToGo.handOver },
            ...(isSelfPaced(view.session.plan) ? [] : [{ value: 'writing', label: haveToGo.writing(until) }]),
            { value: 'stop', label: haveToGo.stop },
          ],
        },
      },
      {
        kind: 'field',
        field: {
          kind: 'person',
          name: 'to',
          label: haveToGo.to,
          optional: true,
          ...(coLeadId && { initial: coLeadId }),
        },
      },
    ],
  };
};

export const handOverForm = (texts: Texts, view: SessionView): Form => {
  const { coLeadId } = view.session.lead;
  return {
    does: { do: 'send-hand-over', session: view.id },
    title: texts.forms.handOver.title,
    send: texts.buttons.handOver,
    close: texts.forms.cancel,
    parts: [
      {
        kind: 'field',
        field: {
          kind: 'person',
          name: 'to',
          label: texts.forms.handOver.label,
          ...(coLeadId && { initial: coLeadId }),
        },
      },
    ],
  };
};

/** The session as its participants will see it, with the way to change its words while it is planned. */
export const lookThroughForm = (texts: Texts, view: SessionView, mayEdit: boolean): Form => ({
  does: { do: 'close' },
  title: texts.forms.look.title,
  close: texts.forms.close,
  parts: [
    ...lookThrough(texts, view),
    ...(mayEdit && view.session.status === 'planned'
      ? [
          {
            kind: 'actions' as const,
            buttons: [
              { label: texts.buttons.questions, does: { do: 'edit-questions', session: view.id } as const },
            ],
          },
        ]
      : []),
  ],
});
