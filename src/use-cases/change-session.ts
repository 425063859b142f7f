import { announce } from '../messages/owed.ts';
import type { SessionCommand, SessionRefusal } from '../session/commands.ts';
import { decide } from '../session/decide.ts';
import type { SessionEvent } from '../session/events.ts';
import { isSelfPaced } from '../session/pace.ts';
import type { PhaseNumber } from '../session/rules.ts';
import type { Session } from '../session/session.ts';
import { actualMinutes } from '../session/timetable.ts';
import type { Context } from './context.ts';
import type { OwedPost, StaleMessage, StoredSession, Stores, Subject } from './ports.ts';
import { topUp } from './top-up.ts';

/** After these a continuous series has one session less to come. */
const usesUp = ['session-started', 'start-missed', 'nobody-came', 'session-cancelled'] as const;
/** What these change stands in the announcement, too. */
const replans = ['session-moved', 'session-released', 'session-cancelled'] as const;

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
): Promise<Change> => (await applyAll(context, stores, [stored], () => command))[0]!;

type Decided = { before: StoredSession; after: Session; events: SessionEvent[]; refusal?: SessionRefusal };

/**
 * The same for several sessions, which costs the database little more than one.
 * @param command of each session, by its place; all of one present
 */
export const applyAll = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  sessions: readonly StoredSession[],
  command: (index: number) => SessionCommand,
): Promise<Change[]> => {
  if (sessions.length === 0) return [];
  const { now } = command(0);
  const decided = sessions.map((before, index): Decided => {
    const { session, events, refusal } = decide(before.session, command(index));
    return { before, after: session, events, ...(refusal && { refusal }) };
  });
  const changed = decided.filter(({ events }) => events.length > 0);
  await Promise.all([
    stores.sessions.save(
      changed.map(({ before, after, events }) => ({ id: before.facts.id, session: after, events })),
    ),
    owe(stores, changed, now),
  ]);
  await topUpAll(context, stores, changed, now);
  return decided.map(({ before, after, refusal }) => ({
    stored: { ...before, session: after },
    ...(refusal && { refusal }),
  }));
};

const has = ({ events }: Decided, ...types: SessionEvent['type'][]): boolean =>
  events.some(({ type }) => types.includes(type));

/** One series after the other, because dates of one may be in the way of another's. */
const topUpAll = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  changed: readonly Decided[],
  now: Date,
): Promise<void> => {
  const ids = new Set(
    changed.filter((one) => has(one, ...usesUp)).map(({ before }) => before.facts.seriesId),
  );
  const series = await Promise.all([...ids].map((id) => stores.series.get(id)));
  for (const { id, kind } of series) if (kind === 'continuous') await topUp(context, stores, id, now);
};

const owe = async (stores: Stores, changed: readonly Decided[], now: Date): Promise<void> => {
  const owed = changed.map((one) => ({ ...one, said: announce(one.before.session, one.after, now) }));
  const subjectOf = ({ before }: Decided): Subject => ({ kind: 'session', id: before.facts.id });
  const posts = owed.flatMap((one) =>
    one.said.post.map(
      ({ recipient, after: root, ...post }): OwedPost => ({
        ...post,
        subject: subjectOf(one),
        recipient: recipient === 'lead' ? one.after.lead.memberId : '',
        after: root,
      }),
    ),
  );
  // In this order: a removal frees its place in the thread before the next prompt takes it; and behind the lock on the desk
  // nobody's answer on time is missed.
  const withdrawn = stores.ledger.withdraw(
    owed.flatMap((one) => one.said.withdraw.map((message) => ({ ...message, subject: subjectOf(one) }))),
    now,
  );
  const outdated = stores.ledger.outdate(
    owed.flatMap((one) => [
      ...one.said.outdate.map((message) => ({ ...message, subject: subjectOf(one) })),
      ...outdatedBeside(one),
    ]),
    now,
  );
  const notes = owed
    .filter(({ said }) => said.checkNotes)
    .map((one) => notesOnTheCheck(stores, subjectOf(one), phaseRun(one.after, 3), now));
  const notesOwed = Promise.all(notes).then((all) => stores.ledger.owe([...posts, ...all.flat()]));
  await Promise.all([withdrawn, outdated, notesOwed]);
  const ended = owed.filter(({ said }) => said.post.some(({ kind }) => kind === 'recap'));
  await Promise.all(ended.map(({ before, after }) => storeRecap(stores, before.facts.id, after, now)));
};

/** What says the same elsewhere, and a recap that has missed late answers. */
const outdatedBeside = (one: Decided): StaleMessage[] => {
  const { id, seriesId } = one.before.facts;
  const series: Subject = { kind: 'series', id: seriesId };
  const session: Subject = { kind: 'session', id };
  const stale: StaleMessage[] = [];
  if (has(one, ...replans)) {
    stale.push({ subject: series, kind: 'announcement', urgency: 'announcement-counter' });
  }
  if (has(one, 'lead-changed')) stale.push({ subject: series, kind: 'lead-left', urgency: 'now' });
  if (has(one, 'late-answers-closed')) {
    stale.push({ subject: session, kind: 'recap', urgency: 'now' });
  }
  return stale;
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
