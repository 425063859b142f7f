import type { Context, Person } from '../context.ts';
import { countPeople } from '../count-people.ts';
import type { Concerns } from '../lifecycle-ports.ts';
import type { ChannelId, MemberId, Stores, WorkspaceId } from '../ports.ts';
import { mayBeLead } from '../rights.ts';
import { seriesLosesLead, sessionLosesLead } from './lose-lead.ts';

/**
 * Somebody has left a channel, or (without `channelId`) their account was switched off: what they lead there goes to
 * the other lead, or waits; they are not called any more, and their answers stay.
 */
export const memberGone = async (
  context: Context,
  workspace: WorkspaceId,
  memberId: MemberId,
  channelId: ChannelId | undefined,
): Promise<void> => {
  const concerns = await context.transaction(workspace, ({ lifecycle }) =>
    lifecycle.concernsOf(memberId, channelId),
  );
  // Looked up only where it matters: a workspace has many people who come and go.
  if (!matters(concerns)) return;
  if (await isStillThere(context, workspace, memberId, channelId)) return;
  const successor = successorIn(context, workspace, memberId);
  for (const { id, channelId: place } of concerns.series) {
    await seriesLosesLead(context, workspace, id, memberId, (coLeadId) => successor(place, coLeadId));
  }
  // Those that are open, and those that were handed over to them one by one.
  for (const { id, channelId: place } of concerns.sessions) {
    await sessionLosesLead(context, workspace, id, memberId, (candidateId) => successor(place, candidateId));
  }
  await context.transaction(workspace, (stores) =>
    signOut(context, stores, memberId, channelId, concerns.signedUp),
  );
  context.nudge();
};

const matters = ({ series, sessions, signedUp }: Concerns): boolean =>
  series.length + sessions.length + signedUp.length > 0;

const isStillThere = async (
  { directory }: Context,
  workspace: WorkspaceId,
  memberId: MemberId,
  channelId: ChannelId | undefined,
): Promise<boolean> =>
  channelId === undefined
    ? (await directory.member(workspace, memberId)).role !== 'nobody'
    : (await directory.isIn(workspace, channelId, memberId)) === true;

/** Somebody else who may lead in a channel and is in it. */
const successorIn =
  ({ directory }: Context, workspace: WorkspaceId, goneId: MemberId) =>
  async (channelId: ChannelId, candidateId: MemberId | undefined): Promise<Person | undefined> => {
    if (candidateId === undefined || candidateId === goneId) return undefined;
    if ((await directory.isIn(workspace, channelId, candidateId)) === false) return undefined;
    const candidate = await directory.member(workspace, candidateId, channelId);
    return mayBeLead(candidate.role) ? candidate : undefined;
  };

const signOut = async (
  context: Context,
  stores: Stores,
  memberId: MemberId,
  channelId: ChannelId | undefined,
  sessions: readonly string[],
): Promise<void> => {
  const now = context.now();
  for (const id of sessions) {
    if (await stores.participants.set(id, memberId, false, now)) await countPeople(context, stores, id, now);
  }
  const series = await stores.lifecycle.signOut(memberId, channelId, now);
  const stale = series.map((id) => ({
    subject: { kind: 'series', id } as const,
    kind: 'announcement' as const,
    urgency: 'announcement-counter' as const,
  }));
  await stores.ledger.outdate(stale, now);
};
