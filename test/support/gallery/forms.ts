import { noteAsForm } from '../../../src/messages/form.ts';
import { gapsForm } from '../../../src/messages/gaps-form.ts';
import { cancelForm, endForm, skipForm } from '../../../src/messages/keeping-forms.ts';
import { plainNote } from '../../../src/messages/notes.ts';
import { peopleForm } from '../../../src/messages/people-form.ts';
import { addMeForm, type PlanningView, planningForm } from '../../../src/messages/planning-form.ts';
import { questionsForm } from '../../../src/messages/questions-form.ts';
import {
  allLists,
  answerLateForm,
  handOverForm,
  haveToGoForm,
  keepForm,
  knowForm,
  listForm,
  lookThroughForm,
  moveForm,
  parkForm,
  planForm,
} from '../../../src/messages/session-forms.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at, tick } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import {
  adHocSession,
  answersTo,
  coLead,
  draftId,
  lead,
  next,
  parkedIn,
  running,
  type Sample,
  seriesId,
  sessionId,
  sessionOf,
  viewOf,
} from './sample.ts';

/** Everything that is filled in or read in a form of its own. */
export const sessionForms = (sample: Sample): Entry[] => {
  const answers = answersTo(sample, 'warm-up', 'list', 'check', 'plan');
  const view = (time: string) => viewOf(sample, running(sample, time), { answers, parked: parkedIn(sample) });
  const planned = viewOf(sample, sessionOf(sample), { next: next(sample) });
  const withoutCoLead = viewOf(sample, adHocSession(tick(at('10:00'))));
  const overlap = texts.planning.faults.overlap(sample.title, 'Tue 1 Dec, 10:30');
  return entries('form', sample, {
    list: listForm(texts, view('10:05'), undefined),
    'list, to be changed': listForm(texts, view('10:05'), sample.lists[0]),
    'list, while paused': listForm(
      texts,
      viewOf(sample, running(sample, '10:05', { type: 'pause', now: at('10:04') })),
      undefined,
    ),
    'list, late': listForm(texts, view('10:15'), sample.lists[0]),
    'park a question': parkForm(texts, view('10:10')),
    'plan in own words': planForm(texts, view('10:14')),
    'reflection, ad hoc': planForm(texts, withoutCoLead),
    'what we keep': keepForm(texts, view('10:14'), sample.content.conclusion.keep),
    'what we keep, to be changed': keepForm(texts, { ...view('10:14'), kept: sample.kept }, ''),
    'I know': knowForm(texts, view('10:15')),
    'all lists': allLists(texts, view('10:10')),
    'answer late': answerLateForm(texts, view('10:15')),
    'answer late, in writing': answerLateForm(texts, view('10:05')),
    move: moveForm(texts, planned, at('9:55')),
    'move, to when something else is on': moveForm(texts, planned, at('10:30'), {
      fault: overlap,
      wanted: at('11:00'),
    }),
    'have to go': haveToGoForm(texts, view('10:05')),
    'have to go, no co-lead': haveToGoForm(texts, withoutCoLead),
    'hand over': handOverForm(texts, view('10:05')),
    'hand over, no co-lead': handOverForm(texts, withoutCoLead),
    'look through': lookThroughForm(texts, planned, true),
    'look through, running': lookThroughForm(texts, view('10:05'), true),
    questions: questionsForm(texts, sample.content, { do: 'send-questions', session: sessionId }),
    'skip this date?': skipForm(texts, planned, 0),
    'skip this date? four move': skipForm(texts, planned, 4),
    'cancel the session?': cancelForm(texts, planned),
    'end the series?': endForm(texts, { id: seriesId, title: sample.seriesTitle }, 5),
    'a note in the place of a form': noteAsForm(
      plainNote(texts, texts.start.busy(sample.title)),
      'Microtraining',
      texts.forms.close,
    ),
  });
};

/** Planning (flow 5.1). */
export const planningForms = (sample: Sample): Entry[] => {
  const { templates, content } = sample;
  const dates = [0, 2, 7, 9, 14, 16].map((days) => at('09:00', days));
  const show = (more: Partial<PlanningView>, fault?: string) =>
    planningForm(
      texts,
      {
        draft: draftId,
        leftAt: undefined,
        heard: [],
        templates,
        what: content.id,
        picked: content,
        hasGaps: false,
        series: templates.series[0],
        calledInitial: sample.title,
        date: '2026-12-01',
        time: '10:00',
        howOften: 'once',
        days: [2, 4],
        everyWeeks: 1,
        howMany: 6,
        until: undefined,
        outsideHours: undefined,
        zone: 'Europe/Berlin',
        own: undefined,
        dates: dates.slice(0, 1),
        lead: { name: sample.leadName, isPlanner: true },
        mode: 'online',
        names: false,
        members: 30,
        ...more,
      },
      fault,
    );
  const people = {
    draft: draftId,
    leadId: lead,
    coLeadId: undefined,
    mode: 'online',
    windowHours: 24,
    callLink: undefined,
    cardMinutes: 10,
    zone: 'Europe/Berlin',
    skip: '',
  } as const;
  const [pattern] = templates.patterns;
  return [
    ...entries('planning form', sample, {
      'the gaps of a pattern':
        pattern && gapsForm(texts, pattern, { do: 'send-draft-questions', draft: draftId }),
      'just once': show({}),
      'its series': show({ howOften: 'series', dates }),
      'another rhythm': show({ howOften: 'rhythm', dates: dates.slice(0, 4), everyWeeks: 2 }),
      'another rhythm, no day chosen': show({ howOften: 'rhythm', days: [], dates: [] }),
      'without a series': show({ series: undefined }),
      'another rhythm, without end': show({ howOften: 'rhythm', howMany: 'endless', dates, everyWeeks: 4 }),
      'another rhythm, until a day': show({
        howOften: 'rhythm',
        howMany: 'until',
        until: '2027-02-28',
        dates,
      }),
      'another rhythm, unusually often': show({ howOften: 'rhythm', howMany: 52, dates }),
      'a pattern with gaps': show({ hasGaps: true }),
      'outside the working hours': show({ outsideHours: { days: [1, 2, 3, 4], from: '09:00', to: '17:00' } }),
      'led by somebody else, from another zone': show({
        lead: { name: sample.leadName, isPlanner: false },
        own: { zone: 'Europe/Dublin', time: '09:00' },
      }),
      'in a big channel': show({ members: 84 }),
      'when something else is on': show({}, texts.planning.faults.overlap(sample.title, 'Tue 1 Dec, 10:15')),
      'filled in from words': show({
        heard: [texts.planning.notUnderstood(sample.title, texts.planning.wordFaults['unknown-words'])],
      }),
      'taken up again': show({ leftAt: at('8:30') }),
      'add me first': addMeForm(texts, draftId, false),
      'still not here': addMeForm(texts, draftId, true),
      people: peopleForm(texts, people),
      'people, with a co-lead, days left out': peopleForm(texts, {
        ...people,
        coLeadId: coLead,
        mode: 'self-paced',
        callLink: 'https://meet.example.com/sales',
        skip: '2026-12-24 to 2027-01-06',
      }),
    }),
  ];
};
