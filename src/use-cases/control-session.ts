import type { SessionCommand, SessionRefusal } from '../session/commands.ts';
import { asOf } from '../session/decide.ts';
import { isOpen, type Session } from '../session/session.ts';
import type { ReadySession } from '../templates/ready-session.ts';
import { changeSession } from './change-session.ts';
import type { By, Context } from './context.ts';
import { once } from './once.ts';
import type { Member, StoredSession, Stores, Subject } from './ports.ts';
import type { Refusal } from './refuse.ts';

/**
 * Carries out what the lead (or, with `anyone`, whoever presses) wants of a session.
 * @param command made from the session as it is stored, under its lock
 * @param member stored with it where messages will name them: a new lead, or who cancelled
 */
export const controlSession = async (
  context: Context,
  by: By,
  id: string,
  command: (stored: StoredSession) => SessionCommand,
  { anyone = false, member }: { anyone?: boolean; member?: Member } = {},
): Promise<{ stored: StoredSession | undefined; refusal?: Refusal }> => {
  const result = await context.transaction(by.workspace, async (stores) => {
    const stored = await stores.sessions.lock(id);
    if (!stored) return { stored, refusal: 'gone' } as const;
    if (!anyone && !mayControl(stored, by)) return { stored, refusal: 'not-yours' } as const;
    await once(context, stores, by);
    if (member) await stores.people.saveMember(member);
    return (
      (await changeSession(context, stores, id, command(stored))) ?? ({ stored, refusal: 'gone' } as const)
    );
  });
  context.nudge();
  return result;
};

/** A session is its lead's, the other lead's, and an admin's (product, rights). */
export const mayControl = (
  { session: { lead } }: Pick<StoredSession, 'session'>,
  { memberId, role }: Pick<By, 'memberId' | 'role'>,
): boolean => role === 'admin' || lead.memberId === memberId || lead.coLeadId === memberId;

/** Does something to a session that only its lead may do. */
const asLead = async <Result>(
  context: Context,
  by: By,
  id: string,
  work: (stores: Stores, stored: StoredSession) => Promise<Result>,
): Promise<Result | Refusal> => {
  const result = await context.transaction(by.workspace, async (stores): Promise<Result | Refusal> => {
    const stored = await stores.sessions.find(id);
    if (!stored) return 'gone';
    if (!mayControl(stored, by)) return 'not-yours';
    await once(context, stores, by);
    return work(stores, stored);
  });
  context.nudge();
  return result;
};

const subjectOf = (id: string): Subject => ({ kind: 'session', id });

/** The recap can be written from the start until late answers close, and then it stands. */
const whyNoRecap = ({ session }: StoredSession, now: Date): Refusal | undefined => {
  const { status } = asOf(session, now);
  if (status === 'planned') return 'not-started';
  return status === 'closed' ? 'session-over' : undefined;
};

/** Writes down what is kept and where. */
export const changeKept = (
  context: Context,
  by: By,
  id: string,
  text: string,
): Promise<Refusal | undefined> =>
  asLead(context, by, id, async (stores, stored) => {
    const refusal = whyNoRecap(stored, context.now());
    if (refusal) return refusal;
    await stores.sessions.keep(id, text);
    await showInRecap(stores, id, context.now());
    return undefined;
  });

/** Stars a list for the recap, by its mark, or, where it is not `wanted`, takes its star back; at most `most` have one. */
export const star = (
  context: Context,
  by: By,
  id: string,
  mark: string,
  wanted: boolean,
  most: number,
): Promise<'done' | 'too-many' | Refusal> =>
  asLead(context, by, id, async (stores, stored) => {
    const refusal = whyNoRecap(stored, context.now());
    if (refusal) return refusal;
    if (!(await stores.answers.star(id, mark, wanted, most))) return 'too-many' as const;
    await showInRecap(stores, id, context.now());
    return 'done' as const;
  });

const showInRecap = (stores: Stores, id: string, now: Date): Promise<void> =>
  stores.ledger.outdate(
    [
      { subject: subjectOf(id), kind: 'desk', urgency: 'now' },
      { subject: subjectOf(id), kind: 'recap', urgency: 'now' },
    ],
    now,
  );

/** Notes which phase the lead would change. */
export const noteWouldChange = (
  context: Context,
  by: By,
  id: string,
  phase: number,
): Promise<Refusal | undefined> =>
  asLead(context, by, id, async (stores) => {
    await stores.sessions.noteWouldChange(id, phase);
    await stores.ledger.outdate([{ subject: subjectOf(id), kind: 'desk', urgency: 'now' }], context.now());
    return undefined;
  });

/** Why a session that is not planned any more cannot be changed as one that is. */
export const whyPast = (session: Session): SessionRefusal => {
  if (isOpen(session)) return 'already-started';
  return session.status === 'closed' && session.reason === 'cancelled' ? 'cancelled' : 'session-over';
};

/** Changes a session's words, as long as it has not begun. */
export const changeWords = (
  context: Context,
  by: By,
  id: string,
  change: (content: ReadySession) => { content: ReadySession } | { faults: Record<string, string> },
): Promise<Record<string, string> | Refusal | undefined> =>
  asLead(context, by, id, async (stores, { facts, session }) => {
    const current = asOf(session, context.now());
    if (current.status !== 'planned') return whyPast(current);
    const changed = change(facts.content);
    if ('faults' in changed) return changed.faults;
    await stores.sessions.changeContent(id, changed.content);
    const stale = (['card', 'desk'] as const).map((kind) => ({
      subject: subjectOf(id),
      kind,
      urgency: 'now' as const,
    }));
    await stores.ledger.outdate(stale, context.now());
    return undefined;
  });
