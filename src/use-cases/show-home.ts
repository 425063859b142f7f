import { type Home, type HomeSession, home } from '../messages/home.ts';
import { isOpen } from '../session/session.ts';
import { isOnHold } from './bookings.ts';
import type { By, Context } from './context.ts';
import type { ChannelId, ComingSeries, StoredSession, Stores } from './ports.ts';

/** As many of each kind are looked at; those of channels that the reader is not in are left out. */
const mostRead = 200;

export type Viewer = Pick<By, 'workspace' | 'memberId'>;

/**
 * A member's own page: what they are in, what they lead and what they planned. Nothing of a channel that they are not
 * in now stands on it, not even a title (product, rights).
 */
export const showHome = async (context: Context, by: Viewer): Promise<Home> => {
  const { memberId, workspace } = by;
  const found = await context.transaction(workspace, async ({ sessions, series }) => ({
    mine: await sessions.comingFor(memberId, mostRead),
    led: await sessions.comingLedBy(memberId, mostRead),
    planned: await series.comingPlannedBy(memberId, mostRead),
  }));
  const channels = new Set([
    ...[...found.mine, ...found.led].map(({ facts }) => facts.channelId),
    ...found.planned.map(({ channelId }) => channelId),
  ]);
  const own = await channelsOf(context, by, [...channels]);
  const view = await context.transaction(workspace, async (stores) => {
    const shown = async (sessions: readonly StoredSession[]) => {
      const inOwn = sessions.filter(({ facts, session }) => own.has(facts.channelId) && !isOnHold(session));
      const entries: HomeSession[] = [];
      for (const stored of inOwn) entries.push(await homeSession(stores, stored));
      return entries;
    };
    return {
      mine: await shown(found.mine),
      led: await shown(found.led),
      planned: await homeSeries(
        stores,
        found.planned.filter(({ channelId }) => own.has(channelId)),
      ),
    };
  });
  return home(context.texts, view);
};

/** Those of the channels that a member is in; a channel that the bot cannot see counts as one they are not in. */
const channelsOf = async (
  { directory }: Context,
  { workspace, memberId }: Viewer,
  channels: readonly ChannelId[],
): Promise<ReadonlySet<ChannelId>> => {
  const isIn = await Promise.all(
    channels.map(async (id) => (await directory.isIn(workspace, id, memberId)) === true),
  );
  return new Set(channels.filter((_, index) => isIn[index]));
};

const homeSession = async (stores: Stores, { facts, session }: StoredSession): Promise<HomeSession> => {
  const { id, channelId, seriesId, title } = facts;
  const { zone } = await stores.series.get(seriesId);
  const kind = isOpen(session) && (`prompt-${session.phase}` as const);
  const run = isOpen(session) ? session.run.phases[session.phase - 1]?.run : undefined;
  return {
    id,
    title,
    session,
    zone,
    channelName: (await stores.people.getChannel(channelId)).name,
    leadName: (await stores.people.getMember(session.lead.memberId)).name,
    currentPrompt: kind ? await stores.ledger.reference({ kind: 'session', id }, kind, run) : undefined,
  };
};

const homeSeries = async (stores: Stores, planned: readonly ComingSeries[]) => {
  const entries = [];
  for (const { channelId, ...series } of planned) {
    entries.push({ ...series, channelName: (await stores.people.getChannel(channelId)).name });
  }
  return entries;
};
