import { describe, expect, test } from '@jest/globals';
import { type Admission, admit, mainQuestion, phaseOf, questions } from '../../../src/session/answer.ts';
import { phaseNumbers } from '../../../src/session/rules.ts';
import type { Session } from '../../../src/session/session.ts';
import { at, buildSession, having, tick, undisturbedAt } from '../../support/build-session.ts';

const onTime: Admission = { admitted: true, late: false };
const late: Admission = { admitted: true, late: true };
const refused = (refusal: Extract<Admission, { admitted: false }>['refusal']): Admission => ({
  admitted: false,
  refusal,
});

const running = undisturbedAt(at('10:00'));
const inWriting = (now: Date): Session =>
  having(undisturbedAt(now), { type: 'continue-in-writing', untilAt: at('10:00', 1), now });

describe('an answer', () => {
  test.each([
    ['warm-up', '10:01:59.999', onTime],
    ['warm-up', '10:02', refused('already-shown')],
    ['confidence-before', '10:02:59', onTime],
    ['confidence-before', '10:03', refused('already-shown')],
    ['list', '10:02:59', refused('not-started')],
    ['list', '10:08:59.999', onTime],
    ['list', '10:09', late],
    ['check', '10:08', refused('not-started')],
    ['check', '10:11:59.999', onTime],
    ['check', '10:12', late],
    ['plan', '10:12', refused('not-started')],
    ['plan', '10:14:59.999', onTime],
    ['plan', '10:15', late],
    ['usefulness', '10:15', late],
  ] as const)('to %s at %s is judged by the timetable', (question, now, admission) => {
    expect(admit(running, question, at(now))).toEqual(admission);
  });

  test('is judged at its instant, whether or not the timer has come by', () => {
    expect(admit(buildSession(), 'warm-up', at('9:59'))).toEqual(refused('not-started'));
    expect(admit(running, 'list', at('10:14:59', 1))).toEqual(late);
    expect(admit(running, 'list', at('10:15', 1))).toEqual(refused('session-over'));
  });

  test('is on time in a pause', () => {
    const paused = having(running, { type: 'pause', now: at('10:01') });
    expect(admit(paused, 'warm-up', at('10:05'))).toEqual(onTime);
  });

  test('to a phase that never began is late once the session was stopped, never refused', () => {
    const stopped = having(running, { type: 'stop', now: at('10:04') }, tick(at('10:05')));
    for (const question of ['list', 'check', 'plan'] as const) {
      expect(admit(stopped, question, at('10:30'))).toEqual(late);
    }
  });
});

describe('in writing', () => {
  test('every phase that is left takes answers on time', () => {
    for (const question of ['list', 'check', 'plan'] as const) {
      expect(admit(inWriting(at('10:04')), question, at('18:00'))).toEqual(onTime);
    }
  });

  test('what is shown already is not on time any more', () => {
    expect(admit(inWriting(at('10:02:30')), 'warm-up', at('10:02:40'))).toEqual(refused('already-shown'));
    expect(admit(inWriting(at('10:12:30')), 'check', at('11:00'))).toEqual(late);
    expect(admit(inWriting(at('10:12:30')), 'list', at('11:00'))).toEqual(late);
  });
});

test('every phase has one main question, and it belongs to it', () => {
  expect(phaseNumbers.map((phase) => phaseOf[mainQuestion[phase]])).toEqual([1, 2, 3, 4]);
  expect(Object.keys(phaseOf)).toEqual([...questions]);
});
