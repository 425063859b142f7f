import type { Hindrance } from '../../messages/channel-closed.ts';
import { asOf } from '../../session/decide.ts';
import { later, second } from '../../session/rules.ts';
import { applyAll, applyCommand } from '../change-session.ts';
import type { Context } from '../context.ts';
import { lockSeries } from '../lock-series.ts';
import type { ChannelId, OwedPost, Series, Stores, WorkspaceId } from '../ports.ts';

/**
 * The bot can post nothing in a channel any more: what runs there is broken off, what is planned waits, nothing is
 * posted or edited, and each lead is told once, in private.
 * @param why counts where the platform says only that it is so
 */
export const shutChannel = async (
  context: Context,
  workspace: WorkspaceId,
  channelId: ChannelId,
  why: Hindrance,
): Promise<void> => {
  const { botIsIn, hindrance } = await context.directory.channel(workspace, channelId);
  if (botIsIn) return;
  const cause = hindrance === undefined || hindrance === 'channel-gone' ? why : hindrance;
  await context.transaction(workspace, async (stores) => {
    const now = context.now();
    const brokenOff = await breakOff(context, stores, channelId, now);
    const concerned: { series: Series; run: number }[] = [];
    for (const id of await stores.lifecycle.seriesIn(channelId)) {
      const series = await interrupt(context, stores, id, cause, brokenOff.has(id), now);
      if (series) concerned.push(series);
    }
    await stores.lifecycle.dropMessages(channelId);
    await stores.ledger.owe(toldOnce(concerned, now));
  });
  context.nudge();
};

/** Breaks off what runs in a channel; returns the series that it belongs to. */
const breakOff = async (
  context: Context,
  stores: Stores,
  channelId: ChannelId,
  now: Date,
): Promise<ReadonlySet<string>> => {
  const series = new Set<string>();
  // All are locked before any series is, as the sweep does.
  for (const id of await stores.lifecycle.liveIn(channelId)) {
    const stored = await stores.sessions.lock(id);
    if (!stored || asOf(stored.session, now).status === 'planned') continue;
    const { refusal } = await applyCommand(context, stores, stored, { type: 'break-off', now });
    if (!refusal) series.add(stored.facts.seriesId);
  }
  return series;
};

const interrupt = async (
  context: Context,
  stores: Stores,
  seriesId: string,
  why: Hindrance,
  hasBrokenOff: boolean,
  now: Date,
): Promise<{ series: Series; run: number } | undefined> => {
  const locked = await lockSeries(stores, seriesId, now);
  if (!locked) return undefined;
  const { series, planned } = locked;
  const isActive = series.status === 'active' && planned.length > 0;
  if (!isActive && !hasBrokenOff) return undefined;
  if (isActive) {
    await applyAll(context, stores, planned, () => ({ type: 'hold', memberId: '', now }));
    const stale = { subject: { kind: 'series', id: series.id }, kind: 'announcement' } as const;
    await stores.ledger.outdate([{ ...stale, urgency: 'now' }], now);
  }
  return { series, run: await stores.lifecycle.interrupt(seriesId, why, isActive) };
};

/** One message to each lead, about all that they lead there. */
const toldOnce = (concerned: readonly { series: Series; run: number }[], now: Date): OwedPost[] =>
  [...Map.groupBy(concerned, ({ series }) => series.leadId)].map(([leadId, [first]]) => ({
    subject: { kind: 'series', id: first!.series.id },
    kind: 'channel-closed',
    recipient: leadId,
    run: first!.run,
    dueAt: now,
    after: undefined,
  }));

/** The bot may post there again. What waits goes on when somebody resumes it; what stands there becomes right. */
export const openChannelAgain = async (
  context: Context,
  workspace: WorkspaceId,
  channelId: ChannelId,
): Promise<void> => {
  const { hindrance } = await context.directory.channel(workspace, channelId);
  if (hindrance !== undefined) return;
  await context.transaction(workspace, ({ lifecycle }) => lifecycle.catchUp(channelId, context.now()));
  context.nudge();
};

/** So long a message waits that was refused although its channel is open. */
const retryMs = 5 * second;

/**
 * The platform has refused a message because nothing can be posted in its channel: the event that said so was lost, or
 * is still on its way.
 * @param delivery the message's row in the ledger
 */
export const refusedInChannel = async (
  context: Context,
  workspace: WorkspaceId,
  delivery: string,
): Promise<void> => {
  const { directory, transaction, now, machineNow } = context;
  const channelId = await transaction(workspace, ({ lifecycle }) => lifecycle.placeOf(delivery));
  if (channelId === undefined) return;
  directory.forget(workspace, channelId);
  const { botIsIn } = await directory.channel(workspace, channelId);
  if (!botIsIn) await shutChannel(context, workspace, channelId, 'channel-gone');
  await transaction(workspace, ({ lifecycle }) =>
    botIsIn
      ? lifecycle.tryAgain(delivery, { now: now(), retryAt: later(machineNow(), retryMs) })
      : lifecycle.closedWithChannel(delivery),
  );
  context.nudge();
};
