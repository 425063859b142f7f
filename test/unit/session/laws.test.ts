import { describe, expect, test } from '@jest/globals';
import { admit, phaseOf, questions } from '../../../src/session/answer.ts';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { asOf, decide, dueEvents } from '../../../src/session/decide.ts';
import type { SessionEvent } from '../../../src/session/events.ts';
import { evolve } from '../../../src/session/evolve.ts';
import { isSelfPaced, paceOf } from '../../../src/session/pace.ts';
import { later, minute, second } from '../../../src/session/rules.ts';
import { isOpen, type Run, type Session, sessionSchema } from '../../../src/session/session.ts';
import { extendedMinutes, nextDue, plannedMinutes, timetable } from '../../../src/session/timetable.ts';
import { having, tick } from '../../support/build-session.ts';
import { law } from '../../support/law.ts';
import {
  eventsOf,
  gaps,
  type History,
  histories,
  historiesOf,
  instantsAfter,
  lastOf,
  selfPacedHistories,
  statesOf,
} from '../../support/session-histories.ts';

const runOf = (session: Session): Run | undefined => (session.status === 'planned' ? undefined : session.run);
const msBetween = (from: Date, to: Date): number => to.getTime() - from.getTime();

/** Nobody moves the session on or back: it runs by its timetable, its extensions and its pauses. */
const unhurried = historiesOf([
  'tick',
  'extend',
  'pause',
  'resume',
  'count-people',
  'hand-over',
  'leave',
  'insist',
]);
/** Nobody does anything but answer. */
const undisturbed = historiesOf(['tick', 'count-people']);

describe('time', () => {
  test('once the start is decided, any ticks leave what the last one alone leaves', () => {
    law([histories, gaps], (history, spans) => {
      const { session, now } = lastOf(history);
      if (session.status === 'planned') return;
      const ticks = instantsAfter(now, spans).map(tick);
      expect(having(session, ...ticks)).toEqual(having(session, ticks.at(-1)!));
    });
  });

  test('before the start the same holds while no tick falls into the time that decides it', () => {
    law([histories, gaps], (history, spans) => {
      const { session, now } = lastOf(history);
      if (session.status !== 'planned') return;
      const { startsAt } = session.plan;
      const outside = instantsAfter(now, spans).filter(
        (instant) => instant < startsAt || instant > later(startsAt, paceOf(session.plan).latestStartMs),
      );
      if (outside.length === 0) return;
      const ticks = outside.map(tick);
      expect(having(session, ...ticks)).toEqual(having(session, ticks.at(-1)!));
    });
  });

  test('a repeated tick does nothing', () => {
    law([histories, gaps], (history, spans) => {
      const { session, now } = lastOf(history);
      const [instant] = instantsAfter(now, spans);
      const once = having(session, tick(instant!));
      expect(decide(once, tick(instant!)).events).toEqual([]);
    });
  });

  test('whatever was asked, nothing that is due by then is left to do', () => {
    law([histories], ({ turns }) => {
      for (const { command, decision } of turns) {
        const due = nextDue(decision.session);
        if (due) expect(due.at.getTime()).toBeGreaterThan(command.now.getTime());
      }
    });
  });

  test('events are in the order of time, and none lies in the future', () => {
    law([histories], ({ turns }) => {
      let previous = Number.NEGATIVE_INFINITY;
      for (const { command, decision } of turns) {
        for (const { at } of decision.events) {
          expect(at.getTime()).toBeGreaterThanOrEqual(previous);
          expect(at.getTime()).toBeLessThanOrEqual(command.now.getTime());
          previous = at.getTime();
        }
      }
    });
  });

  test('a clock that goes back makes nothing throw', () => {
    law([histories, histories], (history, other) => {
      const { session } = lastOf(history);
      for (const { command } of other.turns) expect(() => decide(session, command)).not.toThrow();
    });
  });
});

describe('the start', () => {
  const startEvents = ['session-started', 'start-missed', 'nobody-came'];

  test('is decided exactly once, by the first tick at or after it', () => {
    law([historiesOf(['tick', 'insist', 'count-people'], 6), gaps], (history, spans) => {
      const { session, now } = lastOf(history);
      if (session.status !== 'planned') return;
      const ticks = instantsAfter(now, spans);
      const decisions = ticks.reduce<{ session: Session; events: SessionEvent[] }>(
        ({ session: current, events }, instant) => {
          const decision = decide(current, tick(instant));
          return { session: decision.session, events: [...events, ...decision.events] };
        },
        { session, events: [] },
      );
      const starts = decisions.events.filter(({ type }) => startEvents.includes(type));
      const decider = ticks.find((instant) => instant >= session.plan.startsAt);
      expect(starts).toEqual(decider ? [expectedStart(session, decider)] : []);
    });
  });

  const expectedStart = (session: Session, decider: Date): unknown => {
    const { startsAt, adHoc } = session.plan;
    const lateMs = msBetween(startsAt, decider);
    const latestMs = isSelfPaced(session.plan) ? session.plan.phaseMinutes[0] * minute : 3 * minute;
    if (lateMs > latestMs) return expect.objectContaining({ type: 'start-missed' });
    const insisted = session.status === 'planned' && session.insisted !== undefined;
    const awaitsPeople = !adHoc && !isSelfPaced(session.plan);
    if (session.peopleIn === 0 && awaitsPeople && !insisted) return { type: 'nobody-came', at: startsAt };
    return { type: 'session-started', at: lateMs <= 2 * second ? startsAt : decider };
  };

  test('comes late with its full length', () => {
    law([undisturbed], (history) => {
      const { session } = lastOf(history);
      if (!isOpen(session)) return;
      const times = timetable(session.plan, session.run);
      expect(msBetween(session.run.startedAt, times[3]!.endsAt)).toBe(plannedMinutes(session.plan) * minute);
    });
  });
});

describe('a session that is held', () => {
  const isHeld = (session: Session) => session.status === 'planned' && session.heldBy !== undefined;

  test('has nothing due, however long it waits', () => {
    law([histories, gaps], (history, spans) => {
      for (const session of statesOf(history).filter(isHeld)) {
        for (const instant of instantsAfter(session.plan.startsAt, spans)) {
          expect(dueEvents(session, instant)).toEqual([]);
        }
      }
    });
  });

  test('stays planned until it is released into the future or cancelled', () => {
    law([histories], ({ turns }) => {
      for (const { before, command, decision } of turns) {
        if (!isHeld(before) || isHeld(decision.session)) continue;
        const [event] = decision.events;
        if (event?.type !== 'session-released') expect(event?.type).toBe('session-cancelled');
        else expect(event.startsAt > command.now).toBe(true);
      }
    });
  });
});

describe('phases', () => {
  test('follow one another in order and without a gap', () => {
    law([histories], (history) => {
      for (const session of statesOf(history)) {
        const run = runOf(session);
        if (!run) continue;
        const times = timetable(session.plan, run);
        const joints = times.slice(1).map(({ startsAt }, index) => msBetween(times[index]!.endsAt, startsAt));
        expect(joints).toEqual([0, 0, 0]);
        expect(times.every(({ startsAt, endsAt }) => endsAt >= startsAt)).toBe(true);
        expect(times[0]!.startsAt).toEqual(run.startedAt);
      }
    });
  });

  test('are the running ones of a session one at a time, those before them ended', () => {
    law([histories], (history) => {
      for (const session of statesOf(history)) {
        if (!isOpen(session)) continue;
        expect(session.run.phases).toHaveLength(session.phase);
        expect(session.run.phases.map(({ endedAt }) => endedAt === undefined)).toEqual(
          session.run.phases.map((_, index) => index === session.phase - 1),
        );
      }
    });
  });

  test('begin and end by themselves to the millisecond, extensions and pauses included', () => {
    law([unhurried], (history) => {
      for (const session of statesOf(history)) {
        const run = runOf(session);
        for (const [index, phase] of (run?.phases ?? []).entries()) {
          const next = run?.phases[index + 1];
          if (!next) continue;
          const planned = session.plan.phaseMinutes[index]! + phase.extendedMinutes;
          expect(msBetween(phase.startedAt, next.startedAt)).toBe(planned * minute + phase.pausedMs);
        }
      }
    });
  });

  test('never begin early unless the lead says so', () => {
    law([histories], ({ turns }) => {
      for (const { before, command, decision } of turns) {
        let session = before;
        for (const event of decision.events) {
          if (event.type === 'session-started' && command.type !== 'start') {
            expect(event.at >= session.plan.startsAt).toBe(true);
          }
          if (event.type === 'phase-started' && !event.byLead && isOpen(session)) {
            const { startedAt, extendedMinutes: extended, pausedMs } = session.run.phases[session.phase - 1]!;
            const minutes = session.plan.phaseMinutes[session.phase - 1]! + extended;
            expect(msBetween(startedAt, event.at)).toBeGreaterThanOrEqual(minutes * minute + pausedMs);
          }
          session = evolve(session, event);
        }
      }
    });
  });

  test('last as long as planned, extended and paused, all together', () => {
    law([unhurried], (history) => {
      for (const session of statesOf(history)) {
        if (session.status !== 'running') continue;
        const times = timetable(session.plan, session.run);
        const pausedMs = session.run.phases.reduce((sum, phase) => sum + phase.pausedMs, 0);
        expect(msBetween(times[0]!.startsAt, times[3]!.endsAt)).toBe(
          (plannedMinutes(session.plan) + extendedMinutes(session.run)) * minute + pausedMs,
        );
      }
    });
  });
});

describe('limits', () => {
  test('five minutes are added at most', () => {
    law([histories], (history) => {
      for (const session of statesOf(history)) {
        expect(extendedMinutes(runOf(session))).toBeLessThanOrEqual(5);
      }
    });
  });

  test('a pause lasts ten minutes at most', () => {
    law([histories], ({ turns }) => {
      for (const { before, decision } of turns) {
        const resumed = decision.events.find(({ type }) => type === 'session-resumed');
        if (resumed && before.status === 'paused') {
          expect(msBetween(before.pausedAt, resumed.at)).toBeLessThan(10 * minute);
        }
        const { session } = decision;
        if (session.status === 'paused') {
          const { now } = turns.find((turn) => turn.decision === decision)!.command;
          expect(msBetween(session.pausedAt, now)).toBeLessThan(10 * minute);
        }
      }
    });
  });

  test('a session ends within its plan, five minutes and its pauses', () => {
    law([unhurried], (history) => {
      const { session } = lastOf(history);
      if (session.status !== 'collecting') return;
      const pauses = eventsOf(history).filter(({ type }) => type === 'session-paused').length;
      const most = plannedMinutes(session.plan) + 5 + pauses * 10;
      expect(msBetween(session.run.startedAt, session.endedAt)).toBeLessThanOrEqual(most * minute);
    });
  });
});

describe('answers', () => {
  test('open with a minute left to talk about them when nobody intervenes', () => {
    law([unhurried], (history) => {
      for (const session of statesOf(history)) {
        const run = runOf(session);
        if (!run || session.status === 'paused') continue;
        for (const { phase, endsAt } of timetable(session.plan, run)) {
          const revealedAt = run.phases[phase - 1]?.revealedAt;
          if (phase === 2 || phase === 4 || !revealedAt || endedByPause(session, phase)) continue;
          if (isSelfPaced(session.plan)) continue;
          expect(msBetween(revealedAt, endsAt)).toBeGreaterThanOrEqual(60 * second);
        }
      }
    });
  });

  /** The phase in which a pause was forgotten ended with it, whatever it had left. */
  const endedByPause = (session: Session, phase: number): boolean =>
    (session.status === 'collecting' || session.status === 'closed') &&
    eventlessEnd(session) &&
    phase === runOf(session)?.phases.length;
  const eventlessEnd = (session: Session): boolean =>
    session.status === 'closed' || (session.status === 'collecting' && session.endedBy === 'long-pause');

  test('never open in the first minute of a phase, pauses not counted, unless the lead says so', () => {
    law([histories], ({ turns }) => {
      for (const { before, command, decision } of turns) {
        let session = before;
        for (const event of decision.events) {
          if (event.type === 'answers-revealed' && command.type !== 'reveal' && isOpen(session)) {
            const { startedAt, pausedMs } = session.run.phases[event.phase - 1]!;
            expect(msBetween(startedAt, event.at) - pausedMs).toBeGreaterThanOrEqual(60 * second);
          }
          session = evolve(session, event);
        }
      }
    });
  });

  test('open as soon as everyone has answered, from the first minute on', () => {
    law([undisturbed], (history) => {
      for (const { session, now } of history.turns.map(({ command, decision }) => ({
        session: decision.session,
        now: command.now,
      }))) {
        if (session.status !== 'running' || session.phase === 2 || session.phase === 4) continue;
        const { startedAt, completeAt, revealedAt } = session.run.phases[session.phase - 1]!;
        const earliestMs = isSelfPaced(session.plan) ? 60 * minute : minute;
        if (completeAt && msBetween(startedAt, now) >= earliestMs) expect(revealedAt).toBeDefined();
      }
    });
  });

  test('are admitted on time while they are closed and their phase runs, and never on time afterwards', () => {
    law([histories, gaps], (history, spans) => {
      const { session, now } = lastOf(history);
      for (const instant of instantsAfter(now, spans.slice(0, 3))) {
        const current = asOf(session, instant);
        for (const question of questions) {
          const admission = admit(session, question, instant);
          const late = admission.admitted && admission.late;
          const onTime = admission.admitted && !admission.late;
          if (answersAreClosed(current, question)) expect(onTime).toBe(true);
          if (answersAreOpen(current, question)) expect(onTime).toBe(false);
          if (phaseOf[question] === 1) expect(late).toBe(false);
          if (current.status === 'planned' || current.status === 'closed')
            expect(admission.admitted).toBe(false);
        }
      }
    });
  });

  /** The question's phase is the running one and its answers are not shown yet. */
  const answersAreClosed = (session: Session, question: (typeof questions)[number]): boolean =>
    isOpen(session) &&
    session.phase === phaseOf[question] &&
    session.run.phases[session.phase - 1]?.revealedAt === undefined;
  /** The question's answers are shown, or its phase is over. */
  const answersAreOpen = (session: Session, question: (typeof questions)[number]): boolean => {
    const phase = runOf(session)?.phases[phaseOf[question] - 1];
    if (session.status === 'collecting' || phase?.endedAt) return true;
    return phase?.revealedAt !== undefined && (question === 'warm-up' || question === 'check');
  };
});

describe('at their own pace', () => {
  test('people are never hurried: no minute is added, nothing pauses, no last minute is told', () => {
    law([selfPacedHistories], (history) => {
      const hurries = [
        'phase-extended',
        'session-paused',
        'continued-in-writing',
        'last-minute-reached',
        'start-neared',
        'nobody-came',
      ];
      expect(eventsOf(history).map(({ type }) => type)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(new RegExp(`^(${hurries.join('|')})$`))]),
      );
    });
  });

  test('answers open when their phase ends, or when all have answered and an hour is over', () => {
    law([selfPacedHistories], ({ turns }) => {
      for (const { before, command, decision } of turns) {
        let session = before;
        for (const event of decision.events) {
          if (event.type === 'answers-revealed' && command.type !== 'reveal' && isOpen(session)) {
            const { startedAt, completeAt } = session.run.phases[event.phase - 1]!;
            const openFor = msBetween(startedAt, event.at);
            const whole = session.plan.phaseMinutes[event.phase - 1]! * minute;
            if (completeAt) expect(openFor).toBeGreaterThanOrEqual(60 * minute);
            else expect(openFor).toBeGreaterThanOrEqual(whole);
          }
          session = evolve(session, event);
        }
      }
    });
  });

  test('a phase that nobody ends is open for its whole window', () => {
    law([historiesOf(['tick', 'count-people'], 30)], (history) => {
      for (const session of statesOf(history)) {
        if (!isOpen(session) || !isSelfPaced(session.plan)) continue;
        const times = timetable(session.plan, session.run);
        for (const { phase, startsAt, endsAt } of times) {
          expect(msBetween(startsAt, endsAt)).toBe(session.plan.phaseMinutes[phase - 1]! * minute);
        }
      }
    });
  });
});

describe('an end', () => {
  test('is one: afterwards a missed session can be restarted, moved, cancelled or handed over, and no other changes', () => {
    const possible = [
      'session-started',
      'session-moved',
      'session-cancelled',
      'lead-declined',
      'lead-changed',
      'people-counted',
    ];
    law([histories], ({ turns }) => {
      for (const { before, decision } of turns) {
        if (before.status !== 'closed') continue;
        const types = decision.events.map(({ type }) => type);
        if (before.reason === 'completed' || before.reason === 'cancelled') expect(types).toEqual([]);
        else expect(possible).toEqual(expect.arrayContaining(types.slice(0, 1)));
      }
    });
  });

  test('is not announced while it can be taken back', () => {
    law([histories], (history) => {
      for (const session of statesOf(history)) {
        if (session.status !== 'collecting') continue;
        expect(session.recapReleased && session.undo !== undefined).toBe(false);
        if (session.undo) expect(session.recapAt).toEqual(session.undo.untilAt);
      }
    });
  });
});

describe('undo', () => {
  test('restores the phase and its times exactly, together with what has become due since', () => {
    law([histories], (history) => {
      for (const [index, { before, command, decision }] of history.turns.entries()) {
        if (!decision.events.some(({ type }) => type === 'last-step-undone')) continue;
        const left = leftBy(history, index);
        expect(msBetween(left.at, command.now)).toBeLessThan(15 * second);
        const restored = decision.events
          .slice(0, decision.events.findIndex(({ type }) => type === 'last-step-undone') + 1)
          .reduce(evolve, before);
        expect(momentOf(restored)).toEqual(momentOf(left.session));
      }
    });
  });

  test('is possible for fifteen seconds and no longer', () => {
    law([histories], ({ turns }) => {
      for (const { command, decision } of turns) {
        const { session } = decision;
        const undo =
          session.status === 'running' || session.status === 'collecting' ? session.undo : undefined;
        if (!undo) continue;
        expect(undo.untilAt > command.now).toBe(true);
        expect(msBetween(command.now, undo.untilAt)).toBeLessThanOrEqual(15 * second);
        const atTheEnd: SessionCommand = { type: 'undo', now: undo.untilAt };
        expect(decide(session, atTheEnd).refusal).toBe('undo-over');
      }
    });
  });

  /** The session just before the step that turn `index` took back, and when that step was taken. */
  const leftBy = ({ turns }: History, index: number): { session: Session; at: Date } => {
    for (const { before, command, decision } of turns.slice(0, index).reverse()) {
      const step = decision.events.findIndex(
        (event) =>
          (event.type === 'phase-started' && event.byLead) ||
          (event.type === 'session-ended' && (event.by === 'stop' || event.by === 'next')),
      );
      if (step >= 0)
        return { session: decision.events.slice(0, step).reduce(evolve, before), at: command.now };
    }
    throw new Error('an undo without a step to take back');
  };

  const momentOf = (session: Session) => ({
    status: session.status,
    phase: isOpen(session) && session.phase,
    run: runOf(session),
    pausedAt: session.status === 'paused' && session.pausedAt,
  });
});

describe('a decision', () => {
  test('is the session that its events lead to', () => {
    law([histories], ({ turns }) => {
      for (const { before, decision } of turns) {
        expect(decision.events.reduce(evolve, before)).toEqual(decision.session);
      }
    });
  });

  test('that refuses leaves the session as what is due leaves it', () => {
    law([histories], ({ turns }) => {
      for (const { before, command, decision } of turns) {
        if (!decision.refusal) continue;
        expect(decision.events).toEqual(dueEvents(before, command.now));
        expect(decision.session).toEqual(asOf(before, command.now));
      }
    });
  });

  test('does not depend on whether the timer has come by', () => {
    law([histories], ({ turns }) => {
      for (const { before, command, decision } of turns) {
        const ticked = having(before, tick(command.now));
        const { session, refusal } = decide(ticked, command);
        expect({ session, refusal }).toEqual({ session: decision.session, refusal: decision.refusal });
      }
    });
  });

  test('leaves a session that survives being stored', () => {
    law([histories], (history) => {
      for (const session of statesOf(history)) {
        expect(sessionSchema.parse(JSON.parse(JSON.stringify(session)))).toEqual(session);
      }
    });
  });
});
