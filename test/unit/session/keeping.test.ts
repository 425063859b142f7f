import { describe, expect, test } from '@jest/globals';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { nextDue } from '../../../src/session/timetable.ts';
import {
  ana,
  at,
  ben,
  buildSession,
  having,
  sixAreIn,
  tick,
  undisturbedAt,
} from '../../support/build-session.ts';
import { given } from '../../support/given-session.ts';

const cancel = (now: Date): SessionCommand => ({ type: 'cancel', memberId: ana, now });
const hold = (now: Date): SessionCommand => ({ type: 'hold', memberId: ana, now });
const release = (startsAt: Date, now: Date): SessionCommand => ({ type: 'release', startsAt, now });
const move = (startsAt: Date, now: Date): SessionCommand => ({ type: 'move', startsAt, now });

const announced = undisturbedAt(at('9:52'));
const held = having(announced, hold(at('9:53')));

describe('to cancel', () => {
  test('closes a session that is planned', () => {
    const asked = given(announced).when(cancel(at('9:53')));
    asked.then({ type: 'session-cancelled', memberId: ana, at: at('9:53') });
    expect(asked.session).toMatchObject({
      status: 'closed',
      reason: 'cancelled',
      cancelledBy: ana,
      peopleIn: 6,
    });
    expect(nextDue(asked.session)).toBeUndefined();
  });

  test('is remembered as nobody’s business where there was no card yet', () => {
    expect(having(buildSession(), cancel(at('9:00')))).toMatchObject({ cardless: true });
    expect(having(announced, cancel(at('9:53')))).not.toHaveProperty('cardless');
  });

  test('closes a session that was missed, or held', () => {
    const missed = having(buildSession(), tick(at('10:06')));
    given(missed)
      .when(cancel(at('11:00')))
      .then({ type: 'session-cancelled', memberId: ana, at: at('11:00') });
    given(held)
      .when(cancel(at('11:00')))
      .then({ type: 'session-cancelled', memberId: ana, at: at('11:00') });
  });

  test('comes too late once it has begun, whether or not the timer has come by', () => {
    given(announced)
      .when(cancel(at('10:00')))
      .thenRefused(
        'already-started',
        { type: 'start-neared', at: at('9:58') },
        { type: 'session-started', at: at('10:00') },
      );
    given(undisturbedAt(at('10:16')))
      .when(cancel(at('10:16')))
      .thenRefused('session-over');
  });

  test('is for good', () => {
    const cancelled = given(having(announced, cancel(at('9:53'))));
    const now = at('9:54');
    for (const command of [
      cancel(now),
      hold(now),
      release(at('11:00'), now),
      move(at('11:00'), now),
      { type: 'start', now },
      { type: 'insist', how: 'start-anyway', now },
      { type: 'hand-over', leadId: ben, now },
      sixAreIn(now),
    ] satisfies SessionCommand[]) {
      cancelled.when(command).thenRefused('cancelled');
    }
  });
});

describe('on hold', () => {
  test('a session neither opens, nears nor starts', () => {
    given(announced)
      .when(hold(at('9:53')))
      .then({ type: 'session-held', memberId: ana, at: at('9:53') });
    expect(nextDue(held)).toBeUndefined();
    given(held)
      .when(tick(at('10:30', 7)))
      .then();
  });

  test('it cannot be started, moved or held again', () => {
    const now = at('9:54');
    for (const command of [
      { type: 'start', now },
      { type: 'insist', how: 'show-start', now },
      move(at('11:00'), now),
      hold(now),
    ] satisfies SessionCommand[]) {
      given(held).when(command).thenRefused('on-hold');
    }
  });

  test('people may still come and go, and the lead may change', () => {
    const now = at('9:54');
    expect(having(held, { type: 'count-people', peopleIn: 7, everyoneAnswered: false, now }).peopleIn).toBe(
      7,
    );
    expect(having(held, { type: 'hand-over', leadId: ben, now }).lead.memberId).toBe(ben);
  });

  test('released, it is planned anew on the same card', () => {
    const asked = given(held).when(release(at('10:00', 7), at('12:00', 1)));
    asked.then({ type: 'session-released', startsAt: at('10:00', 7), at: at('12:00', 1) });
    expect(asked.session).toMatchObject({ status: 'planned', announced: true, near: false, peopleIn: 6 });
    expect(asked.session).not.toHaveProperty('heldBy');
    expect(nextDue(asked.session)?.at).toEqual(at('9:58', 7));
  });

  test('released before its card was due, it gets one in time', () => {
    const early = having(buildSession(), hold(at('9:00')), release(at('10:00', 7), at('9:30')));
    expect(nextDue(early)).toEqual({
      at: at('9:50', 7),
      event: { type: 'card-opened', at: at('9:50', 7) },
    });
  });

  test('is not released into the past, nor when nothing holds it', () => {
    given(held)
      .when(release(at('9:54'), at('9:54')))
      .thenRefused('in-the-past');
    given(announced)
      .when(release(at('11:00'), at('9:53')))
      .thenRefused('not-on-hold');
  });

  test('a session that has begun is not held', () => {
    given(undisturbedAt(at('10:04')))
      .when(hold(at('10:04')))
      .thenRefused('already-started');
  });
});

describe('to break off', () => {
  const breakOff = (now: Date): SessionCommand => ({ type: 'break-off', now });

  test('closes a session that runs, without a recap', () => {
    const asked = given(undisturbedAt(at('10:05'))).when(breakOff(at('10:05')));
    asked.then({ type: 'session-broken-off', at: at('10:05') });
    expect(asked.session).toMatchObject({ status: 'closed', reason: 'broken-off', closedAt: at('10:05') });
    expect(nextDue(asked.session)).toBeUndefined();
  });

  test('closes one that is over, as long as its recap is still to come', () => {
    const stopped = having(undisturbedAt(at('10:05')), { type: 'stop', now: at('10:05') });
    given(stopped)
      .when(breakOff(at('10:05:05')))
      .then({ type: 'session-broken-off', at: at('10:05:05') });
    given(having(stopped, tick(at('10:06'))))
      .when(breakOff(at('10:06')))
      .thenRefused('session-over');
  });

  test('is nothing for a session that has not begun', () => {
    given(announced)
      .when(breakOff(at('9:53')))
      .thenRefused('not-started');
  });
});

test('the other lead who takes over has no other one beside them', () => {
  const led = { ...announced, lead: { ...announced.lead, coLeadId: ben } };
  const now = at('9:53');
  expect(having(led, { type: 'hand-over', leadId: ben, now }).lead).toEqual({
    memberId: ben,
    absent: false,
    left: false,
  });
  expect(having(led, { type: 'hand-over', leadId: 'U-CARO', now }).lead).toMatchObject({ coLeadId: ben });
});
