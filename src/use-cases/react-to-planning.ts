import type { Form, Values } from '../messages/form.ts';
import { filledPattern, gapsForm } from '../messages/gaps-form.ts';
import type { Interaction } from '../messages/interaction.ts';
import { peopleForm } from '../messages/people-form.ts';
import { addMeForm, planningForm } from '../messages/planning-form.ts';
import { editedContent, questionsForm } from '../messages/questions-form.ts';
import { isZone } from '../series/local-time.ts';
import { readSkipDates } from '../series/words/read-skip-dates.ts';
import { writeSkipDates } from '../series/words/write-skip-dates.ts';
import { windowHours } from '../session/pace.ts';
import { callLinkSchema, modes } from '../session/session.ts';
import { unreachable } from '../unreachable.ts';
import type { By, Context } from './context.ts';
import { leadFault } from './lead-fault.ts';
import { changeDraft, firstChoice, whoAndWhere } from './open-planning.ts';
import { planIt } from './plan-it.ts';
import { pickedOf } from './planning-dates.ts';
import { changedDraft, type DraftBody, draftBodySchema, newDraft, planningView } from './planning-draft.ts';
import type { ChannelId, PlanningDraft } from './ports.ts';
import type { Reaction } from './reaction.ts';
import { refuse } from './refuse.ts';

export type PlanningInteraction = Extract<
  Interaction,
  {
    do:
      | 'plan-it'
      | 'edit-draft'
      | 'fresh-draft'
      | 'draft-questions'
      | 'send-draft-questions'
      | 'draft-people'
      | 'send-draft-people'
      | 'bot-is-here';
  }
>;

/** The planning form and the forms on top of it. */
export const reactToPlanning = async (
  context: Context,
  by: By,
  interaction: PlanningInteraction,
  values: Values,
): Promise<Reaction> => {
  const draft = await context.transaction(by.workspace, (stores) => stores.drafts.find(interaction.draft));
  // A draft of another version of this form is of no use.
  const body = draftBodySchema.safeParse(draft?.body).data;
  if (!draft || !body || draft.memberId !== by.memberId) return refuse(context, 'own-draft');
  const { templates, texts } = context;
  /** What was chosen is kept, unless another press has used the draft up meanwhile. */
  const keep = async (next: DraftBody, then: () => Reaction): Promise<Reaction> =>
    (await changeDraft(context, by, draft.id, next)) ? then() : refuse(context, 'own-draft');
  const planning = (next: DraftBody): Form =>
    planningForm(texts, planningView(templates, draft.id, next, by.memberId));
  /** The form follows what was chosen in it. */
  const follow = (next: DraftBody) => keep(next, () => ({ kind: 'update', form: planning(next) }));
  /** The same for the form that lies below the one that was sent. */
  const followBelow = (next: DraftBody) => keep(next, () => ({ kind: 'done', below: planning(next) }));
  /** What was typed below is kept while another form lies on top. */
  const openAbove = (form: (kept: DraftBody) => Form): Promise<Reaction> => {
    const kept = changedDraft(templates, body, values);
    return keep(kept, () => ({ kind: 'open', form: form(kept) }));
  };
  switch (interaction.do) {
    case 'edit-draft':
      return follow(changedDraft(templates, body, values));
    case 'fresh-draft': {
      const [member, channel, settings] = await whoAndWhere(context, by, draft.channelId);
      const fresh = newDraft(templates, firstChoice(templates), member, channel, settings, context.now());
      // Under an id of its own, so that nothing that was typed in the form of before stays in its boxes.
      const anew = { ...draft, id: context.newId(), body: fresh, savedAt: context.now() };
      const isAnew = await context.transaction(by.workspace, async ({ drafts }) => {
        if (!(await drafts.lock(draft.id))) return false;
        await drafts.remove(draft.id);
        await drafts.add(anew);
        return true;
      });
      if (!isAnew) return refuse(context, 'own-draft');
      const view = planningView(templates, anew.id, fresh, by.memberId);
      return { kind: 'update', form: planningForm(texts, view) };
    }
    case 'bot-is-here': {
      const { botIsIn, name, members } = await context.directory.channel(by.workspace, draft.channelId);
      if (!botIsIn) return { kind: 'update', form: addMeForm(texts, draft.id, true) };
      return follow({ ...body, channelName: name, members });
    }
    case 'draft-questions':
      return openAbove((kept) => questionsOf(context, draft, kept));
    case 'send-draft-questions': {
      const edited = edit(context, body, values);
      if ('faults' in edited) return { kind: 'faults', faults: edited.faults };
      return followBelow({ ...body, touched: true, edited: edited.content });
    }
    case 'draft-people':
      return openAbove((kept) => {
        const skip = writeSkipDates(kept.skipDates);
        const { coLeadId, callLink } = kept;
        return peopleForm(texts, { ...kept, coLeadId, callLink, draft: draft.id, skip });
      });
    case 'send-draft-people': {
      const people = await readPeople(context, by, draft.channelId, body, values);
      if ('faults' in people) return { kind: 'faults', faults: people.faults };
      return followBelow(people.body);
    }
    case 'plan-it':
      return planIt(context, by, draft, changedDraft(templates, body, values), values);
    default:
      return unreachable(interaction);
  }
};

/** A pattern's gaps as long as they are gaps, then the words of the session that it has become. */
const questionsOf = ({ templates, texts }: Context, { id }: PlanningDraft, body: DraftBody): Form => {
  const does = { do: 'send-draft-questions', draft: id } as const;
  const pattern = unfilledPattern(templates, body);
  return pattern
    ? gapsForm(texts, pattern, does)
    : questionsForm(texts, pickedOf(templates, body).session, does);
};

const unfilledPattern = (templates: Context['templates'], body: DraftBody) =>
  body.edited ? undefined : templates.patterns.find(({ id }) => id === body.what);

const edit = ({ templates, texts }: Context, body: DraftBody, values: Values) => {
  const pattern = unfilledPattern(templates, body);
  return pattern
    ? filledPattern(texts, pattern, values)
    : editedContent(texts, pickedOf(templates, body).session, values);
};

const readPeople = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  body: DraftBody,
  values: Values,
): Promise<{ body: DraftBody } | { faults: Record<string, string> }> => {
  const { faults } = context.texts.planning;
  const zone = String(values.zone ?? '').trim();
  if (!isZone(zone)) return { faults: { zone: faults.noZone } };
  if (typeof values.lead !== 'string') return { faults: { lead: faults.noLead } };
  const coLeadId = values['co-lead'];
  for (const [field, id] of Object.entries({ lead: values.lead, 'co-lead': coLeadId })) {
    const wrong = typeof id === 'string' && (await leadFault(context, by, channelId, id));
    if (wrong) return { faults: { [field]: wrong } };
  }
  const skip = readSkipDates(String(values.skip ?? ''), { now: context.now(), zone, dayFirst: true });
  if (skip.notUnderstood.length > 0)
    return { faults: { skip: faults.skip(skip.notUnderstood.map(({ words }) => words)) } };
  const call = String(values.call ?? '').trim();
  const callLink = callLinkSchema.safeParse(call);
  if (call !== '' && !callLink.success) return { faults: { call: faults.call } };
  const lead = await context.directory.member(by.workspace, values.lead);
  const { coLeadId: _, callLink: __, ...rest } = body;
  return {
    body: {
      ...rest,
      touched: true,
      leadId: lead.id,
      leadName: lead.name,
      cardMinutes: Number(values.reminder ?? body.cardMinutes),
      mode: modes.find((mode) => mode === values.mode) ?? body.mode,
      windowHours: windowHours.find((hours) => String(hours) === values.window) ?? body.windowHours,
      ...(callLink.success && { callLink: callLink.data }),
      zone,
      skipDates: skip.skipDates,
      ...(typeof coLeadId === 'string' && { coLeadId }),
    },
  };
};
