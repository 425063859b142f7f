import type { PhaseNumber } from './rules.ts';

/** What somebody, or time, asks of a session. `now` is the instant by the session clock at which it is judged. */
export type SessionCommand = { now: Date } & (
  | { type: 'tick' }
  | { type: 'start' }
  | { type: 'move'; startsAt: Date }
  | { type: 'cancel'; memberId: string }
  /** The series pauses: nothing becomes due until it is released. */
  | { type: 'hold'; memberId: string }
  | { type: 'release'; startsAt: Date }
  | { type: 'insist'; how: 'start-anyway' | 'show-start' }
  /** `from`: the phase that the lead saw; a press that meets another one does nothing. */
  | { type: 'next'; from?: PhaseNumber }
  | { type: 'extend' }
  | { type: 'reveal' }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'stop' }
  /** Nothing can be posted where it is held any more. */
  | { type: 'break-off' }
  | { type: 'undo' }
  | { type: 'decline-lead' }
  | { type: 'leave' }
  | { type: 'continue-in-writing'; untilAt: Date }
  | { type: 'hand-over'; leadId: string }
  | { type: 'take-lead'; leadId: string }
  | { type: 'count-people'; peopleIn: number; everyoneAnswered: boolean }
);

/** Why a session does not do what was asked. Every code has a sentence in every language (`texts/`). */
export type SessionRefusal =
  | 'not-started'
  | 'already-started'
  | 'session-over'
  | 'cancelled'
  | 'on-hold'
  | 'not-on-hold'
  | 'in-the-past'
  | 'paused'
  | 'not-paused'
  | 'in-writing'
  | 'no-more-time'
  | 'nothing-to-reveal'
  | 'already-shown'
  | 'undo-over'
  | 'has-a-lead'
  | 'phase-over'
  | 'self-paced';
