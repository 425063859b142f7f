import { unreachable } from '../../unreachable.ts';
import type { Context } from '../context.ts';
import type { Log } from '../log-port.ts';
import type { WorkspaceId } from '../ports.ts';
import { openChannelAgain, shutChannel } from './channel-shut.ts';
import { checkInstallation } from './check-installation.ts';
import { memberGone } from './member-gone.ts';
import type { Occurrence } from './occurrence.ts';

/**
 * Does what follows from something that has happened on the platform. To be told it again changes nothing.
 * @throws what the platform or the database throws: it is not done then, and has to be told again
 */
export const takeNote = async (
  context: Context,
  log: Log,
  workspace: WorkspaceId,
  occurrence: Occurrence,
): Promise<void> => {
  const { directory, transaction } = context;
  switch (occurrence.what) {
    case 'member-left':
      directory.forget(workspace, occurrence.channelId);
      return memberGone(context, workspace, occurrence.memberId, occurrence.channelId);
    case 'member-deactivated':
      directory.forget(workspace, occurrence.memberId);
      return memberGone(context, workspace, occurrence.memberId, undefined);
    case 'member-renamed':
      directory.forget(workspace, occurrence.member.id);
      return transaction(workspace, ({ lifecycle }) => lifecycle.changeMember(occurrence.member));
    case 'channel-closed':
      directory.forget(workspace, occurrence.channelId);
      return shutChannel(context, workspace, occurrence.channelId, occurrence.why);
    case 'channel-opened':
      directory.forget(workspace, occurrence.channelId);
      return openChannelAgain(context, workspace, occurrence.channelId);
    case 'channel-renamed':
      directory.forget(workspace, occurrence.channelId);
      return transaction(workspace, ({ lifecycle }) =>
        lifecycle.renameChannel({ id: occurrence.channelId, name: occurrence.name }),
      );
    case 'channel-id-changed':
      for (const id of [occurrence.from, occurrence.to]) directory.forget(workspace, id);
      return transaction(workspace, ({ lifecycle }) =>
        lifecycle.changeChannelId(occurrence.from, occurrence.to),
      );
    case 'installation-changed':
      return checkInstallation(context, log, workspace);
    default:
      return unreachable(occurrence);
  }
};
