import { channelClosed, type Hindrance } from '../../messages/channel-closed.ts';
import { type LeadLeftView, leadLeft } from '../../messages/lead-left.ts';
import { isOpen } from '../../session/session.ts';
import { isOnHold } from '../bookings.ts';
import type { Context } from '../context.ts';
import type { Letter } from '../delivery-ports.ts';
import type { Composition, Series, Stores } from '../ports.ts';

const superseded: Composition = { nothing: 'superseded' };

/** What the channel is told when a series has lost its lead, as it stands now. */
export const composeLeadLeft = async (
  { texts }: Pick<Context, 'texts'>,
  stores: Stores,
  series: Series,
  { run }: Letter,
  purpose: 'post' | 'edit',
): Promise<Composition> => {
  const view = await viewOf(stores, series, run);
  // Somebody was quicker than the message.
  if (purpose === 'post' && view.state !== 'waits') return superseded;
  return { say: leadLeft(texts, view), where: { to: 'channel', channelId: series.channelId } };
};

const viewOf = async (stores: Stores, series: Series, run: number): Promise<LeadLeftView> => {
  const { why, count } = await stores.lifecycle.interruption(series.id);
  const sessions = await stores.sessions.ofSeries(series.id);
  const coming = sessions.filter(({ session }) => session.status === 'planned');
  const isSingle = series.cadence.kind === 'once';
  const [single] = isSingle ? sessions : [];
  const isLed = single ? !single.session.lead.absent : why !== 'lead-left' || run !== count;
  const leadId = single ? single.session.lead.memberId : series.leadId;
  const { name } = await stores.people.getMember(leadId);
  const about = { series: series.id, title: series.title, zone: series.zone, leadName: name };
  const isOver =
    series.status === 'ended' || (coming.length === 0 && !sessions.some(({ session }) => isOpen(session)));
  if (isOver) return { ...about, state: 'over' };
  const starts = coming
    .filter(({ session }) => !isOnHold(session))
    .map(({ session }) => session.plan.startsAt)
    .toSorted((one, other) => one.getTime() - other.getTime());
  return isLed
    ? { ...about, state: 'led', nextAt: starts[0] }
    : { ...about, state: 'waits', startsAt: isSingle ? starts[0] : undefined };
};

/** What a lead is told when the bot can post nothing in their channel any more. */
export const composeChannelClosed = async (
  { texts }: Pick<Context, 'texts'>,
  stores: Stores,
  series: Series,
  { recipient, run }: Letter,
): Promise<Composition> => {
  const { why, count } = await stores.lifecycle.interruption(series.id);
  // It goes on already.
  if (why === undefined || why === 'lead-left' || run !== count) return superseded;
  const { name } = await stores.people.getChannel(series.channelId);
  const all = await stores.lifecycle.interruptedIn(series.channelId, why satisfies Hindrance);
  const own = all.filter(({ leadId }) => leadId === recipient);
  const isSubject = ({ id }: { id: string }) => id === series.id;
  const message = channelClosed(texts, {
    channelName: name,
    why,
    waiting: own.filter(({ hasPlanned }) => hasPlanned).map(({ title }) => title),
    brokenOff: own.filter((one) => !one.hasPlanned && isSubject(one)).map(({ title }) => title),
  });
  return { say: message, where: { to: 'member', memberId: recipient } };
};
