import { describe, expect, test } from '@jest/globals';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { writingUntil } from '../../../src/session/decide.ts';
import { isOpen, type Session } from '../../../src/session/session.ts';
import { currentTimes, endOf } from '../../../src/session/timetable.ts';
import {
  ana,
  at,
  ben,
  buildSession,
  having,
  sixAreIn,
  tick,
  undisturbedAt,
  type Wish,
} from '../../support/build-session.ts';
import { given } from '../../support/given-session.ts';

const ask = (type: Extract<Wish['type'], PlainType>, now: Date): SessionCommand => ({ type, now });
type PlainType =
  | 'start'
  | 'next'
  | 'extend'
  | 'reveal'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'undo'
  | 'decline-lead'
  | 'leave';

const phaseOf = (session: Session) => (isOpen(session) ? session.phase : undefined);
const inWriting = (now: Date, untilAt = at('10:00', 1)): SessionCommand => ({
  type: 'continue-in-writing',
  untilAt,
  now,
});
const counted = (peopleIn: number, everyoneAnswered: boolean, now: Date): SessionCommand => ({
  type: 'count-people',
  peopleIn,
  everyoneAnswered,
  now,
});

const planned = undisturbedAt(at('9:52'));
const missed = having(buildSession(), tick(at('10:06')));
const paused = having(undisturbedAt(at('10:04')), ask('pause', at('10:04')));
const writing = having(undisturbedAt(at('10:04')), inWriting(at('10:04')));
const over = undisturbedAt(at('10:16'));
const completed = undisturbedAt(at('10:16', 1));

describe('before the start', () => {
  test('nothing happens earlier than ten minutes before', () => {
    given(buildSession())
      .when(tick(at('9:49:59.999')))
      .then();
  });

  test('card and desk open, then the desk looks whether few are in', () => {
    given(buildSession())
      .when(tick(at('9:50')))
      .then({ type: 'card-opened', at: at('9:50') });
    given({ type: 'card-opened', at: at('9:50') })
      .when(tick(at('9:58')))
      .then({ type: 'start-neared', at: at('9:58') });
  });

  test('the lead of few starts anyway', () => {
    const { session } = given(having(buildSession(), tick(at('9:58')))).when({
      type: 'insist',
      how: 'start-anyway',
      now: at('9:59'),
    });
    given(session)
      .when(tick(at('10:00')))
      .then({ type: 'session-started', at: at('10:00') });
  });

  test('the lead of few has the start shown in the channel', () => {
    const insisted = having(buildSession(), { type: 'insist', how: 'show-start', now: at('9:59') });
    expect(having(insisted, tick(at('10:00')))).toMatchObject({ status: 'running', showStart: true });
    expect(having(insisted, ask('start', at('9:59:30')))).toMatchObject({
      status: 'running',
      showStart: true,
    });
  });

  test('the lead moves it: the same card, the few are counted anew', () => {
    const move: SessionCommand = { type: 'move', startsAt: at('11:00'), now: at('9:58:30') };
    const { session } = given(undisturbedAt(at('9:58'))).when(move);
    expect(session).toMatchObject({ status: 'planned', announced: true, near: false, restarts: 0 });
    given(session)
      .when(tick(at('10:58')))
      .then({ type: 'start-neared', at: at('10:58') });
  });

  test('what a move makes due happens with it, not before it', () => {
    given(buildSession())
      .when({ type: 'move', startsAt: at('9:06'), now: at('9:05') })
      .then(
        { type: 'session-moved', startsAt: at('9:06'), at: at('9:05') },
        { type: 'card-opened', at: at('9:05') },
        { type: 'start-neared', at: at('9:05') },
      );
  });

  test('a move into the past is refused', () => {
    given(planned)
      .when({ type: 'move', startsAt: at('9:53'), now: at('9:53') })
      .thenRefused('in-the-past');
  });

  test.each(['next', 'extend', 'reveal', 'pause', 'resume', 'stop', 'leave'] as const)(
    '%s is too early',
    (type) => {
      given(planned)
        .when(ask(type, at('9:53')))
        .thenRefused('not-started');
    },
  );

  test('writing is too early, and there is nothing to undo', () => {
    given(planned)
      .when(inWriting(at('9:53')))
      .thenRefused('not-started');
    given(planned)
      .when(ask('undo', at('9:53')))
      .thenRefused('undo-over');
  });

  test('the lead starts early, and every phase has its full length', () => {
    const { session } = given(planned).when(ask('start', at('9:55')));
    expect(session).toMatchObject({ status: 'running', phase: 1, run: { startedAt: at('9:55') } });
    expect(endOf(session)).toEqual(at('10:10'));
  });
});

describe('the start', () => {
  const ready = undisturbedAt(at('9:59'));

  test.each([
    ['on the second', '10:00', '10:00'],
    ['within two seconds as if on the second', '10:00:02', '10:00'],
    ['later with its full length', '10:00:02.001', '10:00:02.001'],
    ['up to three minutes late', '10:03', '10:03'],
  ])('happens %s', (_, now, startedAt) => {
    given(ready)
      .when(tick(at(now)))
      .then({ type: 'session-started', at: at(startedAt) });
  });

  test('is missed after three minutes, once and for all', () => {
    const { session } = given(ready).when(tick(at('10:03:00.001')));
    expect(session).toMatchObject({ status: 'closed', reason: 'missed', closedAt: at('10:03') });
    given(session)
      .when(tick(at('10:30')))
      .then();
  });

  test('does not happen when nobody is in', () => {
    given(having(buildSession(), tick(at('9:59'))))
      .when(tick(at('10:00:01')))
      .then({ type: 'nobody-came', at: at('10:00') });
  });

  test('of an ad hoc session needs nobody to have signed up, and is shown', () => {
    const adHoc = buildSession({ adHoc: true, cardMinutes: 0 });
    given(adHoc)
      .when(ask('start', at('10:00')))
      .thenRefused(
        'already-started',
        { type: 'card-opened', at: at('10:00') },
        { type: 'session-started', at: at('10:00') },
      );
    expect(having(adHoc, tick(at('10:00')))).toMatchObject({ status: 'running', showStart: true });
  });

  test('is decided by whichever command comes first', () => {
    given(ready)
      .when(ask('pause', at('10:00:01')))
      .then({ type: 'session-started', at: at('10:00') }, { type: 'session-paused', at: at('10:00:01') });
  });

  test('happens once', () => {
    given(ready)
      .when(ask('start', at('10:00:01')))
      .thenRefused('already-started', { type: 'session-started', at: at('10:00') });
    given(ready)
      .when({ type: 'insist', how: 'start-anyway', now: at('10:00:01') })
      .thenRefused('already-started', { type: 'session-started', at: at('10:00') });
    given(undisturbedAt(at('10:01')))
      .when({ type: 'move', startsAt: at('11:00'), now: at('10:01') })
      .thenRefused('already-started');
  });
});

describe('after a miss', () => {
  test('the lead starts now: full length, new messages', () => {
    const { session } = given(missed).when(ask('start', at('10:20')));
    expect(session).toMatchObject({ status: 'running', restarts: 1, run: { phases: [{ run: 1 }] } });
    expect(endOf(session)).toEqual(at('10:35'));
  });

  test('the lead moves it, and it is planned again on the same card', () => {
    const { session } = given(missed).when({ type: 'move', startsAt: at('14:00'), now: at('10:20') });
    expect(session).toMatchObject({
      status: 'planned',
      announced: true,
      restarts: 1,
      plan: { startsAt: at('14:00') },
    });
  });

  test('nobody came: the lead may still start it', () => {
    const nobody = having(buildSession(), tick(at('10:00')));
    given(nobody)
      .when(ask('start', at('10:05')))
      .then({ type: 'session-started', at: at('10:05') });
  });

  test('anything else is over', () => {
    given(missed)
      .when(ask('next', at('10:20')))
      .thenRefused('session-over');
    given(missed)
      .when({ type: 'insist', how: 'start-anyway', now: at('10:20') })
      .thenRefused('session-over');
  });
});

describe('an undisturbed session', () => {
  test('runs by its timetable', () => {
    given(undisturbedAt(at('10:00')))
      .when(tick(at('10:15')))
      .then(
        { type: 'answers-revealed', phase: 1, at: at('10:02') },
        { type: 'last-minute-reached', phase: 1, at: at('10:02') },
        { type: 'phase-started', phase: 2, byLead: false, at: at('10:03') },
        { type: 'last-minute-reached', phase: 2, at: at('10:08') },
        { type: 'phase-started', phase: 3, byLead: false, at: at('10:09') },
        { type: 'answers-revealed', phase: 3, at: at('10:12') },
        { type: 'last-minute-reached', phase: 3, at: at('10:12') },
        { type: 'phase-started', phase: 4, byLead: false, at: at('10:13') },
        { type: 'last-minute-reached', phase: 4, at: at('10:14') },
        { type: 'session-ended', by: 'time', at: at('10:15') },
        { type: 'recap-released', at: at('10:15') },
      );
  });

  test('takes late answers for a day', () => {
    given(over)
      .when(tick(at('10:15', 1)))
      .then({ type: 'late-answers-closed', at: at('10:15', 1) });
  });
});

describe('next', () => {
  test('pressed while the lead still saw the phase before does nothing: it ended meanwhile', () => {
    given(undisturbedAt(at('10:03')))
      .when({ type: 'next', from: 1, now: at('10:03:01') })
      .thenRefused('phase-over');
  });

  test('starts the next phase at once with its full length', () => {
    const { session } = given(undisturbedAt(at('10:01'))).when(ask('next', at('10:01:30')));
    expect(phaseOf(session)).toBe(2);
    expect(currentTimes(session)).toMatchObject({ startsAt: at('10:01:30'), endsAt: at('10:07:30') });
  });

  test('in the last phase ends the session; its recap waits for the undo', () => {
    const { session } = given(undisturbedAt(at('10:13'))).when(ask('next', at('10:14')));
    expect(session).toMatchObject({ status: 'collecting', endedBy: 'next', recapReleased: false });
    given(session)
      .when(tick(at('10:14:15')))
      .then({ type: 'recap-released', at: at('10:14:15') });
  });

  test('lets its undo lapse after fifteen seconds', () => {
    const moved = having(undisturbedAt(at('10:01')), ask('next', at('10:01:30')));
    given(moved)
      .when(tick(at('10:01:45')))
      .then({ type: 'undo-lapsed', at: at('10:01:45') });
  });

  test('is refused in a pause, in writing and when it is over', () => {
    given(paused)
      .when(ask('next', at('10:05')))
      .thenRefused('paused');
    given(writing)
      .when(ask('next', at('10:05')))
      .thenRefused('in-writing');
    given(over)
      .when(ask('next', at('10:17')))
      .thenRefused('session-over');
  });
});

describe('one more minute', () => {
  test('moves the end, the reveal and the last minute', () => {
    const { session } = given(undisturbedAt(at('10:01'))).when(ask('extend', at('10:01:30')));
    expect(currentTimes(session)).toMatchObject({ endsAt: at('10:04'), revealAt: at('10:03') });
    expect(endOf(session)).toEqual(at('10:16'));
  });

  test('is possible in a pause', () => {
    given(paused)
      .when(ask('extend', at('10:05')))
      .then({ type: 'phase-extended', phase: 2, minutes: 1, at: at('10:05') });
  });

  test('is given five times in all', () => {
    const five = Array.from({ length: 5 }, (_, index) => ask('extend', at(`10:0${3 + index}`)));
    given(having(undisturbedAt(at('10:01')), ...five))
      .when(ask('extend', at('10:08')))
      .thenRefused('no-more-time');
  });

  test('is refused in writing and when it is over', () => {
    given(writing)
      .when(ask('extend', at('10:05')))
      .thenRefused('in-writing');
    given(over)
      .when(ask('extend', at('10:17')))
      .thenRefused('session-over');
  });
});

describe('reveal now', () => {
  test('opens the answers even in the first minute', () => {
    given(undisturbedAt(at('10:00')))
      .when(ask('reveal', at('10:00:20')))
      .then({ type: 'answers-revealed', phase: 1, at: at('10:00:20') });
  });

  test('is refused where nothing is hidden', () => {
    given(undisturbedAt(at('10:02')))
      .when(ask('reveal', at('10:02:10')))
      .thenRefused('nothing-to-reveal');
    given(undisturbedAt(at('10:04')))
      .when(ask('reveal', at('10:04')))
      .thenRefused('nothing-to-reveal');
    given(undisturbedAt(at('10:13')))
      .when(ask('reveal', at('10:13')))
      .thenRefused('nothing-to-reveal');
    given(paused)
      .when(ask('reveal', at('10:05')))
      .thenRefused('paused');
  });
});

describe('when everyone has answered', () => {
  const first = undisturbedAt(at('10:00'));

  test('the answers open, though not in the first minute', () => {
    const early = having(first, counted(6, true, at('10:00:30')));
    given(early)
      .when(tick(at('10:00:59.999')))
      .then();
    given(early)
      .when(tick(at('10:01')))
      .then({ type: 'answers-revealed', phase: 1, at: at('10:01') });
  });

  test('later on they open with the last answer', () => {
    given(first)
      .when(counted(6, true, at('10:01:20')))
      .then(
        { type: 'answers-completed', phase: 1, at: at('10:01:20') },
        { type: 'answers-revealed', phase: 1, at: at('10:01:20') },
      );
  });

  test('and one more joins, they stay closed', () => {
    const joined = having(first, counted(6, true, at('10:00:30')), counted(7, false, at('10:00:40')));
    given(joined)
      .when(tick(at('10:01')))
      .then();
  });

  test('in a pause, they open after it, when a minute of the phase has gone by', () => {
    const resting = having(first, ask('pause', at('10:00:20')), counted(6, true, at('10:01')));
    given(resting)
      .when(tick(at('10:05')))
      .then();
    const resumed = having(resting, ask('resume', at('10:05')));
    given(resumed)
      .when(tick(at('10:05:40')))
      .then({ type: 'answers-revealed', phase: 1, at: at('10:05:40') });
  });

  test('in a pause after the first minute, they open as it ends', () => {
    const resting = having(first, ask('pause', at('10:01:30')), counted(6, true, at('10:02')));
    given(resting)
      .when(ask('resume', at('10:05')))
      .then(
        { type: 'session-resumed', at: at('10:05') },
        { type: 'answers-revealed', phase: 1, at: at('10:05') },
      );
  });

  test('it is noted once', () => {
    given(having(first, counted(6, true, at('10:00:30'))))
      .when(counted(6, true, at('10:00:40')))
      .then();
  });

  test('outside a timed phase it is only a count', () => {
    given(writing)
      .when(counted(7, true, at('10:20')))
      .then({ type: 'people-counted', peopleIn: 7, at: at('10:20') });
    given(completed)
      .when(counted(7, true, at('10:30', 1)))
      .thenRefused('session-over');
  });
});

describe('a pause', () => {
  test('moves everything that comes', () => {
    const { session } = given(paused).when(ask('resume', at('10:07')));
    expect(currentTimes(session)?.endsAt).toEqual(at('10:12'));
    expect(endOf(session)).toEqual(at('10:18'));
  });

  test('that is too long ends the session with its recap', () => {
    given(paused)
      .when(tick(at('10:14')))
      .then(
        { type: 'session-ended', by: 'long-pause', at: at('10:14') },
        { type: 'recap-released', at: at('10:14') },
      );
    given(paused)
      .when(ask('resume', at('10:14')))
      .thenRefused(
        'session-over',
        { type: 'session-ended', by: 'long-pause', at: at('10:14') },
        { type: 'recap-released', at: at('10:14') },
      );
  });

  test('is refused in a pause, in writing and when it is over', () => {
    given(paused)
      .when(ask('pause', at('10:05')))
      .thenRefused('paused');
    given(writing)
      .when(ask('pause', at('10:05')))
      .thenRefused('in-writing');
    given(over)
      .when(ask('pause', at('10:17')))
      .thenRefused('session-over');
  });

  test('can only be ended where there is one', () => {
    given(undisturbedAt(at('10:04')))
      .when(ask('resume', at('10:04')))
      .thenRefused('not-paused');
    given(over)
      .when(ask('resume', at('10:17')))
      .thenRefused('session-over');
  });

  test('takes the undo away', () => {
    const moved = having(
      undisturbedAt(at('10:01')),
      ask('next', at('10:01:30')),
      ask('pause', at('10:01:35')),
    );
    given(moved)
      .when(ask('undo', at('10:01:40')))
      .thenRefused('undo-over');
  });
});

describe('stop', () => {
  const stopped = having(undisturbedAt(at('10:04')), ask('stop', at('10:05')));

  test('ends the session; its recap follows after the undo', () => {
    given(undisturbedAt(at('10:04')))
      .when(ask('stop', at('10:05')))
      .then({ type: 'session-ended', by: 'stop', at: at('10:05') });
    given(stopped)
      .when(tick(at('10:05:15')))
      .then({ type: 'recap-released', at: at('10:05:15') });
  });

  test('can be taken back: the phase goes on by its own times', () => {
    const { session } = given(stopped).when(ask('undo', at('10:05:14')));
    expect(phaseOf(session)).toBe(2);
    expect(currentTimes(session)?.endsAt).toEqual(at('10:09'));
  });

  test('in a pause can be taken back into the pause', () => {
    const { session } = given(having(paused, ask('stop', at('10:06')))).when(ask('undo', at('10:06:05')));
    expect(session).toMatchObject({ status: 'paused', pausedAt: at('10:04') });
  });

  test('at the end of the longest pause cannot be taken back into it', () => {
    given(having(paused, ask('stop', at('10:13:55'))))
      .when(ask('undo', at('10:14:05')))
      .then(
        { type: 'last-step-undone', at: at('10:14:05') },
        { type: 'session-ended', by: 'long-pause', at: at('10:14:05') },
        { type: 'recap-released', at: at('10:14:05') },
      );
  });

  test('of the writing is final, its recap comes at once', () => {
    given(writing)
      .when(ask('stop', at('11:00')))
      .then(
        { type: 'session-ended', by: 'stop', at: at('11:00') },
        { type: 'recap-released', at: at('11:00') },
      );
  });

  test('is refused when it is over', () => {
    given(over)
      .when(ask('stop', at('10:17')))
      .thenRefused('session-over');
  });
});

describe('undo', () => {
  const moved = having(undisturbedAt(at('10:01')), ask('next', at('10:01:30')));

  test('goes back to the phase and its times', () => {
    const { session } = given(moved).when(ask('undo', at('10:01:44.999')));
    expect(phaseOf(session)).toBe(1);
    expect(currentTimes(session)).toMatchObject({
      startsAt: at('10:00'),
      endsAt: at('10:03'),
      revealAt: at('10:02'),
    });
  });

  test('is over after fifteen seconds', () => {
    given(moved)
      .when(ask('undo', at('10:01:45')))
      .thenRefused('undo-over', { type: 'undo-lapsed', at: at('10:01:45') });
  });

  test('goes back one step, not two', () => {
    const back = having(moved, ask('next', at('10:01:35')), ask('undo', at('10:01:36')));
    expect(phaseOf(back)).toBe(2);
    given(back)
      .when(ask('undo', at('10:01:37')))
      .thenRefused('undo-over');
  });

  test('does for the phase what has become due meanwhile', () => {
    given(having(undisturbedAt(at('10:01')), ask('next', at('10:01:55'))))
      .when(ask('undo', at('10:02:05')))
      .then(
        { type: 'last-step-undone', at: at('10:02:05') },
        { type: 'answers-revealed', phase: 1, at: at('10:02:05') },
        { type: 'last-minute-reached', phase: 1, at: at('10:02:05') },
      );
    given(having(undisturbedAt(at('10:02')), ask('next', at('10:02:55'))))
      .when(ask('undo', at('10:03:05')))
      .then(
        { type: 'last-step-undone', at: at('10:03:05') },
        { type: 'phase-started', phase: 2, byLead: false, at: at('10:03:05') },
      );
  });
});

describe('I have to go', () => {
  const fourth = undisturbedAt(at('10:04'));

  test('the bot finishes on time without the lead', () => {
    const { session } = given(fourth).when(ask('leave', at('10:05')));
    expect(session).toMatchObject({ status: 'running', lead: { memberId: ana, left: true } });
    expect(endOf(session)).toEqual(at('10:15'));
  });

  test('somebody else takes over', () => {
    const { session } = given(having(fourth, ask('leave', at('10:05')))).when({
      type: 'hand-over',
      leadId: ben,
      now: at('10:06'),
    });
    expect(session.lead).toMatchObject({ memberId: ben, left: false, absent: false });
  });

  test('the rest is finished in writing until the same time tomorrow', () => {
    expect(writingUntil(fourth)).toEqual(at('10:00', 1));
    const { session } = given(fourth).when(inWriting(at('10:05'), writingUntil(fourth)));
    expect(session).toMatchObject({
      status: 'writing',
      phase: 2,
      untilAt: at('10:00', 1),
      lead: { left: true },
    });
    given(session)
      .when(tick(at('10:00', 1)))
      .then(
        { type: 'session-ended', by: 'writing', at: at('10:00', 1) },
        { type: 'recap-released', at: at('10:00', 1) },
      );
  });

  test('a session started a day after its miss is written until the day after that', () => {
    const restarted = having(missed, ask('start', at('11:00', 1)));
    expect(writingUntil(restarted)).toEqual(at('11:00', 2));
    expect(writingUntil(buildSession())).toEqual(at('10:00', 1));
  });

  test('it is stopped, and the recap is written', () => {
    expect(having(fourth, ask('stop', at('10:05')), tick(at('10:06')))).toMatchObject({
      status: 'collecting',
      recapReleased: true,
    });
  });

  test('writing is refused a second time, into the past, and when it is over', () => {
    given(writing)
      .when(inWriting(at('10:05')))
      .thenRefused('in-writing');
    given(fourth)
      .when(inWriting(at('10:05'), at('10:05')))
      .thenRefused('in-the-past');
    given(over)
      .when(inWriting(at('10:17')))
      .thenRefused('session-over');
    given(over)
      .when(ask('leave', at('10:17')))
      .thenRefused('session-over');
  });
});

describe('the lead', () => {
  const taken: SessionCommand = { type: 'take-lead', leadId: ben, now: at('10:01') };

  test('who cannot come makes room for whoever takes it first', () => {
    const declined = having(planned, ask('decline-lead', at('9:55')));
    const first = given(declined).when({ type: 'take-lead', leadId: ben, now: at('9:56') });
    first.then({ type: 'lead-changed', leadId: ben, at: at('9:56') });
    given(first.session)
      .when({ type: 'take-lead', leadId: 'U-CARO', now: at('9:57') })
      .thenRefused('has-a-lead');
  });

  test('who is there keeps the session', () => {
    given(undisturbedAt(at('10:01')))
      .when(taken)
      .thenRefused('has-a-lead');
  });

  test('who is absent does not keep it from starting', () => {
    const declined = having(planned, ask('decline-lead', at('9:55')), tick(at('10:00')));
    expect(declined).toMatchObject({ status: 'running', lead: { absent: true } });
    expect(having(declined, taken)).toMatchObject({ lead: { memberId: ben, absent: false } });
  });

  test('of a missed session may change, of a finished one no more', () => {
    const handOver = (now: Date): SessionCommand => ({ type: 'hand-over', leadId: ben, now });
    given(missed)
      .when(handOver(at('10:20')))
      .then({ type: 'lead-changed', leadId: ben, at: at('10:20') });
    given(over)
      .when(handOver(at('10:17')))
      .thenRefused('session-over');
    given(completed)
      .when(handOver(at('10:30', 1)))
      .thenRefused('session-over');
    given(over)
      .when(ask('decline-lead', at('10:17')))
      .thenRefused('session-over');
    given(over)
      .when({ type: 'take-lead', leadId: ben, now: at('10:17') })
      .thenRefused('session-over');
  });
});

describe('when it is over', () => {
  test('it is not started, moved or insisted on again', () => {
    for (const session of [over, completed]) {
      const now = at('10:20', 1);
      const due = having(session, tick(now));
      given(due).when(ask('start', now)).thenRefused('session-over');
      given(due)
        .when({ type: 'move', startsAt: at('10:00', 2), now })
        .thenRefused('session-over');
      given(due).when({ type: 'insist', how: 'show-start', now }).thenRefused('session-over');
      given(due).when(ask('undo', now)).thenRefused('undo-over');
    }
  });
});

test('a command that nobody knows is a fault', () => {
  const unknown = { type: 'dance', now: at('9:53') } as unknown as SessionCommand;
  expect(() => given(planned).when(unknown)).toThrow('unreachable');
  expect(having(buildSession(), sixAreIn(at('9:40'))).peopleIn).toBe(6);
});
