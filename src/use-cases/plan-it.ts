import type { Values } from '../messages/form.ts';
import { noteWithButtons } from '../messages/notes.ts';
import { planningForm } from '../messages/planning-form.ts';
import type { By, Context } from './context.ts';
import { leadFault } from './lead-fault.ts';
import { changeDraft } from './open-planning.ts';
import { planSeries } from './plan-series.ts';
import { datesOf, isOutsideHours } from './planning-dates.ts';
import { type DraftBody, planningView } from './planning-draft.ts';
import type { PlanningDraft } from './ports.ts';
import type { Reaction } from './reaction.ts';
import { refuse } from './refuse.ts';

/** **Plan it**: this is the confirmation, for the dates stand above the button (flow 5.1). */
export const planIt = async (
  context: Context,
  by: By,
  draft: PlanningDraft,
  body: DraftBody,
  values: Values,
): Promise<Reaction> => {
  const { texts, templates, directory } = context;
  // First of all, so that whatever is wrong with it, what was typed is not lost.
  if (!(await changeDraft(context, by, draft.id, body))) return refuse(context, 'own-draft');
  const view = () => planningView(templates, draft.id, body, by.memberId);
  const confirmed = Array.isArray(values.outside) && values.outside.includes('yes');
  if (!confirmed && isOutsideHours(body, datesOf(templates, body))) {
    return { kind: 'update', form: planningForm(texts, view()) };
  }
  const leadIsWrong = await leadFault(context, by, draft.channelId, body.leadId);
  if (leadIsWrong) return { kind: 'update', form: planningForm(texts, view(), leadIsWrong) };
  const lead = await directory.member(by.workspace, body.leadId);
  const channel = { id: draft.channelId, name: body.channelName };
  const planned = await planSeries(context, by, { id: draft.id, body }, channel, lead);
  if (!planned) return refuse(context, 'own-draft');
  if ('faults' in planned) {
    const { when, ...faults } = planned.faults;
    if (when === undefined) return { kind: 'faults', faults };
    return { kind: 'update', form: planningForm(texts, view(), when) };
  }
  const session = planned.firstSession;
  const message = noteWithButtons(
    texts,
    [texts.planning.planned()],
    [
      { label: texts.buttons.seeAsParticipant, does: { do: 'look-through', session } },
      { label: texts.buttons.questions, does: { do: 'edit-questions', session } },
    ],
  );
  const where = { to: 'member-in-channel', channelId: draft.channelId, memberId: by.memberId } as const;
  return { kind: 'done', note: { where, message } };
};
