import { unreachable } from '../unreachable.ts';
import type { SessionCommand, SessionRefusal } from './commands.ts';
import type { SessionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { isSelfPaced, paceOf } from './pace.ts';
import { later, latest, minute, type PhaseNumber, rules } from './rules.ts';
import { isOpen, type OpenSession, type Session, type SessionIn } from './session.ts';
import { extendedMinutes, nextDue } from './timetable.ts';

export type Decision = { session: Session; events: SessionEvent[]; refusal?: SessionRefusal };

/**
 * First everything that is due at `command.now`, then the wish, judged against the session as it stands at
 * that instant, whether or not a timer has come by; then what the wish itself has made due, such as the reveal
 * when everyone has answered, or the end of a phase that an undo went back to. Nothing due by then is left over.
 * @returns the session afterwards, what has happened, and why the wish was refused, if it was.
 */
export const decide = (session: Session, command: SessionCommand): Decision => {
  const due = dueEvents(session, command.now);
  const current = due.reduce(evolve, session);
  const { events, refusal } = judge(current, command);
  const wished = events.reduce(evolve, current);
  const following = dueEvents(wished, command.now, command.now);
  return {
    session: following.reduce(evolve, wished),
    events: [...due, ...events, ...following],
    ...(refusal && { refusal }),
  };
};

/** What has happened by itself up to `now`; not before `since`, where it is something that made it due. */
export const dueEvents = (session: Session, now: Date, since?: Date): SessionEvent[] => {
  const events: SessionEvent[] = [];
  let current = session;
  for (;;) {
    const due = nextDue(current);
    if (!due || due.at > now) return events;
    const happened = due.event.type === 'session-started' ? startDecision(current, now) : due.event;
    const event = since ? { ...happened, at: latest(happened.at, since) } : happened;
    events.push(event);
    current = evolve(current, event);
  }
};

/** The session as it stands at `now`. */
export const asOf = (session: Session, now: Date): Session => dueEvents(session, now).reduce(evolve, session);

/** The start, decided once by whoever comes first at or after it: on time, late with its full length, or missed. */
const startDecision = (session: Session, now: Date): SessionEvent => {
  const { startsAt, adHoc } = session.plan;
  const lateMs = now.getTime() - startsAt.getTime();
  const { latestStartMs } = paceOf(session.plan);
  if (lateMs > latestStartMs) return { type: 'start-missed', at: later(startsAt, latestStartMs) };
  const insisted = session.status === 'planned' && session.insisted;
  // Who comes within the first hours of a self-paced session is not late: there is nobody to wait for.
  const awaitsPeople = !adHoc && !isSelfPaced(session.plan);
  if (session.peopleIn === 0 && awaitsPeople && !insisted) return { type: 'nobody-came', at: startsAt };
  return { type: 'session-started', at: lateMs <= rules.onTimeMs ? startsAt : now };
};

type Judgement = { events: SessionEvent[]; refusal?: SessionRefusal };

const yes = (...events: SessionEvent[]): Judgement => ({ events });
const no = (refusal: SessionRefusal): Judgement => ({ events: [], refusal });

const judge = (session: Session, command: SessionCommand): Judgement => {
  const at = command.now;
  switch (command.type) {
    case 'tick':
      return yes();
    case 'start':
      return beforeTheStart(session, () => yes({ type: 'session-started', at }));
    case 'move':
      return beforeTheStart(session, () =>
        command.startsAt <= at
          ? no('in-the-past')
          : yes({ type: 'session-moved', startsAt: command.startsAt, at }),
      );
    case 'cancel':
      return isComing(session)
        ? yes({ type: 'session-cancelled', memberId: command.memberId, at })
        : no(hasBegun(session));
    case 'hold':
      if (session.status !== 'planned') return no(hasBegun(session));
      return session.heldBy === undefined
        ? yes({ type: 'session-held', memberId: command.memberId, at })
        : no('on-hold');
    case 'release':
      if (session.status !== 'planned') return no(hasBegun(session));
      if (session.heldBy === undefined) return no('not-on-hold');
      return command.startsAt <= at
        ? no('in-the-past')
        : yes({ type: 'session-released', startsAt: command.startsAt, at });
    case 'insist':
      if (session.status !== 'planned') return no(hasBegun(session));
      return session.heldBy === undefined
        ? yes({ type: 'start-insisted', how: command.how, at })
        : no('on-hold');
    case 'next':
      return whileRunning(session, ({ phase }) => {
        if (command.from !== undefined && command.from !== phase) return no('phase-over');
        if (phase === 4) return yes({ type: 'session-ended', by: 'next', at });
        return yes({ type: 'phase-started', phase: (phase + 1) as PhaseNumber, byLead: true, at });
      });
    case 'extend':
      return judgeExtension(session, at);
    case 'reveal':
      return whileRunning(session, ({ phase, run }) => {
        if (phase === 2 || phase === 4) return no('nothing-to-reveal');
        if (run.phases[phase - 1]?.revealedAt) return no('nothing-to-reveal');
        return yes({ type: 'answers-revealed', phase, at });
      });
    case 'pause':
      return whileRunning(session, ({ plan }) =>
        isSelfPaced(plan) ? no('self-paced') : yes({ type: 'session-paused', at }),
      );
    case 'resume':
      return session.status === 'paused'
        ? yes({ type: 'session-resumed', at })
        : no(isOpen(session) ? 'not-paused' : notOpen(session));
    case 'stop':
      return whileOpen(session, () => yes({ type: 'session-ended', by: 'stop', at }));
    case 'break-off':
      return isOpen(session) || (session.status === 'collecting' && !session.recapReleased)
        ? yes({ type: 'session-broken-off', at })
        : no(notOpen(session));
    case 'undo':
      return (session.status === 'running' || session.status === 'collecting') && session.undo
        ? yes({ type: 'last-step-undone', at })
        : no('undo-over');
    case 'decline-lead':
      return beforeTheEnd(session, () => yes({ type: 'lead-declined', at }));
    case 'leave':
      return whileOpen(session, () => yes({ type: 'lead-left', at }));
    case 'continue-in-writing':
      return whileOpen(session, ({ status, plan }) => {
        if (isSelfPaced(plan)) return no('self-paced');
        if (status === 'writing') return no('in-writing');
        if (command.untilAt <= at) return no('in-the-past');
        return yes({ type: 'continued-in-writing', untilAt: command.untilAt, at });
      });
    case 'hand-over':
      return beforeTheEnd(session, () => yes({ type: 'lead-changed', leadId: command.leadId, at }));
    case 'take-lead':
      return beforeTheEnd(session, ({ lead }) =>
        lead.absent ? yes({ type: 'lead-changed', leadId: command.leadId, at }) : no('has-a-lead'),
      );
    case 'count-people':
      return counted(session, command);
    default:
      return unreachable(command);
  }
};

/** It has not taken place and still can: planned, or missed. */
const isComing = (session: Session): boolean =>
  session.status === 'planned' ||
  (session.status === 'closed' && (session.reason === 'missed' || session.reason === 'nobody-came'));

/** Why something that belongs before the start comes too late. */
const hasBegun = (session: Session): SessionRefusal => {
  if (isOpen(session)) return 'already-started';
  return isCancelled(session) ? 'cancelled' : 'session-over';
};

const isCancelled = (session: Session): boolean =>
  session.status === 'closed' && session.reason === 'cancelled';

const beforeTheStart = (session: Session, then: () => Judgement): Judgement => {
  if (!isComing(session)) return no(hasBegun(session));
  return session.status === 'planned' && session.heldBy !== undefined ? no('on-hold') : then();
};

/** Why something that belongs into an open session does not fit. */
const notOpen = (session: Session): SessionRefusal =>
  session.status === 'planned' ? 'not-started' : 'session-over';

const whileOpen = (session: Session, then: (open: OpenSession) => Judgement): Judgement =>
  isOpen(session) ? then(session) : no(notOpen(session));

const whileRunning = (session: Session, then: (running: SessionIn<'running'>) => Judgement): Judgement => {
  if (session.status === 'running') return then(session);
  if (session.status === 'paused') return no('paused');
  if (session.status === 'writing') return no('in-writing');
  return no(notOpen(session));
};

const beforeTheEnd = (session: Session, then: (session: Session) => Judgement): Judgement =>
  isOpen(session) || isComing(session) ? then(session) : no(hasBegun(session));

const judgeExtension = (session: Session, at: Date): Judgement =>
  whileOpen(session, ({ status, plan, run, phase }) => {
    if (isSelfPaced(plan)) return no('self-paced');
    if (status === 'writing') return no('in-writing');
    if (extendedMinutes(run) >= rules.maxExtensionMinutes) return no('no-more-time');
    return yes({ type: 'phase-extended', phase, minutes: 1, at });
  });

const counted = (
  session: Session,
  { peopleIn, everyoneAnswered, now: at }: Extract<SessionCommand, { type: 'count-people' }>,
): Judgement => {
  if (session.status === 'closed' && !isComing(session)) return no(hasBegun(session));
  const events: SessionEvent[] = [];
  if (peopleIn !== session.peopleIn) events.push({ type: 'people-counted', peopleIn, at });
  if (session.status === 'running' || session.status === 'paused') {
    const { phase } = session;
    const complete = session.run.phases[phase - 1]?.completeAt !== undefined;
    if (everyoneAnswered && !complete) events.push({ type: 'answers-completed', phase, at });
    if (!everyoneAnswered && complete) events.push({ type: 'answers-incomplete', phase, at });
  }
  return { events };
};

/**
 * When the lead who has to go wants the rest in writing: until the time of the start on the next day (flow 3.5).
 * The planned start, unless it was missed and the session began at another time.
 */
export const writingUntil = (session: Session): Date => {
  const { startsAt } = session.plan;
  const startedAt = isOpen(session) ? session.run.startedAt : startsAt;
  const wasMissed = startedAt > later(startsAt, rules.latestStartMs);
  return later(wasMissed ? startedAt : startsAt, 24 * 60 * minute);
};
