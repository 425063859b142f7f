import { announce } from '../messages/owed.ts';
import type { SessionCommand, SessionRefusal } from '../session/commands.ts';
import { decide } from '../session/decide.ts';
import type { SessionEvent } from '../session/events.ts';
import { isSelfPaced } from '../session/pace.ts';
import type { PhaseNumber } from '../session/rules.ts';
import type { Session } from '../session/session.ts';
import { actualMinutes } from '../session/timetable.ts';
import type { Context } from './context.ts';
import type { OwedPost, StoredSession, Stores, Subject } from './ports.ts';
import { topUp } from './top-up.ts';

/** After these a continuous series has one session less to come. */
const usesUp = new Set<SessionEvent['type']>([
  'session-started',
  'start-missed',
  'nobody-came',
  'session-cancelled',
]);
/** What these change stands in the announcement, too. */
const replans = new Set<SessionEvent['type']>(['session-moved', 'session-released', 'session-cancelled']);

export type Change = { stored: StoredSession; refusal?: SessionRefusal };

/**
 * Read, decide, save, say: locks a session, lets what is due and then the command happen, stores it and what is
 * owed for it.
 * @returns the session afterwards; undefined where it does not exist
 */
export const changeSession = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  id: string,
  command: SessionCommand,
): Promise<Change | undefined> => {
  const stored = await stores.sessions.lock(id);
  return stored && applyCommand(context, stores, stored, command);
};

/** The same for a session that is locked already. */
export const applyCommand = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  stored: StoredSession,
  command: SessionCommand,
): Promise<Change> => {
  const { session, events, refusal } = decide(stored.session, command);
  if (events.length > 0) {
    await Promise.all([
      stores.sessions.save(stored.facts.id, session, events),
      owe(stores, stored, session, events, command.now),
    ]);
    if (events.some(({ type }) => usesUp.has(type)))
      await topUp(context, stores, stored.facts.seriesId, command.now);
  }
  return { stored: { ...stored, session }, ...(refusal && { refusal }) };
};

/** Each of the sessions, which are locked already, gets its command; none is refused, as whoever asks has made sure. */
export const applyAll = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  sessions: readonly StoredSession[],
  command: (index: number) => SessionCommand,
): Promise<void> => {
  for (const [index, stored] of sessions.entries())
    await applyCommand(context, stores, stored, command(index));
};

const owe = async (
  stores: Stores,
  before: StoredSession,
  after: Session,
  events: readonly SessionEvent[],
  now: Date,
): Promise<void> => {
  const { id } = before.facts;
  const subject: Subject = { kind: 'session', id };
  const { post, outdate, withdraw, checkNotes } = announce(before.session, after, now);
  const posts = post.map(
    ({ recipient, after: root, ...owed }): OwedPost => ({
      ...owed,
      subject,
      recipient: recipient === 'lead' ? after.lead.memberId : '',
      after: root,
    }),
  );
  if (checkNotes) posts.push(...(await notesOnTheCheck(stores, subject, phaseRun(after, 3), now)));
  // In this order: a removal frees its place in the thread before the next prompt takes it.
  await Promise.all([
    stores.ledger.withdraw(
      withdraw.map((one) => ({ ...one, subject })),
      now,
    ),
    stores.ledger.outdate(
      outdate.map((one) => ({ ...one, subject })),
      now,
    ),
    stores.ledger.owe(posts),
  ]);
  if (post.some(({ kind }) => kind === 'recap')) await storeRecap(stores, id, after, now);
  if (events.some(({ type }) => replans.has(type))) {
    const series: Subject = { kind: 'series', id: before.facts.seriesId };
    await stores.ledger.outdate(
      [{ subject: series, kind: 'announcement', urgency: 'announcement-counter' }],
      now,
    );
  }
  if (events.some(({ type }) => type === 'lead-changed')) {
    const series: Subject = { kind: 'series', id: before.facts.seriesId };
    await stores.ledger.outdate([{ subject: series, kind: 'lead-left', urgency: 'now' }], now);
  }
  if (events.some(({ type }) => type === 'late-answers-closed')) {
    await stores.ledger.outdate([{ subject, kind: 'recap', urgency: 'now' }], now);
  }
};

const notesOnTheCheck = async (
  stores: Stores,
  subject: Subject,
  run: number,
  dueAt: Date,
): Promise<OwedPost[]> => {
  const answers = await stores.answers.of(subject.id);
  return answers
    .filter(({ question, late }) => question === 'check' && !late)
    .map(({ memberId }) => ({ subject, kind: 'check-note', recipient: memberId, run, dueAt, after: 'card' }));
};

/** The count of restarts under which a phase began, which is part of its messages' keys. */
const phaseRun = (session: Session, phase: PhaseNumber): number =>
  (session.status === 'planned' ? undefined : session.run?.phases[phase - 1]?.run) ?? session.restarts;

const storeRecap = async (stores: Stores, id: string, session: Session, releasedAt: Date): Promise<void> => {
  if (session.status === 'planned' || !session.run) return;
  const participants = (await stores.participants.in(id)).length;
  // Nobody spent the hours for which its phases were open on it.
  const minutes = isSelfPaced(session.plan) ? [] : actualMinutes(session.run);
  await stores.recaps.add(id, { releasedAt, participants, actualMinutes: minutes });
};
