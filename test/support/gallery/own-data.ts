import type { OwnData, SessionPlace } from '../../../src/messages/own-data.ts';
import { writeOwnData } from '../../../src/messages/own-data-file.ts';
import { ownDataForm, ownDataTextForm } from '../../../src/messages/own-data-pages.ts';
import { deleteForm, fileSentForm, privacyForm, sendingForm } from '../../../src/messages/privacy-forms.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import { recap, type Sample, seriesId, sessionId, zone } from './sample.ts';

/** What is stored about the lead of a sample: a session as everybody answers it, led besides. */
export const ownDataOf = (sample: Sample): OwnData => {
  const { title, channelName, lists, plan, parked, known, content } = sample;
  const session: SessionPlace = {
    id: sessionId,
    title,
    channelId: recap.channel,
    channelName,
    startsAt: at('10:00'),
    zone,
  };
  const series = { id: seriesId, title: sample.seriesTitle, channelId: recap.channel, channelName };
  const answer = { session, chosen: undefined, late: false, starred: false, answeredAt: at('10:01') };
  return {
    workspace: { id: 'slack:T0SANDBOX', name: 'Sandbox' },
    kept: { months: 12, uninstalledDays: 14 },
    memberId: 'U0ANA',
    member: { name: sample.leadName, zone: 'Europe/Berlin' },
    contact: { name: sample.leadName, zone: 'Europe/Berlin', locale: 'en-GB' },
    sessions: [{ session, joinedAt: at('9:51'), leftAt: undefined }],
    answers: [
      {
        ...answer,
        question: 'warm-up',
        value: { kind: 'choice', option: 1 },
        chosen: content.activeStart.options[0]!.text,
      },
      { ...answer, question: 'confidence-before', value: { kind: 'rating', rating: 3 } },
      ...lists.map((text) => ({
        ...answer,
        question: 'list' as const,
        value: { kind: 'text' as const, text },
        starred: true,
      })),
      { ...answer, question: 'plan', value: { kind: 'text', text: plan }, late: true },
    ],
    questions: parked.map((text) => ({ session, text, parkedAt: at('10:11') })),
    known: known.map((text) => ({ session, text, named: true, late: true, knownAt: at('10:20') })),
    signUps: [{ series, choice: 'all', chosenAt: at('9:00') }],
    drafts: [{ channelId: recap.channel, channelName, body: { called: title }, savedAt: at('9:30') }],
    series: [{ series, roles: ['planned', 'leads'], plannedAt: at('9:00'), isOver: false }],
    led: [{ session, roles: ['leads'], isOver: true }],
    history: [{ session, what: 'lead-changed', at: at('9:55'), isNeeded: false }],
    leadIn: [{ channelId: recap.channel, channelName }],
    messages: [
      { kind: 'desk', about: title, dueAt: at('9:50'), postedAt: at('9:50'), isNeeded: false },
      { kind: 'check-note', about: title, dueAt: at('10:12'), postedAt: undefined, isNeeded: false },
    ],
  };
};

const nothing = (sample: Sample): OwnData => ({
  ...ownDataOf(sample),
  member: undefined,
  contact: undefined,
  sessions: [],
  answers: [],
  questions: [],
  known: [],
  signUps: [],
  drafts: [],
  series: [],
  led: [],
  history: [],
  leadIn: [],
  messages: [],
});

/** The same many times over: what somebody has gathered in years. */
export const muchOf = (data: OwnData): OwnData => {
  const often = <One>(some: readonly One[], most: number): One[] =>
    Array.from({ length: most }, () => some)
      .flat()
      .slice(0, most);
  const { answers, questions, series, messages } = data;
  return {
    ...data,
    answers: often(answers, 300),
    questions: often(questions, 40),
    series: often(series, 60).map((one, index) => ({
      ...one,
      series: { ...one.series, title: `${one.series.title} ${index}` },
    })),
    messages: often(messages, 100),
  };
};

/** What people read about what is stored about them. */
export const ownData = (sample: Sample): Entry[] => {
  const data = ownDataOf(sample);
  const json = writeOwnData(data, at('11:00'));
  // Years of it would bury the rest of the stored samples.
  const long = sample.name === 'hostile' || sample.name === 'heavy' ? muchOf(data) : undefined;
  const longJson = long && writeOwnData(long, at('11:00'));
  const { export: words } = texts.privacy;
  return entries('own data', sample, {
    nothing: privacyForm(texts, nothing(sample)),
    counted: privacyForm(texts, data),
    'counted, years of it': long && privacyForm(texts, long),
    'deleted, nothing left': privacyForm(texts, nothing(sample), true),
    'deleted, but still leading': privacyForm(texts, { ...nothing(sample), series: data.series }, true),
    'delete?': deleteForm(texts, data),
    'delete? years of it': long && deleteForm(texts, long),
    'delete? only a draft': deleteForm(texts, { ...nothing(sample), drafts: data.drafts }),
    'all of it': ownDataForm(texts, data, 1),
    'all of it, a page in the middle': long && ownDataForm(texts, long, 2),
    'all of it, past the last page': long && ownDataForm(texts, long, 9999),
    'the file is on its way': sendingForm(texts),
    'the file was sent': fileSentForm(texts, 'microtraining-own-data-2026-12-01.json'),
    'no file, for want of a scope': ownDataTextForm(texts, words.noScope('files:write'), json, 1),
    'no file here': ownDataTextForm(texts, words.noFiles(), longJson ?? json, 2),
    'no file, the last page': ownDataTextForm(texts, words.failed(), longJson ?? json, 9999),
    'perhaps a file': ownDataTextForm(texts, words.perhaps(), '{}', 1),
  });
};
