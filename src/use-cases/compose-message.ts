import { UnavailableError } from '../errors.ts';
import { announcement } from '../messages/announcement.ts';
import { card } from '../messages/card.ts';
import { desk } from '../messages/desk.ts';
import { checkOpened } from '../messages/notes.ts';
import { prompt, promptAlone, startsInChannel } from '../messages/prompts.ts';
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
import type { Composition, MemberId, Series, StoredSession, Stores, WorkspaceId } from './ports.ts';
import { seenByOne } from './seen-by-one.ts';
import { together } from './together.ts';
import { isCancelled, viewSession } from './view-session.ts';

const superseded: Composition = { nothing: 'superseded' };

type Asked = { workspace: WorkspaceId; letter: Letter; now: Date; purpose: 'post' | 'edit' };
type Composing = Pick<Context, 'transaction' | 'texts'>;

/**
 * Composes what the ledger owes, from what is stored at the moment of sending. What is asked for at the same time is
 * read together.
 */
export const createCompose = (context: Composing): Compose => {
  const compose = together((all: readonly Asked[]) => {
    const byWorkspace = Map.groupBy(all, ({ workspace }) => workspace);
    const composed = new Map([...byWorkspace.values()].flatMap((some) => composeSome(context, some)));
    return all.map((asked) => composed.get(asked)!);
  });
  return (workspace, letter, now, purpose) => compose({ workspace, letter, now, purpose });
};

/** In one transaction; where that fails in one of its own, so that one that cannot be composed holds up no other. */
const composeSome = (
  context: Composing,
  some: readonly Asked[],
): (readonly [Asked, Promise<Composition>])[] => {
  const whole = context.transaction(some[0]!.workspace, (stores) =>
    Promise.all(some.map((asked) => composeOne(context, stores, asked))),
  );
  const alone = async (asked: Asked, fault: unknown): Promise<Composition> => {
    if (some.length === 1 || fault instanceof UnavailableError) throw fault;
    return context.transaction(asked.workspace, (stores) => composeOne(context, stores, asked));
  };
  return some.map(
    (asked, index) =>
      [
        asked,
        whole.then(
          (compositions) => compositions[index]!,
          (fault: unknown) => alone(asked, fault),
        ),
      ] as const,
  );
};

const composeOne = async (
  context: Composing,
  stores: Stores,
  { letter, now, purpose }: Asked,
): Promise<Composition> => {
  if (letter.subject.kind === 'series') return composeForSeries(context, stores, letter, purpose);
  const stored = await stores.sessions.find(letter.subject.id);
  if (!stored) return superseded;
  return composeForSession(context, stores, stored, letter, now, purpose);
};

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
  const [view, root, { style }] = await Promise.all([
    viewSession(stores, stored),
    stores.ledger.reference(letter.subject, 'card'),
    stores.settings.get(channelId),
  ]);
  // Cancelled before it was told of: then there is nothing to tell.
  if (purpose === 'post' && isCancelled(stored.session)) return superseded;
  if (letter.kind === 'card') return { say: card(texts, view, now), where: { to: 'channel', channelId } };
  if (letter.kind === 'desk') {
    const where = { to: 'member', memberId: letter.recipient } as const;
    return { say: desk(texts, view, letter.recipient, now), where };
  }
  if (purpose === 'post' && isStale(view, letter, now)) return superseded;
  // A card that was given up stands somewhere or nowhere: what follows it stands in the channel, or it would be lost, too.
  if (!root && !(await stores.ledger.isUnsettled(letter.subject, 'card'))) return superseded;
  const below = (alsoInChannel: boolean) =>
    root
      ? ({ to: 'thread', channelId, root, alsoInChannel } as const)
      : ({ to: 'channel', channelId } as const);
  switch (letter.kind) {
    case 'prompt-1':
    case 'prompt-2':
    case 'prompt-3':
    case 'prompt-4': {
      const phase = promptPhase(letter.kind)!;
      const isShown = phase === 1 && (style === 'loud' || startsInChannel(view));
      return { say: (root ? prompt : promptAlone)(texts, view, phase), where: below(isShown) };
    }
    case 'recap':
      return { say: recap(texts, view), where: below(style !== 'quiet') };
    case 'check-note': {
      const chosen = view.answers.find(
        ({ memberId, question, late }) => memberId === letter.recipient && question === 'check' && !late,
      );
      if (chosen?.value.kind !== 'choice') return superseded;
      const where = seenByOne(letter.recipient, channelId, root);
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
