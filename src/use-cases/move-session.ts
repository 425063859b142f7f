import { isSelfPaced } from '../session/pace.ts';
import { plannedMinutes } from '../session/timetable.ts';
import { bookingsIn, type Clash, clashAt } from './bookings.ts';
import { changeSession } from './change-session.ts';
import type { By, Context } from './context.ts';
import { mayControl } from './control-session.ts';
import { once } from './once.ts';
import type { StoredSession } from './ports.ts';
import type { Refusal } from './refuse.ts';
import { type Crowd, crowdAt } from './start-budget.ts';

export type Moved = { stored: StoredSession | undefined; refusal?: Refusal; clash?: Clash; crowd?: Crowd };

/**
 * Gives a session that has not taken place another time; refused, with the next free time, where the channel has
 * something else on then, or too many begin in the workspace at once.
 * @param startsAt made from the session as it is stored, under its lock
 */
export const moveSession = async (
  context: Context,
  by: By,
  id: string,
  startsAt: (stored: StoredSession) => Date,
): Promise<Moved> => {
  const now = context.now();
  const moved = await context.transaction(by.workspace, async (stores): Promise<Moved> => {
    const stored = await stores.sessions.lock(id);
    if (!stored) return { stored, refusal: 'gone' };
    if (!mayControl(stored, by)) return { stored, refusal: 'not-yours' };
    const wanted = startsAt(stored);
    const { plan } = stored.session;
    const bookings = isSelfPaced(plan) ? [] : await bookingsIn(stores, stored.facts.channelId, id);
    const clash = clashAt(wanted, plannedMinutes(plan), bookings);
    if (clash) return { stored, clash };
    const crowd = await crowdAt(context, stores, [wanted], id);
    if (crowd) return { stored, crowd };
    const change = await changeSession(context, stores, id, { type: 'move', startsAt: wanted, now });
    // A form that was refused is sent again with another time.
    if (change && !change.refusal) await once(context, stores, by);
    return change ?? { stored, refusal: 'gone' };
  });
  context.nudge();
  return moved;
};
