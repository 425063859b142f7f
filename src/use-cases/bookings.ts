import { type Booking, nextFree, overlapping } from '../series/overlap.ts';
import { isSelfPaced } from '../session/pace.ts';
import { minute } from '../session/rules.ts';
import { endOf, plannedMinutes } from '../session/timetable.ts';
import type { ChannelId, StoredSession, Stores } from './ports.ts';

export type TitledBooking = Booking & { title: string };

/**
 * The times that a channel's sessions take; one that is open for hours or days takes nobody's time from another.
 * @param except a session that is about to get another time
 */
export const bookingsIn = async (
  stores: Stores,
  channelId: ChannelId,
  except?: string,
): Promise<TitledBooking[]> =>
  (await stores.sessions.comingIn(channelId))
    .filter(({ facts, session }) => facts.id !== except && !isOnHold(session) && !isSelfPaced(session.plan))
    .map(({ facts, session }) => ({
      title: facts.title,
      startsAt: session.plan.startsAt,
      minutes: Math.max(
        plannedMinutes(session.plan),
        (endOf(session).getTime() - session.plan.startsAt.getTime()) / minute,
      ),
    }));

/** A held session has lost its date. */
export const isOnHold = (session: StoredSession['session']): boolean =>
  session.status === 'planned' && session.heldBy !== undefined;

export type Clash = { title: string; freeAt: Date };

/** What is on at a time already, and when it would be free. */
export const clashAt = (
  startsAt: Date,
  minutes: number,
  bookings: readonly TitledBooking[],
): Clash | undefined => {
  const other = overlapping(startsAt, minutes, bookings);
  return other && { title: other.title, freeAt: nextFree(startsAt, minutes, bookings) };
};
