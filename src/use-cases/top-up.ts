import { evolve } from '../session/evolve.ts';
import { latest } from '../session/rules.ts';
import { planSession, type Session } from '../session/session.ts';
import type { Context } from './context.ts';
import { plannedAhead } from './planning-dates.ts';
import type { Series, StoredSession, Stores } from './ports.ts';
import { nextDates } from './series-dates.ts';

/**
 * Keeps the next sessions of a continuous series planned (product, timing contract): its contents begin anew when all
 * were held, its members who want to be called every time are in. Does nothing for any other series.
 */
export const topUp = async (
  { newId }: Pick<Context, 'newId'>,
  stores: Stores,
  seriesId: string,
  now: Date,
): Promise<void> => {
  const series = await stores.series.lock(seriesId);
  if (series?.status !== 'active' || series.kind !== 'continuous') return;
  const sessions = await stores.sessions.ofSeries(seriesId);
  const missing = plannedAhead - sessions.filter(({ session }) => session.status === 'planned').length;
  const last = sessions.at(-1);
  if (missing <= 0 || !last) return;
  // A cancelled session keeps its date: its place is not filled by another.
  const after = sessions.reduce((until, { session }) => latest(until, session.plan.startsAt), now);
  const dates = await nextDates(stores, series, last.session.plan, after, missing);
  for (const [index, startsAt] of dates.entries()) {
    await add(stores, series, last, { id: newId(), ordinal: last.facts.ordinal + index + 1, startsAt, now });
  }
};

type Added = { id: string; ordinal: number; startsAt: Date; now: Date };

const add = async (
  stores: Stores,
  series: Series,
  { facts, session }: StoredSession,
  { id, ordinal, startsAt, now }: Added,
): Promise<void> => {
  const content = series.contents[(ordinal - 1) % series.contents.length]!;
  const signedUp = (await stores.series.signedUp(series.id)).filter(({ choice }) => choice === 'all');
  const planned: Session = planSession(
    { ...session.plan, startsAt },
    { memberId: series.leadId, ...(series.coLeadId && { coLeadId: series.coLeadId }) },
  );
  await stores.sessions.add(
    { ...facts, id, ordinal, content, title: content.title },
    evolve(planned, { type: 'people-counted', peopleIn: signedUp.length, at: now }),
  );
  await Promise.all(signedUp.map(({ memberId }) => stores.participants.join(id, memberId, now)));
};
