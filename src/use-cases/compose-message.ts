import { announcement } from '../messages/announcement.ts';
import { card } from '../messages/card.ts';
import { desk } from '../messages/desk.ts';
import { checkOpened } from '../messages/notes.ts';
import { prompt, startsInChannel } from '../messages/prompts.ts';
import { recap } from '../messages/recap.ts';
import type { SessionView } from '../messages/session-view.ts';
import { asOf } from '../session/decide.ts';
import type { PhaseNumber } from '../session/rules.ts';
import { isOpen } from '../session/session.ts';
import { plannedMinutes } from '../session/timetable.ts';
import { unreachable } from '../unreachable.ts';
import type { Context } from './context.ts';
import type { Compose, Letter } from './delivery-ports.ts';
import { composeChannelClosed, composeLeadLeft } from './lifecycle/compose-lifecycle.ts';
import type { Composition, MemberId, Series, StoredSession, Stores } from './ports.ts';
import { isCancelled, viewSession } from './view-session.ts';

const superseded: Composition = { nothing: 'superseded' };

/** Composes what the ledger owes, from what is stored at the moment of sending. */
export const createCompose =
  (context: Pick<Context, 'transaction' | 'texts'>): Compose =>
  (workspace, letter, now, purpose) =>
    context.transaction(workspace, async (stores) => {
      if (letter.subject.kind === 'series') return composeForSeries(context, stores, letter, purpose);
      const stored = await stores.sessions.find(letter.subject.id);
      if (!stored) return superseded;
      return composeForSession(context, stores, stored, letter, now, purpose);
    });

const composeForSeries = async (
  context: Pick<Context, 'texts'>,
  stores: Stores,
  letter: Letter,
  purpose: 'post' | 'edit',
): Promise<Composition> => {
  const series = await stores.series.find(letter.subject.id);
  if (!series) return superseded;
  if (letter.kind === 'lead-left') return composeLeadLeft(context, stores, series, letter, purpose);
  if (letter.kind === 'channel-closed') return composeChannelClosed(context, stores, series, letter);
  return composeAnnouncement(context, stores, series);
};

const composeAnnouncement = async (
  { texts }: Pick<Context, 'texts'>,
  stores: Stores,
  series: Series,
): Promise<Composition> => {
  const all = await stores.sessions.ofSeries(series.id);
  const sessions = all.filter(({ session }) => !isCancelled(session));
  const changer = series.status === 'active' ? cancellerOf(all) : series.changedBy;
  const planner = await stores.people.getMember(series.plannedBy);
  const signedUp = await stores.series.signedUp(series.id);
  const message = announcement(texts, {
    id: series.id,
    title: series.title,
    audience: series.audience,
    plannerName: planner.name,
    zone: series.zone,
    endless: series.cadence.kind === 'continuous' ? series.cadence : undefined,
    status: series.status,
    changedBy: changer && (await stores.people.getMember(changer)).name,
    startsAt: sessions
      .map(({ session }) => session.plan.startsAt)
      .toSorted((one, other) => one.getTime() - other.getTime()),
    minutes: plannedMinutes(all[0]!.session.plan),
    mode: all[0]!.session.plan.mode,
    signedUp: signedUp.filter(({ choice }) => choice !== 'none').length,
  });
  return { say: message, where: { to: 'channel', channelId: series.channelId } };
};

/** Who cancelled the last session that is left of a series without any. */
const cancellerOf = (sessions: readonly StoredSession[]): MemberId | undefined =>
  sessions
    .map(({ session }) => (session.status === 'closed' ? session.cancelledBy : undefined))
    .findLast((memberId) => memberId !== undefined);

const composeForSession = async (
  { texts }: Pick<Context, 'texts'>,
  stores: Stores,
  stored: StoredSession,
  letter: Letter,
  now: Date,
  purpose: 'post' | 'edit',
): Promise<Composition> => {
  const { channelId } = stored.facts;
  const view = await viewSession(stores, stored);
  // Cancelled before it was told of: then there is nothing to tell.
  if (purpose === 'post' && isCancelled(stored.session)) return superseded;
  if (letter.kind === 'card') return { say: card(texts, view, now), where: { to: 'channel', channelId } };
  if (letter.kind === 'desk') {
    const where = { to: 'member', memberId: letter.recipient } as const;
    return { say: desk(texts, view, letter.recipient, now), where };
  }
  const root = await stores.ledger.reference(letter.subject, 'card');
  if (!root || (purpose === 'post' && isStale(view, letter, now))) return superseded;
  const thread = { to: 'thread', channelId, root, alsoInChannel: false } as const;
  const { style } = await stores.settings.get(channelId);
  switch (letter.kind) {
    case 'prompt-1':
      return {
        say: prompt(texts, view, 1),
        where: { ...thread, alsoInChannel: style === 'loud' || startsInChannel(view) },
      };
    case 'prompt-2':
      return { say: prompt(texts, view, 2), where: thread };
    case 'prompt-3':
      return { say: prompt(texts, view, 3), where: thread };
    case 'prompt-4':
      return { say: prompt(texts, view, 4), where: thread };
    case 'recap':
      return { say: recap(texts, view), where: { ...thread, alsoInChannel: style !== 'quiet' } };
    case 'check-note': {
      const chosen = view.answers.find(
        ({ memberId, question, late }) => memberId === letter.recipient && question === 'check' && !late,
      );
      if (chosen?.value.kind !== 'choice') return superseded;
      const where = { to: 'member-in-thread', channelId, root, memberId: letter.recipient } as const;
      return { say: checkOpened(texts, view, chosen.value.option), where };
    }
    case 'announcement':
    case 'lead-left':
    case 'channel-closed':
      return superseded;
    default:
      return unreachable(letter.kind);
  }
};

/**
 * Whether a message that has not been posted yet would come too late to be of use: judged at `now`, also where the
 * timer has not come by yet.
 */
const isStale = ({ session: stored }: SessionView, { kind, run }: Letter, now: Date): boolean => {
  // A recap is of what is stored, and waits for its end to be stored.
  if (kind === 'recap') return stored.status === 'collecting' && !stored.recapReleased;
  const session = asOf(stored, now);
  const phase = promptPhase(kind);
  if (phase) {
    if (!isOpen(session)) return true;
    if (session.status === 'writing' && phase > session.phase) return false;
    return session.phase !== phase || session.run.phases[phase - 1]?.run !== run;
  }
  return kind === 'check-note' && (!isOpen(session) || session.phase !== 3);
};

const promptPhase = (kind: Letter['kind']): PhaseNumber | undefined =>
  kind.startsWith('prompt-') ? (Number(kind.slice('prompt-'.length)) as PhaseNumber) : undefined;
