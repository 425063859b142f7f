import { describe, expect, test } from '@jest/globals';
import type { SessionEvent } from '../../../src/session/events.ts';
import { evolve } from '../../../src/session/evolve.ts';
import { at, buildSession, having, tick, undisturbedAt } from '../../support/build-session.ts';

const now = at('10:04');

describe('an event that cannot happen in that status is a fault', () => {
  const impossible: [SessionEvent, string][] = [
    [{ type: 'phase-started', phase: 2, byLead: false, at: now }, 'a session that is planned is not running'],
    [{ type: 'session-resumed', at: now }, 'a session that is planned is not paused'],
    [{ type: 'answers-revealed', phase: 1, at: now }, 'a session that is planned has no phase 1'],
    [{ type: 'session-ended', by: 'stop', at: now }, 'a session that is planned cannot end'],
    [
      { type: 'continued-in-writing', untilAt: now, at: now },
      'a session that is planned has nothing left to write',
    ],
    [{ type: 'last-step-undone', at: now }, 'a session that is planned has nothing to undo'],
    [{ type: 'recap-released', at: now }, 'a session that is planned is not collecting'],
  ];

  test.each(impossible)('%j', (event, message) => {
    expect(() => evolve(buildSession(), event)).toThrow(message);
  });

  test('so is an undo without a step, a move of a running session, and an event that nobody knows', () => {
    const running = undisturbedAt(now);
    expect(() => evolve(running, { type: 'last-step-undone', at: now })).toThrow('nothing to undo');
    expect(() => evolve(running, { type: 'session-moved', startsAt: now, at: now })).toThrow(
      'is not planned',
    );
    expect(() => evolve(running, { type: 'danced', at: now } as unknown as SessionEvent)).toThrow(
      'unreachable',
    );
  });
});

describe('a session keeps', () => {
  test('its past unchanged: a new state is a new value', () => {
    const running = undisturbedAt(now);
    const before = JSON.stringify(running);
    having(running, { type: 'extend', now }, { type: 'next', now }, tick(at('10:30')));
    expect(JSON.stringify(running)).toBe(before);
  });

  test('people and lead who changed while a step could be taken back', () => {
    const session = having(
      undisturbedAt(now),
      { type: 'next', now },
      { type: 'count-people', peopleIn: 7, everyoneAnswered: false, now },
      { type: 'hand-over', leadId: 'U-BEN', now },
      { type: 'undo', now },
    );
    expect(session).toMatchObject({ phase: 2, peopleIn: 7, lead: { memberId: 'U-BEN' } });
  });
});
