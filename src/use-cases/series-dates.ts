import { nextMeetings } from '../series/meetings.ts';
import { overlapping } from '../series/overlap.ts';
import { isSelfPaced } from '../session/pace.ts';
import type { Plan } from '../session/session.ts';
import { plannedMinutes } from '../session/timetable.ts';
import { bookingsIn } from './bookings.ts';
import type { Series, Stores } from './ports.ts';

/**
 * The next dates in a series' rhythm, also beyond the end that was planned: a session that was put off still takes
 * place. Left out are the skip dates of the channel and the series, and dates on which the channel's time is taken:
 * nobody is there to choose another time, so the rhythm's next date serves.
 */
export const nextDates = async (
  stores: Stores,
  series: Series,
  plan: Plan,
  after: Date,
  howMany: number,
): Promise<Date[]> => {
  const { cadence, channelId, firstDate, localTime, zone } = series;
  if (cadence.kind === 'once') return [];
  const { skipDates } = await stores.settings.get(channelId);
  const skip = [...skipDates, ...series.skipDates];
  const bookings = isSelfPaced(plan) ? [] : await bookingsIn(stores, channelId);
  const minutes = plannedMinutes(plan);
  const endless = { kind: 'continuous', everyWeeks: cadence.everyWeeks, days: cadence.days } as const;
  const slot = { date: firstDate, time: localTime, zone };
  const dates: Date[] = [];
  let cursor = after;
  while (dates.length < howMany) {
    const [next] = nextMeetings(slot, endless, cursor, 1, skip);
    if (!next) return dates;
    if (!overlapping(next, minutes, bookings)) dates.push(next);
    cursor = next;
  }
  return dates;
};
