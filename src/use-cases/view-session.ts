import { promptKind } from '../messages/owed.ts';
import type { SessionView } from '../messages/session-view.ts';
import { isOpen, type Session } from '../session/session.ts';
import { isOnHold } from './bookings.ts';
import type { By, Context } from './context.ts';
import { forgotten } from './forgotten.ts';
import type { Answer, KnownAnswer, MemberId, StoredSession, Stores, Subject } from './ports.ts';

/** Everything that the messages of a session are composed from, read within one transaction. */
export const viewSession = async (stores: Stores, stored: StoredSession): Promise<SessionView> => {
  const { facts, session } = stored;
  const around = await readAround(stores, stored);
  const { series, sessions, answers, known } = around;
  const startedAt = runOf(session)?.startedAt;
  return {
    id: facts.id,
    title: facts.title,
    ...placeOf(sessions, stored, series.kind === 'continuous'),
    rated: facts.rated,
    content: facts.content,
    session,
    zone: series.zone,
    channelName: around.channel.name,
    leadName: around.lead.name,
    changedBy: around.changer?.name,
    called: around.participants
      .filter(({ joinedAt }) => !startedAt || joinedAt <= startedAt)
      .map(({ memberId }) => memberId),
    answers,
    names: await namesBeside(stores, answers, around.namesSince, startedAt),
    parked: around.parked,
    known: await withNames(stores, known),
    kept: stored.kept,
    wouldChange: stored.wouldChange,
    next: nextOf(sessions, stored),
    outage: around.outage,
    currentPrompt: around.currentPrompt,
    recap: around.recap,
  };
};

const runOf = (session: Session) => (session.status === 'planned' ? undefined : session.run);

/** What stands around a session, asked for side by side: one after the other each would wait for the database. */
const readAround = async (stores: Stores, { facts, session }: StoredSession) => {
  const { id, seriesId, channelId } = facts;
  const subject: Subject = { kind: 'session', id };
  const changerId = changerOf(session);
  const wasMissed = session.status === 'closed' && session.reason === 'missed';
  const run = isOpen(session) ? session.run.phases[session.phase - 1]?.run : undefined;
  const [series, sessions, lead, channel, participants, answers, parked, known, namesSince, ...rest] =
    await Promise.all([
      stores.series.get(seriesId),
      stores.sessions.ofSeries(seriesId),
      stores.people.getMember(session.lead.memberId),
      stores.people.getChannel(channelId),
      stores.participants.in(id),
      stores.answers.of(id),
      stores.questions.parked(id),
      stores.questions.known(id),
      stores.settings.namesShownSince(channelId),
      isOpen(session) ? stores.ledger.reference(subject, promptKind(session.phase), run) : undefined,
      stores.ledger.reference(subject, 'recap'),
      changerId ? stores.people.getMember(changerId) : undefined,
      wasMissed ? stores.outages.at(session.plan.startsAt) : undefined,
    ]);
  const [currentPrompt, recap, changer, outage] = rest;
  return {
    ...{ series, sessions, lead, channel, participants, answers, parked, known, namesSince },
    ...{ currentPrompt, recap, changer, outage },
  };
};

/** The same in a transaction of its own; undefined where the session does not exist. */
export const readView = (
  { transaction }: Pick<Context, 'transaction'>,
  { workspace }: Pick<By, 'workspace'>,
  id: string,
): Promise<SessionView | undefined> =>
  transaction(workspace, async (stores) => {
    const stored = await stores.sessions.find(id);
    return stored && viewSession(stores, stored);
  });

/**
 * Names of those who wrote, where they are shown. People are told before they write, so a channel that changes its
 * mind in the midst of a session finds the names beside the answers of the next one.
 */
const namesBeside = async (
  stores: Stores,
  answers: readonly Answer[],
  since: Date | undefined,
  startedAt: Date | undefined,
): Promise<SessionView['names']> => {
  if (!since || (startedAt && since > startedAt)) return undefined;
  const writers = answers.filter(({ question }) => question === 'list').map(({ memberId }) => memberId);
  return stores.people.namesOf(writers);
};

const withNames = async (stores: Stores, known: readonly KnownAnswer[]): Promise<SessionView['known']> => {
  const named = [];
  for (const answer of known) {
    named.push({
      ...answer,
      name: answer.named ? (await stores.people.getMember(answer.memberId)).name : undefined,
    });
  }
  return named;
};

const changerOf = (session: Session): MemberId | undefined => {
  if (session.status === 'planned')
    return session.heldBy === forgotten ? undefined : session.heldBy || undefined;
  return session.status === 'closed' ? session.cancelledBy : undefined;
};

const placeOf = (
  sessions: readonly StoredSession[],
  { facts }: StoredSession,
  isEndless: boolean,
): Pick<SessionView, 'ordinal' | 'total'> => {
  const left = sessions.filter(({ session }) => !isCancelled(session));
  const before = left.filter(({ facts: other }) => other.ordinal < facts.ordinal);
  return { ordinal: before.length + 1, total: isEndless ? undefined : left.length };
};

export const isCancelled = (session: Session): boolean =>
  session.status === 'closed' && session.reason === 'cancelled';

const nextOf = (
  sessions: readonly StoredSession[],
  { facts, session }: StoredSession,
): SessionView['next'] => {
  const coming = sessions
    .filter(({ session: other }) => !isOnHold(other))
    .filter(
      ({ facts: other, session: { status, plan } }) =>
        other.id !== facts.id && status === 'planned' && plan.startsAt > session.plan.startsAt,
    )
    .sort((a, b) => a.session.plan.startsAt.getTime() - b.session.plan.startsAt.getTime())[0];
  return (
    coming && {
      id: coming.facts.id,
      title: coming.facts.title,
      preview: coming.facts.content.preview,
      startsAt: coming.session.plan.startsAt,
    }
  );
};
