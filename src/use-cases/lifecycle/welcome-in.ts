import { welcome } from '../../messages/welcome.ts';
import type { Context } from '../context.ts';
import type { Messenger } from '../delivery-ports.ts';
import type { ChannelId, MemberId, WorkspaceId } from '../ports.ts';

/**
 * Says in a channel to which the bot was added what it is, at most once however often a platform tells of it.
 * @param addedBy undefined where the platform does not tell
 */
export const welcomeIn = async (
  { transaction, machineNow, directory, texts, newId }: Context,
  messenger: Pick<Messenger, 'post'>,
  workspace: WorkspaceId,
  channelId: ChannelId,
  addedBy: MemberId | undefined,
): Promise<void> => {
  const isNew = await transaction(workspace, ({ inbox }) => inbox.take(`welcome ${channelId}`, machineNow()));
  if (!isNew) return;
  const name = addedBy && (await directory.member(workspace, addedBy)).name;
  const message = welcome(texts, name === addedBy ? undefined : name);
  await messenger.post({ to: 'channel', channelId }, message, newId());
};
