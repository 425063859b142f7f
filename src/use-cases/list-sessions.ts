import type { ListedSeries, ListedSession } from '../messages/list-entries.ts';
import { overview } from '../messages/overview.ts';
import { earlier, minute } from '../session/rules.ts';
import { isOnHold } from './bookings.ts';
import { mayChange } from './change-series.ts';
import type { By, Context } from './context.ts';
import { mayControl } from './control-session.ts';
import type { ChannelId, Series, StoredSession, Stores } from './ports.ts';
import { note, type Reaction } from './reaction.ts';
import { isCancelled } from './view-session.ts';

/** Sessions that did not take place are offered for as long as somebody may want to make up for them. */
const missedMs = 7 * 24 * 60 * minute;

/**
 * A channel's coming sessions, those that did not take place, and its running series, with the buttons that the
 * asker may use.
 * @param from the place in the order of coming sessions from which on they are shown, as a page in the note's place
 */
export const listSessions = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  from?: number,
): Promise<Reaction> => {
  const channel = await context.directory.channel(by.workspace, channelId);
  const since = earlier(context.now(), missedMs);
  const message = await context.transaction(by.workspace, async (stores) => {
    const coming = (await stores.sessions.comingIn(channelId)).filter(
      ({ session: { status } }) => status !== 'collecting',
    );
    // What waits for its series has no date and stands behind those that have one.
    const ordered = [
      ...coming.filter(({ session }) => !isOnHold(session)),
      ...coming.filter(({ session }) => isOnHold(session)),
    ];
    const missed = (await stores.sessions.missedIn(channelId, since)).toReversed();
    return overview(context.texts, {
      channelName: channel.name,
      coming: await listedOf(stores, by, ordered),
      from: from ?? 0,
      missed: await listedOf(stores, by, missed),
      series: await seriesIn(stores, by, channelId),
    });
  });
  return note(message, from !== undefined);
};

const listedOf = async (
  stores: Stores,
  by: By,
  sessions: readonly StoredSession[],
): Promise<ListedSession[]> => {
  const listed: ListedSession[] = [];
  for (const stored of sessions) listed.push(await listedSession(stores, by, stored));
  return listed;
};

const listedSession = async (stores: Stores, by: By, stored: StoredSession): Promise<ListedSession> => {
  const { facts, session } = stored;
  const series = await stores.series.get(facts.seriesId);
  return {
    id: facts.id,
    title: facts.title,
    session,
    zone: series.zone,
    leadName: (await stores.people.getMember(session.lead.memberId)).name,
    own: mayControl(stored, by),
    ownSeries: mayChange(series, by),
    inSeries: series.cadence.kind !== 'once',
    isIn: await stores.participants.isIn(facts.id, by.memberId),
  };
};

const seriesIn = async (stores: Stores, by: By, channelId: ChannelId): Promise<ListedSeries[]> => {
  const listed: ListedSeries[] = [];
  for (const series of await stores.series.runningIn(channelId))
    listed.push(await listedSeries(stores, by, series));
  return listed;
};

const listedSeries = async (stores: Stores, by: By, series: Series): Promise<ListedSeries> => {
  const sessions = (await stores.sessions.ofSeries(series.id)).filter(({ session }) => !isCancelled(session));
  const planned = sessions.filter(({ session }) => session.status === 'planned');
  const starts = planned.map(({ session }) => session.plan.startsAt.getTime());
  const { id, title, cadence, status, zone, changedBy } = series;
  return {
    id,
    title,
    cadence,
    status,
    zone,
    changedBy: changedBy && (await stores.people.getMember(changedBy)).name,
    nextAt: starts.length > 0 ? new Date(Math.min(...starts)) : undefined,
    left: planned.length,
    total: sessions.length,
    own: mayChange(series, by),
  };
};
