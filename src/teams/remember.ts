import type { WorkspaceId } from '../use-cases/ports.ts';
import type { Conversation, KnownPerson, TeamsStore } from '../use-cases/teams-ports.ts';
import { type Activity, memberIdOf, placeIn, tenantOf } from './activity.ts';
import { workspaceOf } from './read-caller.ts';

/** Keeps what an activity tells of where it happened and who did it; cheap enough for every press. */
export type Remember = (activity: Activity) => Promise<void>;

/** What was kept is kept again so often, in case another process knew better. */
const againMs = 10 * 60_000;
const mostRemembered = 10_000;

export const createRemember = (store: TeamsStore, machineNow: () => Date): Remember => {
  const kept = new Map<string, { said: string; at: number }>();
  const keep = async (key: string, what: object, save: () => Promise<void>): Promise<void> => {
    const said = JSON.stringify(what);
    const now = machineNow().getTime();
    const found = kept.get(key);
    if (found?.said === said && now - found.at < againMs) return;
    await save();
    if (kept.size >= mostRemembered) kept.clear();
    kept.set(key, { said, at: now });
  };
  return async (activity) => {
    // It may have been gone for so long that nothing of it is stored any more.
    if (activity.type === 'installationUpdate') kept.clear();
    const workspace = workspaceOf(tenantOf(activity) ?? '');
    const place = conversationOf(activity);
    await keep(`${workspace}/${place.id}`, place, () => store.saveConversation(workspace, place));
    const person = personOf(activity);
    if (person) await keep(`${workspace}/${person.id}`, person, () => store.savePerson(workspace, person));
    await reopen(store, workspace, activity, place.id);
  };
};

/** Somebody who writes to the bot shows that it is there, whatever was lost or came too late. */
const reopen = async (
  store: TeamsStore,
  workspace: WorkspaceId,
  { type }: Activity,
  id: string,
): Promise<void> => {
  if (type !== 'message') return;
  const place = await store.conversation(workspace, id);
  if (place?.closed) await store.setClosed(workspace, id, undefined);
};

const conversationOf = (activity: Activity): Conversation => {
  const { conversation, channelData, serviceUrl } = activity;
  const id = placeIn(conversation.id);
  const place = { id, serviceUrl };
  if (conversation.conversationType === 'personal') {
    return { ...place, kind: 'personal', memberId: memberIdOf(activity.from) };
  }
  if (conversation.conversationType !== 'channel') return { ...place, kind: 'group-chat' };
  const { team, channel } = channelData;
  const name = channel?.id === id ? channel.name : undefined;
  return {
    ...place,
    kind: 'channel',
    ...(team && { teamId: team.id }),
    ...(team?.aadGroupId && { aadGroupId: team.aadGroupId }),
    ...(name && { name }),
  };
};

/** Events of Teams' own come from the team, not from somebody. */
const personOf = ({ from, localTimezone, locale }: Activity): KnownPerson | undefined =>
  from.aadObjectId === undefined
    ? undefined
    : {
        id: memberIdOf(from),
        userId: from.id,
        ...(from.name && { name: from.name }),
        ...(localTimezone && isZone(localTimezone) && { zone: localTimezone }),
        ...(locale && { locale }),
      };

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};
