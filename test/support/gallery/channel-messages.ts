import { announcement, type SeriesView } from '../../../src/messages/announcement.ts';
import { home } from '../../../src/messages/home.ts';
import type { ListedSeries, ListedSession } from '../../../src/messages/list-entries.ts';
import { chooseToStart, help, type Overview, overview } from '../../../src/messages/overview.ts';
import { welcome } from '../../../src/messages/welcome.ts';
import type { RepeatingCadence } from '../../../src/series/cadence.ts';
import type { Session } from '../../../src/session/session.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at, tick } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import {
  lead,
  nextId,
  prompt,
  running,
  type Sample,
  seriesId,
  sessionId,
  sessionOf,
  zone,
} from './sample.ts';

/** What belongs to no single session: announcement, list, help, start (flow 4.1, 5). */
export const channelMessages = (sample: Sample): Entry[] => {
  const announced = (more: Partial<SeriesView> = {}) =>
    announcement(texts, {
      id: seriesId,
      title: sample.seriesTitle,
      audience: sample.audience,
      plannerName: sample.leadName,
      zone,
      endless: undefined,
      status: 'active',
      changedBy: undefined,
      startsAt: [-5, 0, 2, 7, 9, 14].map((days) => at('10:00', days)),
      minutes: 15,
      mode: 'online',
      signedUp: 0,
      ...more,
    });
  const listed = (session: Session, more: Partial<ListedSession> = {}): ListedSession => ({
    id: sessionId,
    title: sample.title,
    session,
    zone,
    leadName: sample.leadName,
    own: false,
    ownSeries: false,
    inSeries: true,
    isIn: false,
    ...more,
  });
  const series: ListedSeries = {
    id: seriesId,
    title: sample.seriesTitle,
    cadence: { kind: 'weekly', everyWeeks: 1, days: [4, 2], count: 6 },
    status: 'active',
    changedBy: undefined,
    zone,
    nextAt: at('10:00'),
    left: 5,
    total: 6,
    own: true,
  };
  const list = (more: Partial<Overview>) =>
    overview(texts, {
      channelName: sample.channelName,
      coming: [],
      from: 0,
      missed: [],
      series: [],
      ...more,
    });
  const isMany = sample.name === 'hostile' || sample.name === 'heavy';
  const times = (many: number) => Array.from({ length: isMany ? many : 1 });
  const planned = sessionOf(sample);
  const held = sessionOf(sample, { type: 'hold', memberId: lead, now: at('9:54') });
  const missed = sessionOf(sample, tick(at('10:06')));
  const endless: RepeatingCadence = { kind: 'continuous', everyWeeks: 2, days: [4, 2] };
  const atHome = (session: Session, currentPrompt?: typeof prompt) => ({
    ...listed(session),
    channelName: sample.channelName,
    currentPrompt,
  });
  return [
    ...entries('announcement', sample, {
      series: announced(),
      once: announced({ startsAt: [at('10:00')], audience: undefined }),
      'with sign-ups': announced({ signedUp: sample.people.length }),
      'one signed up': announced({ signedUp: 1 }),
      'without end': announced({ endless }),
      paused: announced({ status: 'paused', changedBy: sample.keeper }),
      ended: announced({ status: 'ended', changedBy: sample.keeper, signedUp: 3 }),
      'all cancelled': announced({ startsAt: [] }),
    }),
    ...entries('list', sample, {
      nothing: list({}),
      planned: list({
        coming: [
          listed(planned, { own: true, ownSeries: true }),
          listed(planned, { id: nextId, isIn: true }),
          ...times(30).map(() => listed(planned, { own: true, ownSeries: true })),
        ],
        series: times(30).map(() => series),
      }),
      'planned, further on': list({
        coming: times(30).map(() => listed(planned, { own: true, ownSeries: true })),
        from: isMany ? 10 : 0,
      }),
      running: list({
        coming: [
          listed(running(sample, '10:04')),
          listed(running(sample, '10:04'), { isIn: true }),
          listed(planned, { own: true, isIn: true, inSeries: false }),
        ],
      }),
      'on hold, missed and without end': list({
        coming: [listed(held), listed(held, { own: true })],
        missed: [
          listed(missed, { own: true }),
          listed(missed),
          ...times(4).map(() => listed(missed, { own: true })),
        ],
        series: [
          { ...series, status: 'paused', changedBy: sample.keeper },
          { ...series, cadence: endless, own: false },
          { ...series, cadence: { kind: 'once' }, nextAt: undefined },
        ],
      }),
    }),
    ...entries('home', sample, {
      nothing: home(texts, { mine: [], led: [], planned: [] }),
      everything: home(texts, {
        mine: [atHome(running(sample, '10:04'), prompt), ...times(40).map(() => atHome(planned))],
        led: [atHome(running(sample, '10:04')), ...times(40).map(() => atHome(planned))],
        planned: times(40).map(() => ({ ...series, channelName: sample.channelName })),
      }),
      'prompt not posted yet': home(texts, {
        mine: [atHome(running(sample, '10:00'))],
        led: [],
        planned: [],
      }),
    }),
    ...entries('welcome', sample, {
      'added by somebody': welcome(texts, sample.leadName),
      'by nobody knows whom': welcome(texts, undefined),
    }),
    ...entries('help', sample, { help: help(texts), 'unknown word': help(texts, sample.typed) }),
    ...entries('start', sample, {
      'which one': chooseToStart(texts, sample.templates),
      'unknown words': chooseToStart(texts, sample.templates, sample.typed),
    }),
  ];
};
