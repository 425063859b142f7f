import type { Context } from '../context.ts';
import type { Log } from '../log-port.ts';
import type { WorkspaceId } from '../ports.ts';

/**
 * Asks the platform whether the workspace still lets the bot in. Where it does not, nothing is swept, delivered or
 * answered for it from now on, and the nightly round deletes its data in time; where it does again, all of that goes on.
 * Where nothing tells, all stays as it is.
 */
export const checkInstallation = async (
  { directory, transaction, now, nudge }: Context,
  log: Log,
  workspace: WorkspaceId,
): Promise<void> => {
  const isInstalled = await directory.isInstalled(workspace);
  if (isInstalled === undefined) return;
  if (isInstalled) {
    await transaction(workspace, ({ lifecycle }) => lifecycle.markInstalled());
    return nudge();
  }
  await transaction(workspace, ({ lifecycle }) => lifecycle.markUninstalled(now()));
  log.info({ workspace }, 'uninstalled: nothing is done for this workspace any more');
};
