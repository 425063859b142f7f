import { asOf } from '../../session/decide.ts';
import { isOpen } from '../../session/session.ts';
import { applyAll, applyCommand } from '../change-session.ts';
import type { Context, Person } from '../context.ts';
import { type LockedSeries, lockSeries } from '../lock-series.ts';
import type { MemberId, StoredSession, Stores, WorkspaceId } from '../ports.ts';

/** Who takes over from the other lead who is named, if that one is there and may lead. */
type Successor = (candidateId: MemberId | undefined) => Promise<Person | undefined>;

/** A series loses its lead: the other one leads, else the channel is told once, and the series pauses. */
export const seriesLosesLead = async (
  context: Context,
  workspace: WorkspaceId,
  seriesId: string,
  goneId: MemberId,
  successorOf: Successor,
): Promise<void> => {
  const { transaction } = context;
  const coLeadId = await transaction(
    workspace,
    async ({ series }) => (await series.find(seriesId))?.coLeadId,
  );
  const successor = await successorOf(coLeadId);
  await transaction(workspace, async (stores) => {
    const locked = await lockSeries(stores, seriesId, context.now());
    if (locked?.series.leadId !== goneId || locked.series.status === 'ended') return;
    if (successor && locked.series.coLeadId === successor.id) {
      await handOver(context, stores, locked, goneId, successor);
    } else await wait(context, stores, locked);
  });
};

const handOver = async (
  context: Context,
  stores: Stores,
  { series, planned, now }: LockedSeries,
  goneId: MemberId,
  successor: Person,
): Promise<void> => {
  await stores.people.saveMember(successor);
  await stores.lifecycle.changeLead(series.id, successor.id, undefined);
  await applyAll(context, stores, ledBy(planned, goneId), () => ({
    type: 'hand-over',
    leadId: successor.id,
    now,
  }));
};

const ledBy = (sessions: readonly StoredSession[], memberId: MemberId): StoredSession[] =>
  sessions.filter(({ session }) => session.lead.memberId === memberId);

/** Nobody leads it. A single session keeps its date: whoever presses first leads it, and the bot keeps the time. */
const wait = async (context: Context, stores: Stores, locked: LockedSeries): Promise<void> => {
  const { series, planned, now } = locked;
  const { why } = await stores.lifecycle.interruption(series.id);
  if (why === 'lead-left' || planned.length === 0) return;
  const isSingle = series.cadence.kind === 'once';
  if (isSingle) {
    const leaderless = ledBy(planned, series.leadId).filter(({ session }) => !session.lead.absent);
    await applyAll(context, stores, leaderless, () => ({ type: 'decline-lead', now }));
  } else {
    const going = planned.filter(
      ({ session }) => session.status === 'planned' && session.heldBy === undefined,
    );
    await applyAll(context, stores, going, () => ({ type: 'hold', memberId: '', now }));
  }
  const run = await stores.lifecycle.interrupt(series.id, 'lead-left', !isSingle);
  const subject = { kind: 'series', id: series.id } as const;
  await stores.ledger.owe([{ subject, kind: 'lead-left', recipient: '', run, dueAt: now, after: undefined }]);
  await stores.ledger.outdate([{ subject, kind: 'announcement', urgency: 'now' }], now);
};

/**
 * A session loses its lead: the other one leads, or the series' own; else one that is open is brought to its end by the
 * bot (flow 3.5), and whoever presses first on its card leads.
 */
export const sessionLosesLead = async (
  context: Context,
  workspace: WorkspaceId,
  sessionId: string,
  goneId: MemberId,
  successorOf: Successor,
): Promise<void> => {
  const { transaction } = context;
  const candidates = await transaction(workspace, async ({ sessions, series }) => {
    const stored = await sessions.find(sessionId);
    return stored && [stored.session.lead.coLeadId, (await series.get(stored.facts.seriesId)).leadId];
  });
  const successor = candidates && ((await successorOf(candidates[0])) ?? (await successorOf(candidates[1])));
  await transaction(workspace, async (stores) => {
    const now = context.now();
    const stored = await stores.sessions.lock(sessionId);
    if (stored?.session.lead.memberId !== goneId) return;
    if (successor) {
      await stores.people.saveMember(successor);
      await applyCommand(context, stores, stored, { type: 'hand-over', leadId: successor.id, now });
      return;
    }
    const current = asOf(stored.session, now);
    if (current.lead.absent) return;
    const left = isOpen(current)
      ? (await applyCommand(context, stores, stored, { type: 'leave', now })).stored
      : stored;
    // What waits for its series is led by whoever takes that over.
    if (current.status === 'planned' && current.heldBy !== undefined) return;
    await applyCommand(context, stores, left, { type: 'decline-lead', now });
  });
};
