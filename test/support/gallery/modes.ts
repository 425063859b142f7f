import { announcement } from '../../../src/messages/announcement.ts';
import { card } from '../../../src/messages/card.ts';
import { desk } from '../../../src/messages/desk.ts';
import { confidenceBeforeSaved, joined } from '../../../src/messages/notes.ts';
import { prompt } from '../../../src/messages/prompts.ts';
import { recap } from '../../../src/messages/recap.ts';
import { allLists, haveToGoForm, listForm } from '../../../src/messages/session-forms.ts';
import type { SessionView } from '../../../src/messages/session-view.ts';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { phaseMinutesOf } from '../../../src/session/pace.ts';
import { type Plan, planSession, type Session } from '../../../src/session/session.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at, buildPlan, having, tick } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import { answersTo, count, lead, next, running, type Sample, seriesId, viewOf, zone } from './sample.ts';

const selfPaced = { mode: 'self-paced', phaseMinutes: phaseMinutesOf('self-paced', 24) } as const;
const callLink = `https://meet.example.com/${'a'.repeat(200)}|b?c=%3Cd%3E&e=f`;

const held = ({ people }: Sample, how: Partial<Plan>, ...commands: SessionCommand[]): Session =>
  having(
    planSession(buildPlan(how), { memberId: lead }),
    count(people.length, at('9:51')),
    tick(at('10:00')),
    ...commands,
  );

/** Sessions in a room, in a call, at one's own pace; and in a channel that shows names (product, modes). */
export const modes = (sample: Sample): Entry[] => [
  ...otherPlaces(sample),
  ...atOnesOwnPace(sample),
  ...withNames(sample),
];

const otherPlaces = (sample: Sample): Entry[] => {
  const planned = (how: Partial<Plan>) => planSession(buildPlan(how), { memberId: lead });
  const view = (how: Partial<Plan>, ...commands: SessionCommand[]) =>
    viewOf(sample, held(sample, how, ...commands), { called: [] });
  const room = { mode: 'room' } as const;
  return [
    ...entries('room', sample, {
      card: card(texts, viewOf(sample, planned(room)), at('9:52')),
      'card, with a call as well': card(texts, viewOf(sample, planned({ ...room, callLink })), at('9:52')),
      'prompt 2': prompt(texts, view(room, tick(at('10:04'))), 2),
      'prompt 2, the lead has left': prompt(
        texts,
        view(room, { type: 'leave', now: at('10:01') }, tick(at('10:04'))),
        2,
      ),
    }),
    ...entries('call', sample, {
      card: card(texts, viewOf(sample, planned({ callLink })), at('9:52')),
      'card, running': card(texts, view({ callLink }), at('10:01')),
      'prompt 1': prompt(texts, view({ callLink }), 1),
    }),
  ];
};

const atOnesOwnPace = (sample: Sample): Entry[] => {
  const all = answersTo(sample, 'warm-up', 'list', 'check', 'plan');
  const show = (daysLater: number, more: Partial<SessionView> = {}) =>
    viewOf(sample, held(sample, selfPaced, tick(at('10:01', daysLater))), {
      called: [],
      answers: all,
      ...more,
    });
  const planned = viewOf(sample, planSession(buildPlan(selfPaced), { memberId: lead }));
  const announced = (startsAt: Date[]) =>
    announcement(texts, {
      id: seriesId,
      title: sample.seriesTitle,
      audience: undefined,
      plannerName: sample.leadName,
      zone,
      endless: undefined,
      status: 'active',
      changedBy: undefined,
      startsAt,
      minutes: 4 * 24 * 60,
      mode: 'self-paced',
      signedUp: 0,
    });
  return entries('own pace', sample, {
    announcement: announced([at('10:00')]),
    'announcement of a series': announced([0, 2, 7].map((days) => at('10:00', days))),
    'card, planned': card(texts, planned, at('9:52')),
    'card, running': card(texts, show(1), at('10:01', 1)),
    'prompt 1': prompt(texts, show(0), 1),
    'prompt 1, revealed': prompt(texts, show(1), 1),
    'prompt 1, revealed, no answers': prompt(texts, show(1, { answers: [] }), 1),
    'prompt 2': prompt(texts, show(1), 2),
    'prompt 3': prompt(texts, show(2), 3),
    'prompt 3, no lists': prompt(texts, show(2, { answers: [] }), 3),
    'prompt 4': prompt(texts, show(3, { next: next(sample) }), 4),
    'desk, phase 1': desk(texts, show(0), lead, at('10:01')),
    'desk, phase 3': desk(texts, show(2), lead, at('10:01', 2)),
    'desk, done': desk(texts, show(4), lead, at('10:01', 4)),
    recap: recap(texts, show(4, { kept: sample.kept })),
    'note on joining': joined(texts, show(1)),
    'note on the confidence': confidenceBeforeSaved(texts, show(0), 1, 3),
    'list form': listForm(texts, show(1), undefined),
    'have to go': haveToGoForm(texts, show(1)),
  });
};

const withNames = (sample: Sample): Entry[] => {
  const writers = ['Ben', 'Caro', 'Dev', 'Fay', 'Gus', sample.knownBy];
  const names = new Map(sample.people.map((id, index) => [id, writers[index % writers.length]!]));
  const answers = answersTo(sample, 'warm-up', 'list', 'check', 'plan');
  const show = (time: string) => viewOf(sample, running(sample, time), { answers, names, called: [] });
  const named = { names: writers };
  return entries(
    'names',
    sample,
    {
      'prompt 1': prompt(texts, show('10:02:30'), 1),
      'prompt 2': prompt(texts, show('10:04'), 2),
      'list form': listForm(texts, show('10:04'), undefined),
      'prompt 3': prompt(texts, show('10:10'), 3),
      'all lists': allLists(texts, show('10:10')),
      desk: desk(texts, show('10:10'), lead, at('10:10')),
      recap: recap(texts, show('10:15')),
    },
    { 'prompt 3': named, 'all lists': named, desk: named },
  );
};
