import { z } from 'zod';
import type { SessionRefusal } from './commands.ts';
import { asOf } from './decide.ts';
import type { PhaseNumber } from './rules.ts';
import { isOpen, type Session } from './session.ts';

/** Everything that a participant may be asked in a session. */
export const questions = [
  'warm-up',
  'confidence-before',
  'list',
  'check',
  'plan',
  'confidence-after',
  'usefulness',
] as const;
export const questionSchema = z.enum(questions);
export type Question = z.infer<typeof questionSchema>;

/** The question that counts as "has answered this phase". */
export const mainQuestion = { 1: 'warm-up', 2: 'list', 3: 'check', 4: 'plan' } as const satisfies Record<
  PhaseNumber,
  Question
>;

export const phaseOf = {
  'warm-up': 1,
  'confidence-before': 1,
  list: 2,
  check: 3,
  plan: 4,
  'confidence-after': 4,
  usefulness: 4,
} as const satisfies Record<Question, PhaseNumber>;

/** One answer's value; which kind belongs to which question is said by `interaction.ts`. */
export type AnswerValue =
  | { kind: 'choice'; option: number }
  | { kind: 'text'; text: string }
  | { kind: 'nothing' }
  | { kind: 'rating'; rating: number };

/** A stored answer. A late one stands beside the one on time, which no longer changes. */
export type Answer = {
  memberId: string;
  /** Names it within its session without saying whose it is. */
  mark: string;
  question: Question;
  value: AnswerValue;
  late: boolean;
  answeredAt: Date;
  starred: boolean;
};

export type ParkedQuestion = { id: string; memberId: string; text: string; parkedAt: Date };
/** One whose author has deleted it after others had answered: it goes on without author and words. */
export type TakenBackQuestion = { id: string; memberId?: undefined; text?: undefined; parkedAt: Date };
/** What somebody knows about a parked question; `named` where they ticked that their name may be shown. */
export type KnownAnswer = {
  questionId: string;
  memberId: string;
  text: string;
  named: boolean;
  late: boolean;
};

export type Admission = { admitted: true; late: boolean } | { admitted: false; refusal: SessionRefusal };

/**
 * Whether an answer to `question` may be stored at `now`, and whether it is late.
 * On time until the answers are shown; then late (phases 2 to 4) until late answers close. Phase 1 takes no late
 * answers: having seen the others' it would no longer be a *before* (flow 3.5).
 */
export const admit = (session: Session, question: Question, now: Date): Admission => {
  const current = asOf(session, now);
  if (current.status === 'planned') return refused('not-started');
  if (current.status === 'closed') return refused('session-over');
  const phase = phaseOf[question];
  const phaseRun = current.run.phases[phase - 1];
  const shown = phaseRun?.revealedAt !== undefined && isRevealed(question);
  if (isAsked(current, phase) && !shown) return { admitted: true, late: false };
  return phaseRun || current.status === 'collecting' ? admittedLate(phase) : refused('not-started');
};

/** Whether a phase's questions are open: those of the running one, in writing also those still to come. */
export const isAsked = (session: Session, phase: PhaseNumber): boolean =>
  session.status === 'writing' ? phase >= session.phase : isOpen(session) && session.phase === phase;

const refused = (refusal: SessionRefusal): Admission => ({ admitted: false, refusal });

/** A rating stays open while its phase runs: it says nothing about the answer that was opened. */
const isRevealed = (question: Question): boolean => question === 'warm-up' || question === 'check';

const admittedLate = (phase: PhaseNumber): Admission =>
  phase === 1 ? refused('already-shown') : { admitted: true, late: true };
