import { isTooLong, mostTitleChars } from '../messages/planning-form.ts';
import type { RepeatingCadence } from '../series/cadence.ts';
import { atLocal, localParts } from '../series/local-time.ts';
import type { PlanWords } from '../series/words/plan-words.ts';
import { findReadySession, seriesOf } from '../templates/find-session.ts';
import type { Templates } from '../templates/ready-session.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import { oneRow } from '../texts/visible.ts';
import type { DraftBody } from './planning-draft.ts';

/** So much of what somebody typed is repeated to them. */
const repeatedChars = 100;
/** A form holds no more than a hundred lines; nobody reads so many either. */
const mostRepeated = 10;

/** The planning form filled in from words: what they do not say stays as it is in a fresh one (product, commands). */
export const draftFromWords = (
  templates: Templates,
  texts: Texts,
  fresh: DraftBody,
  words: PlanWords,
): DraftBody => {
  const { plan } = words;
  const named = { ...fresh, ...what(templates, plan.title) };
  const dated = { ...named, date: plan.date ?? named.date, time: plan.time ?? named.time };
  return {
    ...rhythm(templates, dated, plan.cadence),
    touched: true,
    heard: heard(texts, fresh.zone, words),
  };
};

/** A ready session, a series or a pattern by its name; any other title is the name of what is planned. */
const what = (templates: Templates, said: string): Partial<DraftBody> => {
  const title = oneRow(said);
  if (title === '') return {};
  const series = templates.series.find((one) => one.title.toLowerCase() === title.toLowerCase());
  if (series) {
    const called = { called: series.title, calledInitial: series.title };
    return { what: series.sessions[0]!, howOften: 'series', ...called };
  }
  const session = findReadySession(templates, title);
  if (session) return { what: session.id, called: session.title, calledInitial: session.title };
  return { called: title, calledInitial: title };
};

const rhythm = (templates: Templates, draft: DraftBody, cadence: PlanWords['plan']['cadence']): DraftBody => {
  if (cadence.kind === 'once') return draft;
  const series = seriesOf(templates, draft.what);
  const days = cadence.days.length > 0 ? cadence.days : [weekdayOf(draft)];
  const same = series && series.days.join() === days.join() && cadence.everyWeeks === 1;
  if (same && cadence.kind === 'weekly' && cadence.count === series.sessions.length) {
    return { ...draft, howOften: 'series', ...calledAs(draft, series.title) };
  }
  return {
    ...draft,
    howOften: 'rhythm',
    days,
    everyWeeks: cadence.everyWeeks,
    ...end(cadence),
    ...(series && calledAs(draft, series.title)),
  };
};

const weekdayOf = ({ date, zone }: DraftBody) => localParts(atLocal(date, '12:00', zone), zone).weekday;

/** A session that is named stands for its series as soon as it repeats; a name of one's own stays. */
const calledAs = (draft: DraftBody, title: string): Partial<DraftBody> =>
  draft.called === draft.calledInitial ? { called: title, calledInitial: title } : {};

const end = (cadence: RepeatingCadence): Partial<DraftBody> => {
  switch (cadence.kind) {
    case 'weekly':
      return { howMany: cadence.count };
    case 'weekly-until':
      return { howMany: 'until', until: cadence.until };
    case 'continuous':
      return { howMany: 'endless' };
  }
};

/** Says what was understood and what was not, so that nobody has to guess. */
const heard = (texts: Texts, zone: string, { understood, notUnderstood }: PlanWords): string[] => {
  const { planning } = texts;
  const noon = (day: string) => texts.calendar.day(atLocal(day, '12:00', zone), zone);
  const meanings = understood.map(({ as }) =>
    planning.meaning(as.kind === 'title' ? { ...as, title: cut(as.title, repeatedChars) } : as, noon),
  );
  const isLong = understood.some(({ as }) => as.kind === 'title' && isTooLong(as.title));
  return [
    ...(meanings.length > 0 ? [planning.understood(meanings)] : []),
    ...(isLong ? [planning.faults.longTitle(mostTitleChars)] : []),
    ...notUnderstood
      .slice(0, mostRepeated)
      .map(({ words, code }) => planning.notUnderstood(cut(words, repeatedChars), planning.wordFaults[code])),
    ...(notUnderstood.length > mostRepeated
      ? [planning.moreNotUnderstood(notUnderstood.length - mostRepeated)]
      : []),
  ];
};
