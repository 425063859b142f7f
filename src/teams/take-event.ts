import type { Context } from '../use-cases/context.ts';
import type { Messenger } from '../use-cases/delivery-ports.ts';
import { takeNote } from '../use-cases/lifecycle/take-note.ts';
import { welcomeIn } from '../use-cases/lifecycle/welcome-in.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { TeamsStore } from '../use-cases/teams-ports.ts';
import { type Activity, tenantOf } from './activity.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { workspaceOf } from './read-caller.ts';
import { readEvent } from './read-event.ts';

/**
 * Does what follows from an event: what it says of where the bot may write counts at once, before anything is planned
 * anew.
 * @returns what is still to be said
 * @throws what the stores and the platform throw: it is not done then
 */
export const createTakeEvent =
  (context: Context, store: TeamsStore, messenger: Pick<Messenger, 'post'>, log: Log) =>
  async (activity: Activity): Promise<(() => Promise<void>) | undefined> => {
    const workspace = workspaceOf(tenantOf(activity) ?? '');
    const teamId = activity.channelData.team?.id;
    const known =
      teamId === undefined ? [] : await store.channels(workspace, { teamId }, TEAMS_LIMITS.channels.most);
    const event = readEvent(
      activity,
      known.map(({ id }) => id),
    );
    for (const id of event.opens) await store.setClosed(workspace, id, undefined);
    for (const { id, why } of event.closes) await store.setClosed(workspace, id, why);
    for (const id of [...event.changed, ...event.opens]) context.directory.forget(workspace, id);
    for (const occurrence of event.occurrences) {
      if (occurrence.what === 'channel-renamed') await rename(store, workspace, occurrence);
      await takeNote(context, log, workspace, occurrence);
    }
    const { welcome } = event;
    if (!welcome) return undefined;
    return () => welcomeIn(context, messenger, workspace, welcome.channelId, welcome.addedBy);
  };

const rename = async (
  store: TeamsStore,
  workspace: string,
  { channelId, name }: { channelId: string; name: string },
): Promise<void> => {
  const place = await store.conversation(workspace, channelId);
  if (place) await store.saveConversation(workspace, { ...place, name });
};
