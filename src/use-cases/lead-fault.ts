import type { By, Context } from './context.ts';
import type { ChannelId, MemberId } from './ports.ts';
import { mayBeLead } from './rights.ts';

/** Why somebody cannot be made the lead of what happens in a channel, in words; undefined if they can. */
export const leadFault = async (
  { directory, texts }: Context,
  { workspace }: By,
  channelId: ChannelId,
  leadId: MemberId,
): Promise<string | undefined> => {
  const { faults } = texts.planning;
  const { name, role } = await directory.member(workspace, leadId);
  if (!mayBeLead(role)) return faults.leadCannot(name);
  return (await directory.isIn(workspace, channelId, leadId)) === false
    ? faults.leadNotHere(name)
    : undefined;
};
