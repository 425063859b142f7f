import { localParts } from '../series/local-time.ts';
import { asOf } from '../session/decide.ts';
import { applyAll } from './change-session.ts';
import type { By, Context } from './context.ts';
import { whyPast } from './control-session.ts';
import { type LockedSeries, lockSeries } from './lock-series.ts';
import { once } from './once.ts';
import type { Series, SeriesStatus, StoredSession, Stores } from './ports.ts';
import type { Refusal } from './refuse.ts';
import { releaseSessions } from './release-sessions.ts';
import { nextDates } from './series-dates.ts';
import { topUp } from './top-up.ts';

/** Who leads a series, with the other lead, or planned it may change it, and an admin (product, rights). */
export const mayChange = (
  { leadId, coLeadId, plannedBy }: Series,
  { memberId, role }: Pick<By, 'memberId' | 'role'>,
): boolean => role === 'admin' || [leadId, coLeadId, plannedBy].includes(memberId);

export type SeriesChange<Done> = { series: Series; done: Done } | { refusal: Refusal };

/** Changes a series under its lock. */
const changeSeries = async <Done extends object>(
  context: Context,
  by: By,
  seriesId: string,
  work: (stores: Stores, locked: LockedSeries) => Promise<Done | Refusal>,
): Promise<SeriesChange<Done>> => {
  const now = context.now();
  const member = await context.directory.member(by.workspace, by.memberId);
  const result = await context.transaction(by.workspace, async (stores): Promise<SeriesChange<Done>> => {
    const locked = await lockSeries(stores, seriesId, now);
    if (!locked) return { refusal: 'gone' };
    const { series } = locked;
    if (!mayChange(series, by)) return { refusal: 'not-your-series' };
    if (series.status === 'ended') return { refusal: 'series-ended' };
    await once(context, stores, by);
    await stores.people.saveMember(member);
    const done = await work(stores, locked);
    return typeof done === 'string' ? { refusal: done } : { series, done };
  });
  context.nudge();
  return result;
};

const setStatus = async (
  stores: Stores,
  { id }: Series,
  status: SeriesStatus,
  memberId: string,
  now: Date,
): Promise<void> => {
  await stores.series.setStatus(id, status, memberId);
  const subject = { kind: 'series', id } as const;
  const stale = (['announcement', 'lead-left'] as const).map((kind) => ({
    subject,
    kind,
    urgency: 'now' as const,
  }));
  await stores.ledger.outdate(stale, now);
};

/** Nothing becomes due any more until the series is resumed; a session that runs goes on. */
export const pauseSeries = (
  context: Context,
  by: By,
  seriesId: string,
): Promise<SeriesChange<{ held: number }>> =>
  changeSeries(context, by, seriesId, async (stores, { series, planned, now }) => {
    if (series.status === 'paused') return 'series-paused';
    await applyAll(context, stores, planned, () => ({ type: 'hold', memberId: by.memberId, now }));
    await setStatus(stores, series, 'paused', by.memberId, now);
    return { held: planned.length };
  });

/**
 * The sessions that were held get the next dates of the rhythm from now on, in their order. Where the lead has left,
 * whoever presses first in the channel leads.
 */
export const resumeSeries = async (
  context: Context,
  by: By,
  seriesId: string,
): Promise<SeriesChange<{ nextAt: Date | undefined }>> => {
  if (await isShutOut(context, by, seriesId)) return { refusal: 'bot-not-here' };
  return changeSeries(context, by, seriesId, async (stores, locked) => {
    const { series, now } = locked;
    if (series.status !== 'paused') return 'not-on-hold';
    const { why } = await stores.lifecycle.interruption(seriesId);
    const nextAt = await releaseSessions(context, stores, locked);
    await setStatus(stores, series, 'active', by.memberId, now);
    if (why === 'lead-left') {
      const leaderless = await stores.sessions.lockPlanned(seriesId);
      await applyAll(context, stores, leaderless, () => ({ type: 'decline-lead', now }));
    } else await stores.lifecycle.endInterruption(seriesId);
    await topUp(context, stores, seriesId, now);
    return { nextAt };
  });
};

/** Whether the bot could post nothing in the channel of a series. */
const isShutOut = async (
  { directory, transaction }: Context,
  { workspace }: By,
  seriesId: string,
): Promise<boolean> => {
  const found = await transaction(workspace, ({ series }) => series.find(seriesId));
  return found !== undefined && (await directory.channel(workspace, found.channelId)).hindrance !== undefined;
};

/** Cancels everything that is planned; what was held stays as it is. */
export const endSeries = (
  context: Context,
  by: By,
  seriesId: string,
): Promise<SeriesChange<{ cancelled: number }>> =>
  changeSeries(context, by, seriesId, async (stores, { series, planned, now }) => {
    // First, so that a continuous series plans no others in their place.
    await setStatus(stores, series, 'ended', by.memberId, now);
    await applyAll(context, stores, planned, () => ({ type: 'cancel', memberId: by.memberId, now }));
    return { cancelled: planned.length };
  });

export type Skipped = { title: string; skipped: Date; startsAt: Date };

/**
 * Holds nothing on the date of a session: it and those after it in its series take the next one's place, the last one
 * gets the next date, so that no content is lost.
 * @param date the one that was meant, `yyyy-mm-dd`: a press that meets another one does nothing
 */
export const skipDate = async (
  context: Context,
  by: By,
  sessionId: string,
  date: string,
): Promise<SeriesChange<Skipped>> => {
  const stored = await context.transaction(by.workspace, ({ sessions }) => sessions.find(sessionId));
  if (!stored) return { refusal: 'gone' };
  return changeSeries(context, by, stored.facts.seriesId, async (stores, { series, planned, now }) => {
    if (series.cadence.kind === 'once') return 'no-next-date';
    if (series.status === 'paused') return 'series-paused';
    const from = planned.findIndex(({ facts }) => facts.id === sessionId);
    if (from < 0) return whyPast(asOf(stored.session, now));
    const moving = planned.slice(from);
    const starts = moving.map(({ session }) => session.plan.startsAt);
    if (localParts(starts[0]!, series.zone).date !== date) return 'date-changed';
    const skipDates = [...series.skipDates, { from: date, to: date }];
    await stores.series.changeSkipDates(series.id, skipDates);
    const { plan } = stored.session;
    const added = await nextDates(stores, { ...series, skipDates }, plan, starts.at(-1)!, 1);
    const dates = [...starts.slice(1), ...added];
    await applyAll(context, stores, moving, (index) => ({ type: 'move', startsAt: dates[index]!, now }));
    return { title: stored.facts.title, skipped: starts[0]!, startsAt: dates[0]! };
  });
};

/** What a copy or a question before the end needs of a series. */
export const readSeries = (
  { transaction }: Context,
  { workspace }: By,
  id: string,
): Promise<{ series: Series; sessions: StoredSession[] } | undefined> =>
  transaction(workspace, async (stores) => {
    const series = await stores.series.find(id);
    return series && { series, sessions: await stores.sessions.ofSeries(id) };
  });
