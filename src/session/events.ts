import type { PhaseNumber } from './rules.ts';
import type { EndedBy } from './session.ts';

/** What has happened in a session; `at` is the instant by the session clock. */
export type SessionEvent = { at: Date } & (
  | { type: 'card-opened' }
  | { type: 'start-neared' }
  | { type: 'start-insisted'; how: 'start-anyway' | 'show-start' }
  | { type: 'session-moved'; startsAt: Date }
  | { type: 'session-cancelled'; memberId: string }
  | { type: 'session-held'; memberId: string }
  | { type: 'session-released'; startsAt: Date }
  | { type: 'session-started' }
  | { type: 'start-missed' }
  | { type: 'nobody-came' }
  | { type: 'phase-started'; phase: PhaseNumber; byLead: boolean }
  | { type: 'answers-revealed'; phase: PhaseNumber }
  | { type: 'last-minute-reached'; phase: PhaseNumber }
  | { type: 'phase-extended'; phase: PhaseNumber; minutes: number }
  | { type: 'session-paused' }
  | { type: 'session-resumed' }
  | { type: 'continued-in-writing'; untilAt: Date }
  | { type: 'session-ended'; by: EndedBy }
  | { type: 'session-broken-off' }
  | { type: 'recap-released' }
  | { type: 'late-answers-closed' }
  | { type: 'last-step-undone' }
  | { type: 'undo-lapsed' }
  | { type: 'lead-declined' }
  | { type: 'lead-left' }
  | { type: 'lead-changed'; leadId: string }
  | { type: 'people-counted'; peopleIn: number }
  | { type: 'answers-completed'; phase: PhaseNumber }
  | { type: 'answers-incomplete'; phase: PhaseNumber }
);
