import { describe, expect, test } from '@jest/globals';
import {
  actualMinutes,
  currentTimes,
  endOf,
  extendedMinutes,
  lateUntil,
  nextDue,
  plannedMinutes,
  timetable,
} from '../../../src/session/timetable.ts';
import { at, buildPlan, buildSession, having, tick, undisturbedAt } from '../../support/build-session.ts';

test('a session as planned takes 3, 6, 4 and 2 minutes, and opens its answers with a minute left to talk', () => {
  expect(timetable(buildPlan())).toEqual([
    { phase: 1, startsAt: at('10:00'), endsAt: at('10:03'), revealAt: at('10:02') },
    { phase: 2, startsAt: at('10:03'), endsAt: at('10:09'), revealAt: undefined },
    { phase: 3, startsAt: at('10:09'), endsAt: at('10:13'), revealAt: at('10:12') },
    { phase: 4, startsAt: at('10:13'), endsAt: at('10:15'), revealAt: undefined },
  ]);
  expect(plannedMinutes(buildPlan())).toBe(15);
});

describe('the end', () => {
  test.each([
    ['planned', buildSession(), at('10:15')],
    ['running', undisturbedAt(at('10:04')), at('10:15')],
    [
      'written',
      having(undisturbedAt(at('10:04')), {
        type: 'continue-in-writing',
        untilAt: at('10:00', 1),
        now: at('10:04'),
      }),
      at('10:00', 1),
    ],
    ['over', having(undisturbedAt(at('10:04')), { type: 'stop', now: at('10:05') }), at('10:05')],
  ])('of a session that is %s', (_, session, end) => {
    expect(endOf(session)).toEqual(end);
  });

  test('leaves a day for late answers, counted from the recap', () => {
    const stopped = having(undisturbedAt(at('10:04')), { type: 'stop', now: at('10:05') });
    expect(stopped.status === 'collecting' && lateUntil(stopped)).toEqual(at('10:05:15', 1));
  });
});

test('minutes as they really were: a phase that never began took none', () => {
  const stopped = having(
    undisturbedAt(at('10:02')),
    { type: 'extend', now: at('10:02:30') },
    { type: 'stop', now: at('10:06') },
  );
  expect(stopped.status === 'collecting' && actualMinutes(stopped.run)).toEqual([4, 2, 0, 0]);
  expect(stopped.status === 'collecting' && extendedMinutes(stopped.run)).toBe(1);
  expect(extendedMinutes(undefined)).toBe(0);
});

test('only an open session has a current phase', () => {
  expect(currentTimes(undisturbedAt(at('10:04')))?.phase).toBe(2);
  expect(currentTimes(buildSession())).toBeUndefined();
  expect(currentTimes(undisturbedAt(at('10:16')))).toBeUndefined();
});

test('nothing is due any more once late answers are closed', () => {
  expect(nextDue(having(undisturbedAt(at('10:16')), tick(at('10:16', 1))))).toBeUndefined();
});

test('an ad hoc session does not wait for people', () => {
  const adHoc = having(buildSession({ adHoc: true }), tick(at('9:50')));
  expect(nextDue(adHoc)).toMatchObject({ at: at('10:00'), event: { type: 'session-started' } });
});
