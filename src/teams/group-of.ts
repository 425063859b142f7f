import type { WorkspaceId } from '../use-cases/ports.ts';
import type { TeamsStore } from '../use-cases/teams-ports.ts';

/** The directory's group of the team that a channel belongs to: only some events tell it, of the channel or the team. */
export const groupOf = async (
  store: TeamsStore,
  workspace: WorkspaceId,
  channel: string,
): Promise<string | undefined> => {
  const place = await store.conversation(workspace, channel);
  if (place?.aadGroupId !== undefined || place?.teamId === undefined) return place?.aadGroupId;
  return (await store.conversation(workspace, place.teamId))?.aadGroupId;
};
