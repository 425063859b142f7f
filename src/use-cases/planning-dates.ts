import type { Cadence, RepeatingCadence, Slot } from '../series/cadence.ts';
import { meetings, nextMeetings } from '../series/meetings.ts';
import { outsideWorkingHours } from '../series/working-hours.ts';
import { isSelfPaced } from '../session/pace.ts';
import { defaultPhaseMinutes } from '../session/rules.ts';
import { plannedMinutes } from '../session/timetable.ts';
import { seriesOf } from '../templates/find-session.ts';
import { examplesOf, fillPattern } from '../templates/pattern.ts';
import type { ReadySeries, ReadySession, Templates } from '../templates/ready-session.ts';
import type { DraftBody } from './planning-draft.ts';

/** A series without end has this many sessions planned at any time (product, timing contract). */
export const plannedAhead = 5;

const minutes = plannedMinutes({ phaseMinutes: defaultPhaseMinutes });

export const slotOf = ({ date, time, zone }: DraftBody): Slot => ({ date, time, zone });

/** How often it would meet; undefined while no day is chosen. */
export const cadenceOf = (templates: Templates, draft: DraftBody): Cadence | undefined => {
  const series = seriesOf(templates, draft.what);
  if (draft.howOften === 'once') return { kind: 'once' };
  if (draft.howOften === 'series' && series) {
    const days = series.days as RepeatingCadence['days'];
    return { kind: 'weekly', everyWeeks: 1, days, count: series.sessions.length };
  }
  if (draft.days.length === 0) return undefined;
  const rhythm = { everyWeeks: draft.everyWeeks, days: draft.days as RepeatingCadence['days'] };
  switch (draft.howMany) {
    case 'endless':
      return { kind: 'continuous', ...rhythm };
    case 'until':
      return { kind: 'weekly-until', ...rhythm, until: draft.until ?? draft.date };
    default:
      return { kind: 'weekly', ...rhythm, count: draft.howMany };
  }
};

/** When it would meet, without the days that channel and series leave out; of a series without end the first ones. */
export const datesOf = (templates: Templates, draft: DraftBody): Date[] => {
  const cadence = cadenceOf(templates, draft);
  if (!cadence) return [];
  const skip = [...draft.channelSkip, ...draft.skipDates];
  return cadence.kind === 'continuous'
    ? nextMeetings(slotOf(draft), cadence, new Date(0), plannedAhead, skip)
    : meetings(slotOf(draft), cadence, skip);
};

/** Whether any of it lies outside the channel's working hours, so that it has to be confirmed. */
export const isOutsideHours = (draft: DraftBody, dates: readonly Date[]): boolean =>
  !isSelfPaced(draft) &&
  dates.some((startsAt) => outsideWorkingHours(startsAt, minutes, draft.zone, draft.workingHours));

/** What was picked: a ready session with the words as edited, or a pattern, filled in or not. */
export type Picked = {
  session: ReadySession;
  series: ReadySeries | undefined;
  /** A pattern's gaps still hold its examples. */
  hasGaps: boolean;
};

export const pickedOf = (templates: Templates, { what, edited }: DraftBody): Picked => {
  const series = seriesOf(templates, what);
  if (edited) return { session: edited, series, hasGaps: false };
  const ready = templates.sessions.find(({ id }) => id === what);
  const pattern = templates.patterns.find(({ id }) => id === what);
  if (ready || !pattern) return { session: ready ?? templates.sessions[0]!, series, hasGaps: false };
  return { session: exampleOf(pattern), series, hasGaps: true };
};

/** A pattern with its own examples in its gaps, to look at. */
const exampleOf = (pattern: Templates['patterns'][number]): ReadySession => {
  const filled = fillPattern(pattern, examplesOf(pattern));
  if ('missing' in filled) throw new Error(`the examples of ${pattern.id} do not fill it`);
  return filled;
};

/**
 * The sessions in the order in which they are held: the series that the picked one
 * belongs to, from its beginning, else the picked one. They begin anew where there are more dates.
 */
export const contentsOf = (templates: Templates, draft: DraftBody): ReadySession[] => {
  const { session, series } = pickedOf(templates, draft);
  if (draft.howOften === 'once' || !series) return [session];
  return series.sessions.map((id) =>
    id === session.id ? session : templates.sessions.find((ready) => ready.id === id)!,
  );
};
