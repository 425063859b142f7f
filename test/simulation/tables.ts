import type { AnswerValue, Question } from '../../src/session/answer.ts';
import type { SessionEvent } from '../../src/session/events.ts';
import { nextDue } from '../../src/session/timetable.ts';
import type { MemberId, Series, StoredSession, WorkspaceId } from '../../src/use-cases/ports.ts';
import {
  createInMemoryDeliveryStore,
  type InMemoryDeliveryStore,
} from '../support/in-memory-delivery-store.ts';
import { createLocks, type Locks } from './locks.ts';

export type SessionRow = StoredSession & { workspace: WorkspaceId; setAside: string | undefined };
export type AnswerRow = {
  sessionId: string;
  memberId: MemberId;
  question: Question;
  value: AnswerValue;
  late: boolean;
  answeredAt: Date;
  orderedAt: Date;
};
/** A session as one commit left it. */
export type Committed = { atMs: number; session: StoredSession['session']; events: readonly SessionEvent[] };

/** What a member said last, and since when they are in if they are. */
export type Participant = { joinedAt: Date | undefined; saidAt: Date };

/** What is committed: a database without its server. */
export type Tables = {
  series: Map<string, Series>;
  sessions: Map<string, SessionRow>;
  /** By session, then by member. */
  participants: Map<string, Map<MemberId, Participant>>;
  answers: Map<string, AnswerRow>;
  inbox: Set<string>;
  /** By session, in order. */
  history: Map<string, Committed[]>;
  delivery: InMemoryDeliveryStore;
  locks: Locks;
};

export const createTables = (): Tables => ({
  series: new Map(),
  sessions: new Map(),
  participants: new Map(),
  answers: new Map(),
  inbox: new Set(),
  history: new Map(),
  delivery: createInMemoryDeliveryStore(),
  locks: createLocks(),
});

/** A member has one answer in time and one late one to each question. */
export const answerName = ({ sessionId, memberId, question, late }: Omit<AnswerRow, 'value'>): string =>
  `${sessionId} ${memberId} ${question} ${late ? 'late' : 'in time'}`;

export const isDue = ({ session, setAside }: SessionRow, now: Date): boolean => {
  const due = setAside === undefined ? nextDue(session) : undefined;
  return due !== undefined && due.at <= now;
};
