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
  const [{ name, role }, isIn] = await Promise.all([
    directory.member(workspace, leadId, channelId),
    directory.isIn(workspace, channelId, leadId),
  ]);
  // Teams names nobody whom the bot cannot see.
  const called = name === leadId ? faults.somebody : name;
  if (isIn === false) return faults.leadNotHere(called);
  return mayBeLead(role) ? undefined : faults.leadCannot(called);
};
