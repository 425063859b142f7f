import { unreachable } from '../unreachable.ts';
import type { SessionEvent } from './events.ts';
import { later, type PhaseNumber, rules } from './rules.ts';
import {
  isOpen,
  type Lead,
  type PhaseRun,
  type Run,
  type Session,
  type SessionIn,
  type Undo,
} from './session.ts';

/**
 * The session after an event.
 * @throws Error where an event cannot happen in that status: `decide` never makes such a pair.
 */
export const evolve = (session: Session, event: SessionEvent): Session => {
  switch (event.type) {
    case 'card-opened':
      return { ...expect(session, 'planned'), announced: true };
    case 'start-neared':
      return { ...expect(session, 'planned'), near: true };
    case 'start-insisted':
      return { ...expect(session, 'planned'), insisted: event.how };
    case 'session-moved':
      return moved(session, event.startsAt);
    case 'session-released':
      return moved(session, event.startsAt);
    case 'session-cancelled':
      return cancelled(session, event);
    case 'session-held':
      return { ...expect(session, 'planned'), heldBy: event.memberId };
    case 'session-started':
      return started(session, event.at);
    case 'start-missed':
      return { ...base(session), status: 'closed', reason: 'missed', closedAt: event.at };
    case 'nobody-came':
      return { ...base(session), status: 'closed', reason: 'nobody-came', closedAt: event.at };
    case 'phase-started':
      return phaseStarted(expect(session, 'running'), event);
    case 'answers-revealed':
      return inPhase(session, event.phase, (phase) => ({ ...phase, revealedAt: event.at }));
    case 'last-minute-reached':
      return inPhase(session, event.phase, (phase) => ({ ...phase, lastMinute: true }));
    case 'phase-extended':
      return inPhase(session, event.phase, (phase) => ({
        ...phase,
        extendedMinutes: phase.extendedMinutes + event.minutes,
        lastMinute: false,
      }));
    case 'session-paused': {
      const { undo: _, ...running } = expect(session, 'running');
      return { ...running, status: 'paused', pausedAt: event.at };
    }
    case 'session-resumed':
      return resumed(expect(session, 'paused'), event.at);
    case 'continued-in-writing':
      return inWriting(session, event);
    case 'session-ended':
      return ended(session, event);
    case 'session-broken-off':
      return brokenOff(session, event.at);
    case 'recap-released': {
      const { undo: _, ...collecting } = expect(session, 'collecting');
      return { ...collecting, recapReleased: true };
    }
    case 'late-answers-closed': {
      const { run, endedBy } = expect(session, 'collecting');
      return { ...base(session), status: 'closed', reason: 'completed', run, endedBy, closedAt: event.at };
    }
    case 'last-step-undone':
      return undone(session);
    case 'undo-lapsed': {
      const { undo: _, ...running } = expect(session, 'running');
      return running;
    }
    case 'lead-declined':
      return { ...session, lead: { ...session.lead, absent: true } };
    case 'lead-left':
      return { ...session, lead: { ...session.lead, left: true } };
    case 'lead-changed':
      return { ...session, lead: ledBy(session.lead, event.leadId) };
    case 'people-counted':
      return { ...session, peopleIn: event.peopleIn };
    case 'answers-completed':
      return inPhase(session, event.phase, (phase) => ({ ...phase, completeAt: event.at }));
    case 'answers-incomplete':
      return inPhase(session, event.phase, ({ completeAt: _, ...phase }) => phase);
    default:
      return unreachable(event);
  }
};

const base = ({ plan, lead, peopleIn, restarts }: Session) => ({ plan, lead, peopleIn, restarts });

const expect = <Status extends Session['status']>(session: Session, status: Status): SessionIn<Status> => {
  if (session.status !== status) throw new Error(`a session that is ${session.status} is not ${status}`);
  return session as SessionIn<Status>;
};

const moved = (session: Session, startsAt: Date): Session => {
  const again = session.status === 'closed';
  return {
    ...base(session),
    status: 'planned',
    plan: { ...session.plan, startsAt },
    restarts: session.restarts + (again ? 1 : 0),
    announced: again || expect(session, 'planned').announced,
    near: false,
  };
};

const cancelled = (
  session: Session,
  { memberId, at }: Extract<SessionEvent, { type: 'session-cancelled' }>,
): Session => ({
  ...base(session),
  status: 'closed',
  reason: 'cancelled',
  cancelledBy: memberId,
  closedAt: at,
  ...(session.status === 'planned' && !session.announced && { cardless: true as const }),
});

const started = (session: Session, at: Date): Session => {
  const restarts = session.restarts + (session.status === 'closed' ? 1 : 0);
  return {
    ...base(session),
    status: 'running',
    restarts,
    phase: 1,
    showStart: session.plan.adHoc || (session.status === 'planned' && session.insisted === 'show-start'),
    run: { startedAt: at, phases: [newPhase(at, restarts)] },
  };
};

/** Whoever was the other lead and takes over has no other one beside them. */
const ledBy = ({ coLeadId }: Lead, memberId: string): Lead => ({
  memberId,
  ...(coLeadId !== undefined && coLeadId !== memberId && { coLeadId }),
  absent: false,
  left: false,
});

const newPhase = (startedAt: Date, run: number): PhaseRun => ({
  startedAt,
  extendedMinutes: 0,
  pausedMs: 0,
  run,
  lastMinute: false,
});

/** The current phase ends at `at`; answers that had not been opened count as opened then. */
const closePhase = (run: Run, phase: PhaseNumber, at: Date): Run => ({
  ...run,
  phases: run.phases.map((one, index) =>
    index + 1 === phase ? { ...one, endedAt: at, revealedAt: one.revealedAt ?? at } : one,
  ),
});

const phaseStarted = (
  session: SessionIn<'running'>,
  { phase, at, byLead }: Extract<SessionEvent, { type: 'phase-started' }>,
): Session => {
  const { undo: _, ...running } = session;
  const closed = closePhase(session.run, session.phase, at);
  return {
    ...running,
    phase,
    run: { ...closed, phases: [...closed.phases, newPhase(at, session.restarts)] },
    ...(byLead && { undo: undoOf(session, 'next', at) }),
  };
};

const undoOf = (session: SessionIn<'running' | 'paused'>, what: Undo['what'], at: Date): Undo => ({
  what,
  untilAt: later(at, rules.undoMs),
  before:
    session.status === 'paused'
      ? { status: 'paused', phase: session.phase, run: session.run, pausedAt: session.pausedAt }
      : { status: 'running', phase: session.phase, run: session.run },
});

const inPhase = (session: Session, phase: PhaseNumber, change: (phase: PhaseRun) => PhaseRun): Session => {
  if (!isOpen(session)) throw new Error(`a session that is ${session.status} has no phase ${phase}`);
  const phases = session.run.phases.map((one, index) => (index + 1 === phase ? change(one) : one));
  return { ...session, run: { ...session.run, phases } };
};

/** Whoever answered during the pause counts as having answered when it ended: nothing opens while it lasts. */
const resumed = ({ pausedAt, ...session }: SessionIn<'paused'>, at: Date): Session =>
  inPhase({ ...session, status: 'running' }, session.phase, (phase) => ({
    ...phase,
    pausedMs: phase.pausedMs + at.getTime() - pausedAt.getTime(),
    ...(phase.completeAt && { completeAt: at }),
  }));

const inWriting = (
  session: Session,
  { untilAt }: Extract<SessionEvent, { type: 'continued-in-writing' }>,
): Session => {
  if (!isOpen(session)) throw new Error(`a session that is ${session.status} has nothing left to write`);
  const { phase, run, showStart } = session;
  const lead = { ...session.lead, left: true };
  return { ...base(session), lead, status: 'writing', phase, run, showStart, untilAt };
};

const ended = (session: Session, { by, at }: Extract<SessionEvent, { type: 'session-ended' }>): Session => {
  if (!isOpen(session)) throw new Error(`a session that is ${session.status} cannot end`);
  const undoable = (by === 'next' || by === 'stop') && session.status !== 'writing';
  return {
    ...base(session),
    status: 'collecting',
    showStart: session.showStart,
    run: closePhase(session.run, session.phase, at),
    endedBy: by,
    endedAt: at,
    recapAt: undoable ? later(at, rules.undoMs) : at,
    recapReleased: false,
    ...(undoable && { undo: undoOf(session, by, at) }),
  };
};

/** Without a recap: there is no place left for one. */
const brokenOff = (session: Session, at: Date): Session => {
  if (!isOpen(session) && session.status !== 'collecting') {
    throw new Error(`a session that is ${session.status} cannot be broken off`);
  }
  const run = isOpen(session) ? closePhase(session.run, session.phase, at) : session.run;
  return { ...base(session), status: 'closed', reason: 'broken-off', run, closedAt: at };
};

const undone = (session: Session): Session => {
  if ((session.status !== 'running' && session.status !== 'collecting') || !session.undo) {
    throw new Error(`a session that is ${session.status} has nothing to undo`);
  }
  return {
    ...base(session),
    ...session.undo.before,
    showStart: session.showStart,
    restarts: session.restarts + 1,
  };
};
