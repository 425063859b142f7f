import { UnavailableError } from '../errors.ts';
import { type AnswerValue, admit, mainQuestion, type Question } from '../session/answer.ts';
import type { SessionRefusal } from '../session/commands.ts';
import { asOf } from '../session/decide.ts';
import { isOpen, type Session } from '../session/session.ts';
import type { By, Context } from './context.ts';
import { countPeople } from './count-people.ts';
import { once } from './once.ts';
import type { Answer, StoredSession, Stores } from './ports.ts';

export type RecordedAnswer = {
  stored: StoredSession;
  late: boolean;
  /** Everything that the member has answered in the session by now. */
  answers: readonly Answer[];
};

export type Recorded =
  | RecordedAnswer
  | { stored: StoredSession | undefined; refusal: SessionRefusal | 'gone' };

type Given = { sessionId: string; question: Question; value: AnswerValue; now: Date };

/** A session changes a few times a minute; an answer that meets three changes in a row is given up. */
const attempts = 3;

/**
 * Stores a member's answer without locking the session: it is judged against the session as it stands now, and
 * stored only if that has not changed meanwhile. The first answer counts the member in.
 */
export const recordAnswer = async (
  context: Context,
  by: By,
  sessionId: string,
  question: Question,
  value: AnswerValue,
): Promise<Recorded> => {
  const given = { sessionId, question, value, now: context.now() };
  const { recount, ...recorded } =
    (await byMemory(context, by, given)) ?? (await byReading(context, by, given));
  if (recount) await countAgain(context, by, sessionId, given.now);
  return recorded;
};

/** The answer stands by then: who cannot be counted now is counted with the next one. */
const countAgain = async (context: Context, by: By, sessionId: string, now: Date): Promise<void> => {
  try {
    await context.transaction(by.workspace, (stores) => countPeople(context, stores, sessionId, now));
    context.nudge();
  } catch (fault) {
    if (!(fault instanceof UnavailableError)) throw fault;
  }
};

type Outcome = Recorded & { recount?: boolean };

/** Undefined where that does not do: the session is not remembered, has changed, or would refuse. */
const byMemory = async (context: Context, by: By, given: Given): Promise<Outcome | undefined> => {
  const stored = context.remembered.find(by.workspace, given.sessionId);
  const outcome = stored && (await judge(context, by, given, stored));
  return outcome === 'outdated' || (outcome && 'refusal' in outcome) ? undefined : outcome;
};

const byReading = async (context: Context, by: By, given: Given): Promise<Outcome> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const stored = await context.transaction(by.workspace, ({ sessions }) => sessions.find(given.sessionId));
    if (!stored) return { stored, refusal: 'gone' };
    context.remembered.keep(by.workspace, stored);
    const outcome = await judge(context, by, given, stored);
    if (outcome !== 'outdated') return outcome;
  }
  throw new Error('the session changed under every attempt to store an answer');
};

/** Judges an answer against a session, and stores it if the session stands like this still. */
const judge = async (
  context: Context,
  by: By,
  given: Given,
  stored: StoredSession,
): Promise<Outcome | 'outdated'> => {
  const { question, now } = given;
  const admission = admit(stored.session, question, now);
  if (!admission.admitted) return { stored, refusal: admission.refusal };
  const { late } = admission;
  const session = asOf(stored.session, now);
  try {
    const written = await context.transaction(by.workspace, (stores) =>
      write(context, stores, by, given, { stored, session, late }),
    );
    return { stored: { ...stored, session }, late, ...written };
  } catch (fault) {
    if (!(fault instanceof NotStored)) throw fault;
    return fault.reason === 'outdated' ? 'outdated' : { stored, refusal: fault.reason };
  }
};

/** Thrown out of a transaction, so that nothing of it stays. */
class NotStored extends Error {
  readonly reason: 'outdated' | 'already-shown';

  constructor(reason: NotStored['reason']) {
    super(`the answer is not stored: ${reason}`);
    this.name = 'NotStored';
    this.reason = reason;
  }
}

type Judged = { stored: StoredSession; session: Session; late: boolean };

/**
 * Everything that an answer changes, side by side: each of it would wait for the database otherwise, and where one must
 * not be, all are taken back.
 */
const write = async (
  context: Context,
  stores: Stores,
  by: By,
  { sessionId, question, value, now }: Given,
  { stored, session, late }: Judged,
): Promise<{ answers: Answer[]; recount: boolean }> => {
  const { memberId, pressedAt: orderedAt } = by;
  const answer = { memberId, question, value, late, answeredAt: now, orderedAt };
  const isRunning = isOpen(session);
  const isMain = isRunning && question === mainQuestion[session.phase];
  const desk = {
    subject: { kind: 'session', id: sessionId },
    kind: 'desk',
    urgency: 'desk-counter',
  } as const;
  const [, , put, answers, joined, isComplete] = await Promise.all([
    once(context, stores, by),
    // From here to the commit all others who answer wait for each other, so the last of them sees everybody's answer; and
    // whoever opens the answers comes before this one, which is late then, or sees it.
    isRunning && stores.ledger.outdate([desk], now),
    stores.answers.put(sessionId, stored.revision, answer),
    stores.answers.ofMember(sessionId, memberId),
    isRunning && stores.participants.join(sessionId, memberId, now, orderedAt),
    isMain && stores.answers.isComplete(sessionId, question),
  ]);
  if (put === 'outdated') throw new NotStored('outdated');
  const isOnTime = (one: Answer) => one.question === question && !one.late;
  if (late && question === 'check' && answers.some(isOnTime)) throw new NotStored('already-shown');
  return { answers, recount: joined || isComplete };
};
