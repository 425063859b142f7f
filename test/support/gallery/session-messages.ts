import { card } from '../../../src/messages/card.ts';
import { desk } from '../../../src/messages/desk.ts';
import { prompt, promptAlone } from '../../../src/messages/prompts.ts';
import { recap as recapOf } from '../../../src/messages/recap.ts';
import type { SessionView } from '../../../src/messages/session-view.ts';
import { rules } from '../../../src/session/rules.ts';
import type { Session } from '../../../src/session/session.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at, tick } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import {
  adHocSession,
  answersTo,
  coLead,
  count,
  firstOf,
  knownIn,
  late,
  lead,
  next,
  parkedIn,
  recap,
  running,
  type Sample,
  sessionOf,
  starred,
  viewOf,
} from './sample.ts';

const cancel = { type: 'cancel', memberId: lead, now: at('9:54') } as const;
const hold = { type: 'hold', memberId: lead, now: at('9:54') } as const;
const inWriting = (now: Date) => ({ type: 'continue-in-writing', untilAt: at('10:00', 1), now }) as const;

/** The card in each of its lives (flow 4.2). */
export const cards = (sample: Sample): Entry[] => {
  const show = (session: Session, now: Date, more: Partial<SessionView> = {}) =>
    card(texts, viewOf(sample, session, more), now);
  const done = running(sample, '10:15');
  const declined = { type: 'decline-lead', now: at('9:55') } as const;
  return entries('card', sample, {
    'nobody is in': show(sessionOf(sample, count(0, at('9:52'))), at('9:52')),
    'planned for today': show(sessionOf(sample), at('9:52')),
    'planned for another day': show(sessionOf(sample), at('9:52', -1)),
    'a session of its own': show(sessionOf(sample), at('9:52'), { ordinal: 1, total: 1 }),
    'lead absent before the start': show(sessionOf(sample, declined), at('9:55')),
    'lead absent, running': show(running(sample, '10:04', declined), at('10:04')),
    'phase 1': show(running(sample, '10:01'), at('10:01')),
    'phase 1, prompt not posted yet': show(running(sample, '10:00'), at('10:00'), {
      currentPrompt: undefined,
    }),
    'phase 2, a minute added': show(
      running(sample, '10:05', { type: 'extend', now: at('10:04') }),
      at('10:05'),
    ),
    'phase 3': show(running(sample, '10:10'), at('10:10')),
    'phase 4': show(running(sample, '10:14'), at('10:14')),
    paused: show(running(sample, '10:07', { type: 'pause', now: at('10:06:20') }), at('10:07')),
    'in writing': show(running(sample, '10:08', inWriting(at('10:07'))), at('10:08')),
    'stopped, the recap waits for Undo': show(
      running(sample, '10:12:05', { type: 'stop', now: at('10:12') }),
      at('10:12:05'),
    ),
    'done, late answers welcome': show(done, at('10:15'), {
      recap,
      answers: answersTo(sample, 'warm-up', 'list', 'check', 'plan'),
    }),
    'done, recap not posted yet': show(done, at('10:15')),
    closed: show(running(sample, '10:16', tick(at('10:16', 1))), at('10:16', 1), {
      recap,
      answers: answersTo(sample, 'warm-up'),
    }),
    'missed, with the outage': show(sessionOf(sample, tick(at('10:06'))), at('10:06'), {
      outage: { from: at('9:58'), to: at('10:06') },
    }),
    'missed, no outage known': show(sessionOf(sample, tick(at('10:06'))), at('10:06')),
    'nobody could make it': show(sessionOf(sample, count(0, at('9:52')), tick(at('10:00'))), at('10:00')),
    cancelled: show(sessionOf(sample, cancel), at('9:55'), { changedBy: sample.keeper }),
    'on hold': show(sessionOf(sample, hold), at('9:55'), { changedBy: sample.keeper }),
    'in a series without end': show(sessionOf(sample), at('9:52'), { total: undefined }),
  });
};

/** The four prompts, closed and revealed (flow 4.3 to 4.6). */
export const prompts = (sample: Sample): Entry[] => {
  const show = (phase: 1 | 2 | 3 | 4, session: Session, more: Partial<SessionView> = {}) =>
    prompt(texts, viewOf(sample, session, more), phase);
  const all = answersTo(sample, 'warm-up', 'list', 'check', 'plan');
  const sameOption = all.map((one) =>
    one.question === 'warm-up' ? { ...one, value: { kind: 'choice', option: 1 } as const } : one,
  );
  const called = sample.people.slice(0, rules.mostMentions);
  return [
    ...entries(
      'prompt 1',
      sample,
      {
        closed: show(1, running(sample, '10:01'), { called }),
        'nobody signed up': show(1, running(sample, '10:01'), { called: [] }),
        'more than thirty are in': show(1, running(sample, '10:01'), {
          called: Array.from({ length: rules.mostMentions + 1 }, (_, index) => `U0MANY${index}`),
        }),
        revealed: show(1, running(sample, '10:02:30'), { answers: all }),
        'revealed, two answers': show(1, running(sample, '10:02:30'), { answers: firstOf(all, 2) }),
        'revealed, one answer': show(1, running(sample, '10:02:30'), { answers: firstOf(all, 1) }),
        'revealed, no answers': show(1, running(sample, '10:02:30')),
        'ad hoc': show(1, adHocSession(tick(at('10:00'))), { called: [] }),
        'in writing': show(1, running(sample, '10:01:30', inWriting(at('10:01'))), { called }),
        'its card was given up': promptAlone(texts, viewOf(sample, running(sample, '10:01'), { called }), 1),
      },
      {
        closed: { calls: called },
        'in writing': { calls: called },
        'its card was given up': { calls: called },
      },
    ),
    ...entries('prompt 2', sample, {
      'with what phase 1 found': show(2, running(sample, '10:04'), { answers: all }),
      'everybody chose the same': show(2, running(sample, '10:04'), { answers: sameOption }),
      'few answers': show(2, running(sample, '10:04'), { answers: firstOf(all, 2) }),
      'in writing': show(2, running(sample, '10:04', inWriting(at('10:03:30'))), { answers: all }),
      'its card was given up': promptAlone(texts, viewOf(sample, running(sample, '10:04')), 2),
    }),
    ...entries('prompt 3', sample, {
      closed: show(3, running(sample, '10:10'), { answers: all }),
      'one list': show(3, running(sample, '10:10'), { answers: firstOf(all, 1) }),
      'no lists': show(3, running(sample, '10:10')),
      revealed: show(3, running(sample, '10:12'), { answers: all }),
      'revealed, two answers': show(3, running(sample, '10:12'), { answers: firstOf(all, 2) }),
      'revealed, no answers': show(3, running(sample, '10:12')),
      'in writing': show(3, running(sample, '10:10', inWriting(at('10:09:30'))), { answers: all }),
    }),
    ...entries('prompt 4', sample, {
      'with the next session': show(4, running(sample, '10:14'), { next: next(sample) }),
      'the last one': show(4, running(sample, '10:14')),
      'the lead has left': show(4, running(sample, '10:14', { type: 'leave', now: at('10:05') })),
      'ad hoc': show(4, adHocSession(tick(at('10:00')), tick(at('10:14')))),
      'in writing': show(4, running(sample, '10:14', inWriting(at('10:13:30'))), { next: next(sample) }),
    }),
  ];
};

/** The lead's desk (flow 4.8). */
export const desks = (sample: Sample): Entry[] => {
  const show = (session: Session, now: Date, more: Partial<SessionView> = {}) =>
    desk(texts, viewOf(sample, session, more), lead, now);
  const answers = starred(answersTo(sample, 'warm-up', 'list', 'check', 'plan'));
  const fewNear = sessionOf(sample, count(2, at('9:52')), tick(at('9:58')));
  const insisting = (how: 'start-anyway' | 'show-start') =>
    sessionOf(sample, count(1, at('9:52')), tick(at('9:58')), { type: 'insist', how, now: at('9:58') });
  const done = running(sample, '10:15');
  return entries('desk', sample, {
    'before, nobody is in': show(sessionOf(sample, count(0, at('9:52'))), at('9:52')),
    before: show(sessionOf(sample), at('9:52')),
    'before, on another day': show(sessionOf(sample), at('9:52', -1)),
    'before, the lead cannot': show(sessionOf(sample, { type: 'decline-lead', now: at('9:55') }), at('9:55')),
    'few are in': show(fewNear, at('9:58')),
    'nobody is in, two minutes before': show(
      sessionOf(sample, count(0, at('9:52')), tick(at('9:58'))),
      at('9:58'),
    ),
    'started anyway': show(insisting('start-anyway'), at('9:58')),
    'the start is shown': show(insisting('show-start'), at('9:58')),
    'phase 1': show(running(sample, '10:01'), at('10:01'), { answers: firstOf(answers, 4) }),
    'phase 1, last minute': show(running(sample, '10:02:30'), at('10:02:30'), { answers }),
    'phase 2, the lead has left': show(
      running(sample, '10:04', { type: 'leave', now: at('10:03:30') }),
      at('10:04'),
    ),
    'phase 2, Undo': show(running(sample, '10:02', { type: 'next', now: at('10:02') }), at('10:02')),
    'phase 3': show(running(sample, '10:10'), at('10:10'), { answers }),
    'phase 4': show(running(sample, '10:14'), at('10:14'), { answers }),
    'phase 4, kept': show(running(sample, '10:14'), at('10:14'), { answers, kept: sample.kept }),
    paused: show(running(sample, '10:07', { type: 'pause', now: at('10:06:20') }), at('10:07')),
    'in writing': show(running(sample, '10:10', inWriting(at('10:09:30'))), at('10:10'), { answers }),
    stopped: show(running(sample, '10:12:05', { type: 'stop', now: at('10:12') }), at('10:12:05'), {
      answers,
    }),
    'finished by Next': show(
      running(sample, '10:14:05', { type: 'next', now: at('10:14') }),
      at('10:14:05'),
      { answers },
    ),
    done: show(done, at('10:15'), { answers, next: next(sample) }),
    'done, everything written down': show(done, at('10:15'), {
      answers,
      kept: sample.kept,
      wouldChange: 2,
      next: next(sample),
    }),
    'done, in writing': show(
      running(sample, '10:08', inWriting(at('10:07')), tick(at('10:00', 1))),
      at('10:00', 1),
      { answers },
    ),
    'done, nothing to change': show(done, at('10:15'), { wouldChange: 0 }),
    closed: show(running(sample, '10:16', tick(at('10:16', 1))), at('10:16', 1), { kept: sample.kept }),
    missed: show(sessionOf(sample, tick(at('10:06'))), at('10:06'), {
      outage: { from: at('9:58'), to: at('10:06') },
    }),
    'nobody could make it': show(sessionOf(sample, count(0, at('9:52')), tick(at('10:00'))), at('10:00')),
    cancelled: show(sessionOf(sample, cancel), at('9:55'), { changedBy: sample.keeper }),
    'on hold': show(sessionOf(sample, hold), at('9:55'), { changedBy: sample.keeper }),
    'handed over': show(
      running(sample, '10:05', { type: 'hand-over', leadId: coLead, now: at('10:04') }),
      at('10:05'),
    ),
  });
};

/** The only broadcast (flow 4.7). */
export const recaps = (sample: Sample): Entry[] => {
  const show = (session: Session, more: Partial<SessionView> = {}) =>
    recapOf(texts, viewOf(sample, session, more));
  const answers = starred(answersTo(sample, 'warm-up', 'list', 'check', 'plan'));
  const everything = {
    answers,
    parked: parkedIn(sample),
    known: knownIn(sample),
    kept: sample.kept,
    next: next(sample),
  };
  const done = running(sample, '10:15');
  const written = running(sample, '10:08', inWriting(at('10:07')), tick(at('10:00', 1)));
  const afterADay = running(sample, '10:16', tick(at('10:16', 1)));
  const names = [sample.knownBy];
  return entries(
    'recap',
    sample,
    {
      everything: show(done, everything),
      nothing: show(done),
      'few answers': show(done, { answers: firstOf(answers, 4) }),
      'nothing known yet': show(done, { answers, parked: parkedIn(sample) }),
      'in writing': show(written, everything),
      'in writing, after 24 hours': show(
        running(sample, '10:08', inWriting(at('10:07')), tick(at('10:00', 2))),
        everything,
      ),
      'after 24 hours': show(afterADay, {
        ...everything,
        answers: [...answers, ...late(firstOf(answersTo(sample, 'list', 'plan'), 1))],
      }),
      'after 24 hours, nothing came late': show(afterADay, { answers }),
      'stopped in phase 1': show(
        running(sample, '10:01:30', { type: 'stop', now: at('10:01') }, tick(at('10:01:15'))),
      ),
    },
    {
      everything: { names },
      'in writing': { names },
      'in writing, after 24 hours': { names },
      'after 24 hours': { names },
    },
  );
};
