import type { SessionEvent } from './events.ts';
import { isSelfPaced, paceOf } from './pace.ts';
import { earlier, earliest, later, latest, minute, type PhaseNumber, phaseNumbers, rules } from './rules.ts';
import { isOpen, type PhaseRun, type Plan, type Run, type Session, type SessionIn } from './session.ts';

export type PhaseTimes = {
  phase: PhaseNumber;
  startsAt: Date;
  endsAt: Date;
  /** When its answers open at the latest; phases 2 and 4 have no reveal of their own. */
  revealAt: Date | undefined;
};

/**
 * When each phase begins, opens its answers and ends: derived from the plan and from what has happened,
 * with phases that have not begun following on without a gap.
 */
export const timetable = (plan: Plan, run?: Run): PhaseTimes[] => {
  let startsAt = run?.startedAt ?? plan.startsAt;
  return phaseNumbers.map((phase) => {
    const phaseRun = run?.phases[phase - 1];
    if (phaseRun) startsAt = phaseRun.startedAt;
    const times = phaseTimes(plan, phase, phaseRun ?? untouched(startsAt));
    startsAt = times.endsAt;
    return times;
  });
};

/** When the session ends if nothing else happens. */
export const endOf = (session: Session): Date =>
  session.status === 'collecting'
    ? session.endedAt
    : session.status === 'writing'
      ? session.untilAt
      : timetable(session.plan, session.status === 'planned' ? undefined : session.run)[3]!.endsAt;

/** Minutes that the lead has added so far. */
export const extendedMinutes = (run: Run | undefined): number =>
  run?.phases.reduce((sum, { extendedMinutes: minutes }) => sum + minutes, 0) ?? 0;

/** When late answers close, once the session is over. */
export const lateUntil = (session: SessionIn<'collecting'>): Date =>
  later(session.recapAt, rules.lateAnswersMs);

/** Planned minutes of the whole session. */
export const plannedMinutes = ({ phaseMinutes }: Pick<Plan, 'phaseMinutes'>): number =>
  phaseMinutes.reduce((sum, minutes) => sum + minutes, 0);

/** Whole minutes that each phase took; a phase that never began took none. */
export const actualMinutes = (run: Run): number[] =>
  phaseNumbers.map((phase) => {
    const phaseRun = run.phases[phase - 1];
    return phaseRun?.endedAt
      ? Math.round((phaseRun.endedAt.getTime() - phaseRun.startedAt.getTime()) / minute)
      : 0;
  });

export type Due = { at: Date; event: SessionEvent };

/** The next thing that happens by itself, if anything; the start is decided by `startDecision`. */
export const nextDue = (session: Session): Due | undefined => {
  const due = dueIn(session).map((event) => ({ at: event.at, event }));
  // The first of several that fall on one instant wins, so the order in `dueIn` is their order.
  return due.reduce<Due | undefined>(
    (first, next) => (first && first.at <= next.at ? first : next),
    undefined,
  );
};

const untouched = (startedAt: Date): PhaseRun => ({
  startedAt,
  extendedMinutes: 0,
  pausedMs: 0,
  run: 0,
  lastMinute: false,
});

const phaseTimes = (plan: Plan, phase: PhaseNumber, phaseRun: PhaseRun): PhaseTimes => {
  const minutes = plan.phaseMinutes[phase - 1]! + phaseRun.extendedMinutes;
  const endsAt = phaseRun.endedAt ?? later(phaseRun.startedAt, minutes * minute + phaseRun.pausedMs);
  const hasReveal = phase === 1 || phase === 3;
  return {
    phase,
    startsAt: phaseRun.startedAt,
    endsAt,
    revealAt: hasReveal ? (phaseRun.revealedAt ?? revealAt(plan, phaseRun, endsAt)) : undefined,
  };
};

const revealAt = (plan: Plan, { startedAt, pausedMs, completeAt }: PhaseRun, endsAt: Date): Date => {
  const { talkMs, earliestRevealMs } = paceOf(plan);
  const scheduled = earlier(endsAt, talkMs);
  if (!completeAt) return scheduled;
  return earliest(scheduled, latest(completeAt, later(startedAt, earliestRevealMs + pausedMs)));
};

const dueIn = (session: Session): SessionEvent[] => {
  switch (session.status) {
    case 'planned':
      return dueBeforeStart(session);
    case 'running':
      return dueWhileRunning(session);
    case 'paused':
      return [{ type: 'session-ended', by: 'long-pause', at: later(session.pausedAt, rules.longestPauseMs) }];
    case 'writing':
      return [{ type: 'session-ended', by: 'writing', at: session.untilAt }];
    case 'collecting':
      return dueAfterEnd(session);
    case 'closed':
      return [];
  }
};

const dueBeforeStart = ({ plan, announced, near, heldBy }: SessionIn<'planned'>): SessionEvent[] => {
  if (heldBy !== undefined) return [];
  const due: SessionEvent[] = [];
  if (!announced) due.push({ type: 'card-opened', at: earlier(plan.startsAt, plan.cardMinutes * minute) });
  if (!near && !plan.adHoc && !isSelfPaced(plan))
    due.push({ type: 'start-neared', at: earlier(plan.startsAt, rules.nearStartMs) });
  due.push({ type: 'session-started', at: plan.startsAt });
  return due;
};

const dueWhileRunning = (session: SessionIn<'running'>): SessionEvent[] => {
  const { plan, run, phase, undo } = session;
  const phaseRun = run.phases[phase - 1]!;
  const { endsAt, revealAt: opensAt } = timetable(plan, run)[phase - 1]!;
  const due: SessionEvent[] = [];
  if (undo) due.push({ type: 'undo-lapsed', at: undo.untilAt });
  if (opensAt && !phaseRun.revealedAt) due.push({ type: 'answers-revealed', phase, at: opensAt });
  if (!phaseRun.lastMinute && !isSelfPaced(plan))
    due.push({ type: 'last-minute-reached', phase, at: earlier(endsAt, minute) });
  due.push(
    phase === 4
      ? { type: 'session-ended', by: 'time', at: endsAt }
      : { type: 'phase-started', phase: (phase + 1) as PhaseNumber, byLead: false, at: endsAt },
  );
  return due;
};

const dueAfterEnd = (session: SessionIn<'collecting'>): SessionEvent[] =>
  session.recapReleased
    ? [{ type: 'late-answers-closed', at: lateUntil(session) }]
    : [{ type: 'recap-released', at: session.recapAt }];

/** Times of the phase that is the current one. */
export const currentTimes = (session: Session): PhaseTimes | undefined =>
  isOpen(session) ? timetable(session.plan, session.run)[session.phase - 1] : undefined;
