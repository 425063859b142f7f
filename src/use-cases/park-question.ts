import { asOf } from '../session/decide.ts';
import { isOpen } from '../session/session.ts';
import type { By, Context } from './context.ts';
import { once } from './once.ts';
import type { Subject } from './ports.ts';
import type { Refusal } from './refuse.ts';

/**
 * Keeps a question that is still open for the recap.
 * @returns whether it came after the session, or why it was not kept
 */
export const parkQuestion = async (
  context: Context,
  by: By,
  sessionId: string,
  text: string,
): Promise<{ late: boolean } | { refusal: Refusal }> => {
  const now = context.now();
  const { workspace, memberId } = by;
  const result = await context.transaction(workspace, async (stores) => {
    const stored = await stores.sessions.find(sessionId);
    if (!stored) return { refusal: 'gone' } as const;
    const session = asOf(stored.session, now);
    if (session.status === 'planned') return { refusal: 'not-started' } as const;
    if (session.status === 'closed') return { refusal: 'session-over' } as const;
    await once(context, stores, by);
    await stores.questions.park(sessionId, { id: context.newId(), memberId, text, parkedAt: now });
    // A question that nobody may answer before tomorrow is of no use, so the recap is edited at once.
    await stores.ledger.outdate([recapOf(sessionId)], now);
    return { late: !isOpen(session) };
  });
  context.nudge();
  return result;
};

/** Adds what somebody knows to a parked question, with their name only if they want it shown. */
export const knowAnswer = async (
  context: Context,
  by: By,
  sessionId: string,
  { question, text, named }: { question: string; text: string; named: boolean },
): Promise<{ saved: true } | { refusal: Refusal }> => {
  const now = context.now();
  const { workspace, memberId } = by;
  const member = named ? await context.directory.member(workspace, memberId) : undefined;
  const result = await context.transaction(workspace, async (stores) => {
    const stored = await stores.sessions.find(sessionId);
    const parked = await stores.questions.parked(sessionId);
    if (!stored || !parked.some(({ id, text: asked }) => id === question && asked !== undefined))
      return { refusal: 'gone' } as const;
    await once(context, stores, by);
    if (member) await stores.people.saveMember(member);
    const late = !isOpen(asOf(stored.session, now));
    await stores.questions.know(sessionId, {
      id: context.newId(),
      questionId: question,
      memberId,
      text,
      named,
      late,
      now,
    });
    await stores.ledger.outdate([recapOf(sessionId)], now);
    return { saved: true } as const;
  });
  context.nudge();
  return result;
};

const recapOf = (id: string) =>
  ({ subject: { kind: 'session', id } satisfies Subject, kind: 'recap', urgency: 'now' }) as const;
