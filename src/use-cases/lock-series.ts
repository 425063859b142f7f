import { asOf } from '../session/decide.ts';
import type { Series, StoredSession, Stores } from './ports.ts';

/** A series with its sessions that are planned at `now`, by their start; all of them locked. */
export type LockedSeries = { series: Series; planned: StoredSession[]; now: Date };

/**
 * Sessions are locked first, as the sweep does, and once more after the series: one may have been planned meanwhile.
 * @returns undefined where there is no such series
 */
export const lockSeries = async (
  stores: Stores,
  seriesId: string,
  now: Date,
): Promise<LockedSeries | undefined> => {
  await stores.sessions.lockPlanned(seriesId);
  const series = await stores.series.lock(seriesId);
  if (!series) return undefined;
  const planned = (await stores.sessions.lockPlanned(seriesId))
    .filter(({ session }) => asOf(session, now).status === 'planned')
    .toSorted((one, other) => msOf(one) - msOf(other));
  return { series, planned, now };
};

const msOf = ({ session }: StoredSession): number => session.plan.startsAt.getTime();
