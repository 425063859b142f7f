import { describe, expect, test } from '@jest/globals';
import { phaseMinutesOf } from '../../../src/session/pace.ts';
import { callLinkSchema, sessionSchema } from '../../../src/session/session.ts';
import { timetable } from '../../../src/session/timetable.ts';
import {
  at,
  buildPlan,
  buildSession,
  having,
  sixAreIn,
  tick,
  type Wish,
} from '../../support/build-session.ts';
import { given } from '../../support/given-session.ts';

const aDay = { mode: 'self-paced', phaseMinutes: phaseMinutesOf('self-paced', 24) } as const;
const fourHours = { mode: 'self-paced', phaseMinutes: phaseMinutesOf('self-paced', 4) } as const;
const planned = buildSession(fourHours);
const running = having(planned, sixAreIn(at('9:55')), tick(at('10:00')));

describe('a self-paced session', () => {
  test('has four windows, each of which ends with its answers', () => {
    expect(timetable(buildPlan(aDay))).toEqual([
      { phase: 1, startsAt: at('10:00'), endsAt: at('10:00', 1), revealAt: at('10:00', 1) },
      { phase: 2, startsAt: at('10:00', 1), endsAt: at('10:00', 2), revealAt: undefined },
      { phase: 3, startsAt: at('10:00', 2), endsAt: at('10:00', 3), revealAt: at('10:00', 3) },
      { phase: 4, startsAt: at('10:00', 3), endsAt: at('10:00', 4), revealAt: undefined },
    ]);
  });

  test('opens its answers as the window closes', () => {
    given(running)
      .when(tick(at('14:00')))
      .then(
        { type: 'answers-revealed', phase: 1, at: at('14:00') },
        { type: 'phase-started', phase: 2, byLead: false, at: at('14:00') },
      );
  });

  test('opens them after an hour where everybody has answered by then', () => {
    const complete = having(running, {
      type: 'count-people',
      peopleIn: 6,
      everyoneAnswered: true,
      now: at('10:10'),
    });
    given(complete)
      .when(tick(at('11:00')))
      .then({ type: 'answers-revealed', phase: 1, at: at('11:00') });
  });

  test('that was missed by hours just starts late, with all its windows', () => {
    const late = having(planned, tick(at('13:59')));
    expect(late).toMatchObject({ status: 'running', run: { startedAt: at('13:59') } });
    expect(having(planned, tick(at('14:01')))).toMatchObject({ status: 'closed', reason: 'missed' });
  });

  test('waits for nobody, and warns of nothing', () => {
    expect(having(planned, tick(at('10:00')))).toMatchObject({ status: 'running', peopleIn: 0 });
    expect(having(planned, tick(at('9:59')))).toMatchObject({ status: 'planned', near: false });
  });

  test.each<Wish>([
    { type: 'extend' },
    { type: 'pause' },
    { type: 'continue-in-writing', untilAt: at('10:00', 1) },
  ])('has no clock to move: $type', (wish) => {
    given(running)
      .when({ ...wish, now: at('10:30') })
      .thenRefused('self-paced');
  });
});

describe('a call', () => {
  test.each([
    ['https://meet.example.com/abc?d=e&f', 'https://meet.example.com/abc?d=e&f'],
    ['HTTPS://Meet.Example.com/', 'https://meet.example.com/'],
  ])('is led to by %s', (typed, address) => {
    expect(callLinkSchema.parse(typed)).toBe(address);
  });

  test.each([
    'http://meet.example.com/abc',
    'javascript:alert(1)',
    'meet.example.com',
    'https://',
    'https://localhost/a',
    'https://meet.example.com@evil.example/',
    `https://meet.example.com/${'a'.repeat(500)}`,
  ])('is not led to by %s', (typed) => {
    expect(callLinkSchema.safeParse(typed).success).toBe(false);
  });
});

test('a session that was stored before there were modes is held in the thread', () => {
  const { mode: _, ...plan } = buildPlan();
  const stored = JSON.parse(JSON.stringify({ ...buildSession(), plan }));
  expect(sessionSchema.parse(stored)).toEqual(buildSession());
});
