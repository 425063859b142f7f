import type { Form, Values } from '../messages/form.ts';
import type { Interaction } from '../messages/interaction.ts';
import { plainNote } from '../messages/notes.ts';
import { editedContent, questionsForm } from '../messages/questions-form.ts';
import {
  handOverForm,
  haveToGoForm,
  instantOf,
  keepForm,
  lookThroughForm,
  moveForm,
} from '../messages/session-forms.ts';
import type { SessionView } from '../messages/session-view.ts';
import type { SessionCommand } from '../session/commands.ts';
import { writingUntil } from '../session/decide.ts';
import { later, minute, rules } from '../session/rules.ts';
import { fillIn } from '../templates/fill-in.ts';
import { oneRow } from '../texts/visible.ts';
import { unreachable } from '../unreachable.ts';
import type { By, Context } from './context.ts';
import {
  changeKept,
  changeWords,
  controlSession,
  mayControl,
  noteWouldChange,
  star,
} from './control-session.ts';
import { leadFault } from './lead-fault.ts';
import { type Moved, moveSession } from './move-session.ts';
import type { StoredSession } from './ports.ts';
import { note, nothing, type Reaction } from './reaction.ts';
import { type Refusal, refuse, refuseForSession } from './refuse.ts';
import { readView } from './view-session.ts';

export type LeadInteraction = Extract<
  Interaction,
  {
    do:
      | 'start-now'
      | 'five-minutes-later'
      | 'i-cannot'
      | 'look-through'
      | 'show-start'
      | 'start-anyway'
      | 'move'
      | 'send-move'
      | 'next'
      | 'one-more-minute'
      | 'reveal-now'
      | 'pause'
      | 'resume'
      | 'have-to-go'
      | 'send-have-to-go'
      | 'hand-over'
      | 'send-hand-over'
      | 'stop'
      | 'undo'
      | 'i-lead'
      | 'star'
      | 'write-keep'
      | 'send-keep'
      | 'would-change'
      | 'edit-questions'
      | 'send-questions';
  }
>;

/** What the desk offers to the one who leads. */
export const reactToLead = async (
  context: Context,
  by: By,
  interaction: LeadInteraction,
  values: Values,
): Promise<Reaction> => {
  const { texts } = context;
  const id = interaction.session;
  const now = context.now();
  const wish = (command: SessionCommand) => control(context, by, id, () => command);
  switch (interaction.do) {
    case 'start-now':
      return wish({ type: 'start', now });
    case 'five-minutes-later':
      return putOff(context, by, id);
    case 'i-cannot':
      return wish({ type: 'decline-lead', now });
    case 'show-start':
    case 'start-anyway':
      return wish({ type: 'insist', how: interaction.do, now });
    case 'next':
      return wish({ type: 'next', from: interaction.phase, now });
    case 'one-more-minute':
      return wish({ type: 'extend', now });
    case 'reveal-now':
      return wish({ type: 'reveal', now });
    case 'pause':
      return wish({ type: 'pause', now });
    case 'resume':
      return wish({ type: 'resume', now });
    case 'stop':
      return wish({ type: 'stop', now });
    case 'undo':
      return wish({ type: 'undo', now });
    case 'i-lead':
      return takeLead(context, by, id, now);
    case 'look-through':
      return openAs(context, by, id, 'anyone', (view) => lookThroughForm(texts, view, mayControl(view, by)));
    case 'move':
      return openAs(context, by, id, 'lead', (view) => moveForm(texts, view, now));
    case 'have-to-go':
      return openAs(context, by, id, 'lead', (view) => haveToGoForm(texts, view));
    case 'hand-over':
      return openAs(context, by, id, 'lead', (view) => handOverForm(texts, view));
    case 'write-keep':
      return openAs(context, by, id, 'lead', (view) =>
        keepForm(texts, view, fillIn(view.content.conclusion.keep, { channel: `#${view.channelName}` })),
      );
    case 'edit-questions':
      return openAs(context, by, id, 'lead', (view) =>
        questionsForm(texts, view.content, { do: 'send-questions', session: id }),
      );
    case 'send-move':
      return sendMove(context, by, id, String(values.when ?? ''), now);
    case 'send-have-to-go':
      return sendHaveToGo(context, by, id, values, now);
    case 'send-hand-over':
      return handOver(context, by, id, values.to, now);
    case 'send-keep':
      return keep(context, by, id, String(values.text ?? '').trim());
    case 'send-questions':
      return sendQuestions(context, by, id, values);
    case 'star': {
      const starred = await star(
        context,
        by,
        id,
        interaction.mark,
        interaction.wanted === 'on',
        rules.mostStars,
      );
      if (starred === 'too-many') return note(plainNote(texts, texts.desk.tooManyStars()));
      return starred === 'done' ? nothing : refuse(context, starred);
    }
    case 'would-change': {
      const refusal = await noteWouldChange(context, by, id, interaction.phase);
      return refusal ? refuse(context, refusal) : nothing;
    }
    default:
      return unreachable(interaction);
  }
};

/** Carries out a wish of the lead; the desk itself shows that it was done. */
const control = async (
  context: Context,
  by: By,
  id: string,
  command: (stored: StoredSession) => SessionCommand,
): Promise<Reaction> => {
  const { refusal, stored } = await controlSession(context, by, id, command);
  return refusal ? refuseForSession(context, by, stored, refusal) : nothing;
};

const takeLead = async (context: Context, by: By, id: string, now: Date): Promise<Reaction> => {
  const member = await context.directory.member(by.workspace, by.memberId);
  const { refusal, stored } = await controlSession(
    context,
    by,
    id,
    () => ({ type: 'take-lead', leadId: by.memberId, now }),
    { anyone: true, member },
  );
  return refusal ? refuseForSession(context, by, stored, refusal) : nothing;
};

const openAs = async (
  context: Context,
  by: By,
  id: string,
  who: 'lead' | 'anyone',
  form: (view: SessionView) => Form,
): Promise<Reaction> => {
  const view = await readView(context, by, id);
  if (!view) return refuse(context, 'gone');
  if (who === 'lead' && !mayControl(view, by)) return refuse(context, 'not-yours');
  return { kind: 'open', form: form(view) };
};

const sendMove = async (context: Context, by: By, id: string, when: string, now: Date): Promise<Reaction> => {
  const view = await readView(context, by, id);
  if (!view) return refuse(context, 'gone');
  // Slack lets a picker be cleared; then nothing is moved, and the form says what is missing.
  if (when === '') {
    const refused = { fault: context.texts.forms.move.missing };
    return { kind: 'update', form: moveForm(context.texts, view, now, refused) };
  }
  const startsAt = instantOf(when, view.zone);
  const moved = await moveSession(context, by, id, () => startsAt);
  const fault = moved.refusal ? context.texts.refusals[moved.refusal] : takenText(context, moved, view.zone);
  if (fault === undefined) return { kind: 'done' };
  return { kind: 'update', form: moveForm(context.texts, view, now, { fault, wanted: startsAt }) };
};

/** Why a time is not to be had, and when the next ones are. */
const takenText = ({ texts }: Context, { clash, crowd }: Moved, zone: string): string | undefined => {
  const { faults } = texts.planning;
  if (crowd) return faults.crowd(crowd.most, crowd.free, zone);
  return clash && faults.overlap(clash.title, texts.calendar.dayAt(clash.freeAt, zone));
};

const putOff = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const moved = await moveSession(context, by, id, ({ session }) => later(session.plan.startsAt, 5 * minute));
  if (moved.refusal) return refuseForSession(context, by, moved.stored, moved.refusal);
  const view = await readView(context, by, id);
  const taken = view && takenText(context, moved, view.zone);
  return taken ? note(plainNote(context.texts, [taken])) : nothing;
};

const fault = ({ texts }: Context, field: string, refusal: Refusal): Reaction => ({
  kind: 'faults',
  faults: { [field]: texts.refusals[refusal] },
});

const sendHaveToGo = async (
  context: Context,
  by: By,
  id: string,
  values: Values,
  now: Date,
): Promise<Reaction> => {
  if (values.what === 'hand-over') return handOver(context, by, id, values.to, now);
  const { refusal } = await controlSession(context, by, id, ({ session }) => {
    switch (values.what) {
      case 'writing':
        return { type: 'continue-in-writing', untilAt: writingUntil(session), now };
      case 'stop':
        return { type: 'stop', now };
      default:
        return { type: 'leave', now };
    }
  });
  return refusal ? fault(context, 'what', refusal) : { kind: 'done' };
};

const handOver = async (
  context: Context,
  by: By,
  id: string,
  to: Values[string] | undefined,
  now: Date,
): Promise<Reaction> => {
  if (typeof to !== 'string') {
    return { kind: 'faults', faults: { to: context.texts.planning.faults.noLead } };
  }
  const channelId = await context.transaction(by.workspace, ({ sessions }) => sessions.channelOf(id));
  const wrong = channelId && (await leadFault(context, by, channelId, to));
  if (wrong) return { kind: 'faults', faults: { to: wrong } };
  const newLead = await context.directory.member(by.workspace, to);
  const { refusal } = await controlSession(context, by, id, () => ({ type: 'hand-over', leadId: to, now }), {
    member: newLead,
  });
  return refusal ? fault(context, 'to', refusal) : { kind: 'done' };
};

const keep = async (context: Context, by: By, id: string, text: string): Promise<Reaction> => {
  if (oneRow(text) === '')
    return { kind: 'faults', faults: { text: context.texts.planning.faults.gap.missing } };
  const refusal = await changeKept(context, by, id, text);
  return refusal ? fault(context, 'text', refusal) : { kind: 'done' };
};

const sendQuestions = async (context: Context, by: By, id: string, values: Values): Promise<Reaction> => {
  const outcome = await changeWords(context, by, id, (content) =>
    editedContent(context.texts, content, values),
  );
  if (outcome === undefined) return { kind: 'done' };
  return typeof outcome === 'string' ? fault(context, 'goal', outcome) : { kind: 'faults', faults: outcome };
};
