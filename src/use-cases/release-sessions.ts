import { localParts } from '../series/local-time.ts';
import { isSelfPaced } from '../session/pace.ts';
import { earlier, minute } from '../session/rules.ts';
import { plannedMinutes } from '../session/timetable.ts';
import { bookingsIn, clashAt, isOnHold } from './bookings.ts';
import { applyAll } from './change-session.ts';
import type { Context } from './context.ts';
import type { LockedSeries } from './lock-series.ts';
import type { OwedPost, Series, StoredSession, Stores } from './ports.ts';
import { nextDates } from './series-dates.ts';

/**
 * Gives the sessions that are on hold their dates from now on, in their order, and owes again what could not be posted
 * in the channel meanwhile.
 * @returns the first of the dates; undefined where nothing was on hold
 */
export const releaseSessions = async (
  context: Pick<Context, 'newId'>,
  stores: Stores,
  { series, planned, now }: LockedSeries,
): Promise<Date | undefined> => {
  const held = planned.filter(({ session }) => isOnHold(session));
  const dates = await datesFor(stores, series, held, now);
  await applyAll(context, stores, held, (index) => ({ type: 'release', startsAt: dates[index]!, now }));
  await stores.ledger.owe([...announcementOf(series, now), ...cardsOf(held, dates)]);
  await stores.lifecycle.catchUp(series.channelId, now);
  return dates[0];
};

const datesFor = async (
  stores: Stores,
  series: Series,
  held: readonly StoredSession[],
  now: Date,
): Promise<Date[]> => {
  const [first] = held;
  if (!first) return [];
  return series.cadence.kind === 'once'
    ? dateOfSingle(stores, series, first, now)
    : nextDates(stores, series, first.session.plan, now, held.length);
};

/** A single session keeps its date; where that is over or taken it is held on the same weekday, a week or more later. */
const dateOfSingle = async (
  stores: Stores,
  series: Series,
  { facts, session: { plan } }: StoredSession,
  now: Date,
): Promise<Date[]> => {
  const { startsAt } = plan;
  const bookings = isSelfPaced(plan) ? [] : await bookingsIn(stores, series.channelId, facts.id);
  if (startsAt > now && !clashAt(startsAt, plannedMinutes(plan), bookings)) return [startsAt];
  const { date, time, weekday } = localParts(startsAt, series.zone);
  const weekly = { kind: 'continuous' as const, everyWeeks: 1, days: [weekday] };
  return nextDates(stores, { ...series, cadence: weekly, firstDate: date, localTime: time }, plan, now, 1);
};

const announcementOf = ({ id, kind }: Series, now: Date): OwedPost[] =>
  kind === 'ad-hoc'
    ? []
    : [
        {
          subject: { kind: 'series', id },
          kind: 'announcement',
          recipient: '',
          run: 0,
          dueAt: now,
          after: undefined,
        },
      ];

const cardsOf = (held: readonly StoredSession[], dates: readonly Date[]): OwedPost[] =>
  held.flatMap(({ facts, session }, index): OwedPost[] => {
    if (session.status !== 'planned' || !session.announced) return [];
    const dueAt = earlier(dates[index]!, session.plan.cardMinutes * minute);
    return [
      {
        subject: { kind: 'session', id: facts.id },
        kind: 'card',
        recipient: '',
        run: 0,
        dueAt,
        after: undefined,
      },
    ];
  });
