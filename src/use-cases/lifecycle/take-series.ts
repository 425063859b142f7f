import { isOpen } from '../../session/session.ts';
import { isOnHold } from '../bookings.ts';
import { applyAll, changeSession } from '../change-session.ts';
import type { By, Context } from '../context.ts';
import { lockSeries } from '../lock-series.ts';
import { once } from '../once.ts';
import type { Series, Stores } from '../ports.ts';
import type { Refusal } from '../refuse.ts';
import { releaseSessions } from '../release-sessions.ts';
import { topUp } from '../top-up.ts';

type Taken = { series: Series; nextAt: Date | undefined } | { refusal: Refusal };

/**
 * Makes a member the lead of a series whose lead has left; where it waits, it goes on with the next dates.
 * @returns the series and its next date, or why not
 */
export const takeSeries = async (context: Context, by: By, seriesId: string): Promise<Taken> => {
  const member = await context.directory.member(by.workspace, by.memberId);
  const now = context.now();
  const taken = await context.transaction(by.workspace, async (stores): Promise<Taken> => {
    const early = await refusalOf(stores, seriesId);
    if (early) return { refusal: early };
    await takeOpenSessions(context, stores, seriesId, by.memberId, now);
    const locked = await lockSeries(stores, seriesId, now);
    // Somebody else may have been quicker while this one waited for the lock.
    const refusal = await refusalOf(stores, seriesId);
    if (!locked || refusal) return { refusal: refusal ?? 'gone' };
    const { series, planned } = locked;
    await once(context, stores, by);
    await stores.people.saveMember(member);
    const others = series.coLeadId === by.memberId ? undefined : series.coLeadId;
    await stores.lifecycle.changeLead(seriesId, by.memberId, others);
    await stores.lifecycle.endInterruption(seriesId);
    const leaderless = planned.filter(({ session }) => session.lead.memberId === series.leadId);
    await applyAll(context, stores, leaderless, () => ({ type: 'hand-over', leadId: by.memberId, now }));
    const first = await goOn(context, stores, seriesId, by.memberId, now);
    return {
      series,
      nextAt: first ?? planned.find(({ session }) => !isOnHold(session))?.session.plan.startsAt,
    };
  });
  context.nudge();
  return taken;
};

const refusalOf = async (stores: Stores, seriesId: string): Promise<Refusal | undefined> => {
  const series = await stores.series.find(seriesId);
  if (!series) return 'gone';
  if (series.status === 'ended') return 'series-ended';
  const { why } = await stores.lifecycle.interruption(seriesId);
  return why === 'lead-left' ? undefined : 'has-a-lead';
};

/** Those that run on without a lead. */
const takeOpenSessions = async (
  context: Context,
  stores: Stores,
  seriesId: string,
  leadId: string,
  now: Date,
): Promise<void> => {
  for (const { facts, session } of await stores.sessions.ofSeries(seriesId)) {
    if (!isOpen(session) || !session.lead.absent) continue;
    await changeSession(context, stores, facts.id, { type: 'take-lead', leadId, now });
  }
};

/** Read anew: the sessions have another lead by now. */
const goOn = async (
  context: Context,
  stores: Stores,
  seriesId: string,
  memberId: string,
  now: Date,
): Promise<Date | undefined> => {
  const locked = await lockSeries(stores, seriesId, now);
  if (!locked) return undefined;
  const first = await releaseSessions(context, stores, locked);
  if (locked.series.status === 'paused') await stores.series.setStatus(seriesId, 'active', memberId);
  const subject = { kind: 'series', id: seriesId } as const;
  await stores.ledger.outdate(
    (['announcement', 'lead-left'] as const).map((kind) => ({ subject, kind, urgency: 'now' as const })),
    now,
  );
  await topUp(context, stores, seriesId, now);
  return first;
};
