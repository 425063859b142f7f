import { addMeForm, planningForm } from '../messages/planning-form.ts';
import { readPlanWords } from '../series/words/read-plan-words.ts';
import { earlier, minute } from '../session/rules.ts';
import type { ReadySession, Templates } from '../templates/ready-session.ts';
import type { By, Context, Person } from './context.ts';
import { draftFromWords } from './draft-from-words.ts';
import { type DraftBody, draftBodySchema, newDraft, planningView } from './planning-draft.ts';
import type { ChannelId, PlanningDraft } from './ports.ts';
import type { Reaction } from './reaction.ts';

/** A form closed by mistake is taken up again for this long (flow 5.1). */
const draftMs = 24 * 60 * minute;

/**
 * Opens the planning form for a channel; where the bot is not in it, first how to bring it in. What was left
 * unfinished within a day is taken up again, unless something is said.
 * @param words what stood behind the command
 */
export const openPlanning = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  words = '',
): Promise<Reaction> => {
  const { templates, texts } = context;
  const [member, channel, settings] = await whoAndWhere(context, by, channelId);
  const left = words === '' ? await unfinished(context, by, channelId) : undefined;
  const fresh = newDraft(templates, firstChoice(templates), member, channel, settings, context.now());
  const body = left?.body ?? (words === '' ? fresh : said(context, fresh, words, member));
  const id = left?.id ?? context.newId();
  if (!left) await addDraft(context, by, { id, channelId, memberId: by.memberId, body });
  const form = channel.botIsIn
    ? planningForm(texts, planningView(templates, id, body, by.memberId, left?.savedAt))
    : addMeForm(texts, id, false);
  return { kind: 'open', form };
};

/** Keeps what somebody said for the next time that they open the planning form of the channel. */
export const keepSaid = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  words: string,
): Promise<void> => {
  const { templates, newId, now } = context;
  const [member, channel, settings] = await whoAndWhere(context, by, channelId);
  const fresh = newDraft(templates, firstChoice(templates), member, channel, settings, now());
  const body = said(context, fresh, words, member);
  await addDraft(context, by, { id: newId(), channelId, memberId: by.memberId, body });
};

const said = (
  { templates, texts, now }: Context,
  fresh: DraftBody,
  words: string,
  { locale, zone }: Person,
) =>
  draftFromWords(
    templates,
    texts,
    fresh,
    readPlanWords(words, { now: now(), zone, dayFirst: !monthFirst.test(locale) }),
  );

/** Where 1/12 is the twelfth of January. */
const monthFirst = /[-_](US|PH|FM|PW|GU|PR|MH)$/;

/** What suits a channel that has planned nothing yet best (flow 5.1). */
export const firstChoice = ({ sessions }: Templates): ReadySession =>
  sessions.find(({ id }) => id === 'spot-the-phish') ?? sessions[0]!;

/** The one who plans and the channel they plan for, as the platform knows them, and the channel's settings. */
export const whoAndWhere = (
  { directory, transaction }: Context,
  { workspace, memberId }: By,
  channelId: ChannelId,
) =>
  Promise.all([
    directory.member(workspace, memberId),
    directory.channel(workspace, channelId),
    transaction(workspace, ({ settings }) => settings.get(channelId)),
  ]);

export const addDraft = (context: Context, by: By, draft: Omit<PlanningDraft, 'savedAt'>): Promise<void> =>
  context.transaction(by.workspace, ({ drafts }) => drafts.add({ ...draft, savedAt: context.now() }));

/** Keeps what was chosen; false where the draft is used up: planned by another press, or begun anew. */
export const changeDraft = (context: Context, by: By, id: string, body: DraftBody): Promise<boolean> =>
  context.transaction(by.workspace, ({ drafts }) => drafts.change({ id, body, savedAt: context.now() }));

const unfinished = async (
  context: Context,
  { workspace, memberId }: By,
  channelId: ChannelId,
): Promise<{ id: string; body: DraftBody; savedAt: Date } | undefined> => {
  const since = earlier(context.now(), draftMs);
  const draft = await context.transaction(workspace, (stores) =>
    stores.drafts.latest(memberId, channelId, since),
  );
  // A draft of another version of this form is of no use; a form that nobody touched is no loss.
  const body = draftBodySchema.safeParse(draft?.body).data;
  return draft && body?.touched ? { id: draft.id, body, savedAt: draft.savedAt } : undefined;
};
