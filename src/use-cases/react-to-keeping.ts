import type { Form } from '../messages/form.ts';
import type { Interaction } from '../messages/interaction.ts';
import { cancelForm, endForm, skipForm } from '../messages/keeping-forms.ts';
import { noteWithButtons, plainNote } from '../messages/notes.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { unreachable } from '../unreachable.ts';
import {
  endSeries,
  mayChange,
  pauseSeries,
  readSeries,
  resumeSeries,
  type SeriesChange,
  skipDate,
} from './change-series.ts';
import type { By, Context } from './context.ts';
import { controlSession, mayControl } from './control-session.ts';
import { copySeries } from './copy-series.ts';
import { takeSeries } from './lifecycle/take-series.ts';
import type { Series, StoredSession } from './ports.ts';
import { note, type Reaction } from './reaction.ts';
import { refuse, refuseForSession } from './refuse.ts';
import { viewSession } from './view-session.ts';

export type KeepingInteraction = Extract<
  Interaction,
  {
    do:
      | 'ask-to-skip'
      | 'skip-date'
      | 'ask-to-cancel'
      | 'cancel-session'
      | 'pause-series'
      | 'resume-series'
      | 'ask-to-end'
      | 'end-series'
      | 'copy-series'
      | 'i-lead-series';
  }
>;

/** What becomes of a series and its sessions after they are planned. */
export const reactToKeeping = (
  context: Context,
  by: By,
  interaction: KeepingInteraction,
): Promise<Reaction> => {
  switch (interaction.do) {
    case 'ask-to-skip':
      return askToSkip(context, by, interaction.session);
    case 'skip-date':
      return skip(context, by, interaction.session, interaction.date);
    case 'ask-to-cancel':
      return askToCancel(context, by, interaction.session);
    case 'cancel-session':
      return cancel(context, by, interaction.session);
    case 'pause-series':
      return pause(context, by, interaction.series);
    case 'resume-series':
      return resume(context, by, interaction.series);
    case 'ask-to-end':
      return askToEnd(context, by, interaction.series);
    case 'end-series':
      return end(context, by, interaction.series);
    case 'i-lead-series':
      return takeLead(context, by, interaction.series);
    case 'copy-series':
      return by.channelId
        ? copySeries(context, by, interaction.series, by.channelId)
        : Promise.resolve(refuse(context, 'gone'));
    default:
      return unreachable(interaction);
  }
};

const open = (form: Form): Reaction => ({ kind: 'open', form });

/** What was done, in private: where the press was, or in the channel after a form. */
const told = ({ texts }: { texts: Texts }, by: By, channelId: string, line: Line): Reaction => {
  const message = plainNote(texts, line);
  if (by.channelId) return note(message);
  const where = { to: 'member-in-channel', channelId, memberId: by.memberId } as const;
  return { kind: 'done', note: { where, message } };
};

/** A session, its series and the sessions planned in it. */
const readSession = (context: Context, by: By, id: string) =>
  context.transaction(by.workspace, async (stores) => {
    const stored = await stores.sessions.find(id);
    if (!stored) return undefined;
    const series = await stores.series.get(stored.facts.seriesId);
    const sessions = await stores.sessions.ofSeries(series.id);
    return { stored, series, sessions, view: await viewSession(stores, stored) };
  });

const isPlanned = ({ session }: StoredSession): boolean => session.status === 'planned';

const askToSkip = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const read = await readSession(context, by, id);
  if (!read) return refuse(context, 'gone');
  if (!mayChange(read.series, by)) return refuse(context, 'not-your-series');
  const { startsAt } = read.stored.session.plan;
  const later = read.sessions.filter((one) => isPlanned(one) && one.session.plan.startsAt > startsAt);
  return open(skipForm(context.texts, read.view, later.length));
};

const skip = async (context: Context, by: By, id: string, date: string): Promise<Reaction> =>
  tell(
    context,
    by,
    await skipDate(context, by, id, date),
    ({ keeping }, { title, skipped, startsAt }, series) =>
      keeping.skip.done(skipped, title, startsAt, series.zone),
  );

const askToCancel = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const read = await readSession(context, by, id);
  if (!read) return refuse(context, 'gone');
  if (!mayControl(read.stored, by)) return refuse(context, 'not-yours');
  return open(cancelForm(context.texts, read.view));
};

const cancel = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const now = context.now();
  const canceller = await context.directory.member(by.workspace, by.memberId);
  const { refusal, stored } = await controlSession(
    context,
    by,
    id,
    () => ({ type: 'cancel', memberId: by.memberId, now }),
    { member: canceller },
  );
  if (refusal || !stored) return refuseForSession(context, by, stored, refusal ?? 'gone');
  const { channelId, title } = stored.facts;
  return told(context, by, channelId, context.texts.keeping.cancel.done(title));
};

const pause = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const changed = await pauseSeries(context, by, id);
  if ('refusal' in changed) return refuse(context, changed.refusal);
  const { buttons, keeping } = context.texts;
  const resuming = { label: buttons.resumeSeries, does: { do: 'resume-series', series: id } } as const;
  return note(
    noteWithButtons(context.texts, [keeping.paused(changed.series.title, changed.done.held)], [resuming]),
  );
};

const resume = async (context: Context, by: By, id: string): Promise<Reaction> =>
  tell(context, by, await resumeSeries(context, by, id), ({ keeping }, { nextAt }, series) =>
    nextAt ? keeping.resumed(series.title, nextAt, series.zone) : keeping.resumedWithout(series.title),
  );

const takeLead = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const taken = await takeSeries(context, by, id);
  if ('refusal' in taken) return refuse(context, taken.refusal);
  const { leadLeft } = context.texts;
  const { series, nextAt } = taken;
  const next = nextAt ? [leadLeft.next(nextAt, series.zone)] : [];
  return note(plainNote(context.texts, leadLeft.youLead(series.title), ...next));
};

const askToEnd = async (context: Context, by: By, id: string): Promise<Reaction> => {
  const read = await readSeries(context, by, id);
  if (!read) return refuse(context, 'gone');
  if (!mayChange(read.series, by)) return refuse(context, 'not-your-series');
  return open(endForm(context.texts, read.series, read.sessions.filter(isPlanned).length));
};

const end = async (context: Context, by: By, id: string): Promise<Reaction> =>
  tell(context, by, await endSeries(context, by, id), ({ keeping }, { cancelled }, series) =>
    keeping.end.done(series.title, cancelled),
  );

const tell = <Done>(
  context: Context,
  by: By,
  changed: SeriesChange<Done>,
  line: (texts: Texts, done: Done, series: Series) => Line,
): Reaction => {
  if ('refusal' in changed) return refuse(context, changed.refusal);
  const { series, done } = changed;
  return told(context, by, series.channelId, line(context.texts, done, series));
};
