import { z } from 'zod';
import type { ChannelNow, Directory, Person } from '../use-cases/context.ts';
import { createMemory } from '../use-cases/memory.ts';
import type { Role } from '../use-cases/rights.ts';
import type { StoredConversation, TeamsStore } from '../use-cases/teams-ports.ts';
import { isRefusalInWords, teamsErrorOf } from './classify-outcome.ts';
import type { Connector } from './connector.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { tenantIn } from './read-caller.ts';
import type { RosterMember, Rosters } from './rosters.ts';
import type { TeamsClient } from './teams-client.ts';

/** Places that the bot cannot see are places it has to be added to. */
const invisible = new Set(['BotNotInConversationRoster', 'ConversationNotFound', 'TeamNotFound']);

/** So long it is believed of somebody that they are not in a roster. */
const absentMs = 2_000;
/** Who is in no place that is known to be theirs is looked for in so many channels. */
const mostSearched = 10;

const usualZone = 'UTC';
const usualLocale = 'en-GB';

/**
 * Names, roles and memberships of a tenant. The connector tells neither zones nor languages: those are what somebody's
 * last activity told. Nor does it tell who is an administrator.
 * @param admins who is one: ids in the directory, mail addresses, or the names that people log in with
 */
export const createDirectory = (
  { connector, rosters }: TeamsClient,
  store: TeamsStore,
  machineNow: () => Date,
  admins: readonly string[] = [],
): Directory => {
  const members = createMemory<Person>(machineNow, isRefusalInWords);
  const channels = createMemory<ChannelNow>(machineNow, isRefusalInWords);
  const places = createMemory<{ place: StoredConversation | undefined }>(machineNow, isRefusalInWords);

  /** Undefined where the bot may not see who is in a channel. */
  const rosterOf = async (workspace: string, channelId: string, freshMs?: number) => {
    // Every answer asks this: the database would be asked as often.
    const { place } = await places.ask(
      `${workspace}/${channelId}`,
      async () => ({ place: await store.conversation(workspace, channelId) }),
      (found) => found.place !== undefined,
    );
    try {
      return place && (await rosters.of(workspace, place, freshMs));
    } catch (fault) {
      if (!invisible.has(teamsErrorOf(fault) ?? '')) throw fault;
      return undefined;
    }
  };

  /** As `rosterOf`; who is not in it may have come since. */
  const rosterWith = async (workspace: string, channelId: string, memberId: string) => {
    const roster = await rosterOf(workspace, channelId);
    return roster?.has(memberId) === false ? rosterOf(workspace, channelId, absentMs) : roster;
  };

  const find = async (workspace: string, id: string, seenIn: string | undefined) => {
    const found = seenIn === undefined ? undefined : (await rosterWith(workspace, seenIn, id))?.get(id);
    return found ?? findMember(rosters, store, workspace, id);
  };

  const lookUp = async (workspace: string, id: string, seenIn: string | undefined): Promise<Person> => {
    const [told, sought] = await Promise.all([store.person(workspace, id), find(workspace, id, seenIn)]);
    const found = sought === 'hidden' ? undefined : sought;
    // Teams has vouched for whoever does something where the bot may not look around yet.
    const isVouchedFor = sought === 'hidden' && told !== undefined;
    return {
      id,
      name: found?.name ?? told?.name ?? id,
      zone: told?.zone ?? usualZone,
      locale: told?.locale ?? usualLocale,
      role: isVouchedFor
        ? 'member'
        : roleOf(workspace, found, new Set(admins.map((one) => one.toLowerCase()))),
    };
  };

  const lookAt = async (workspace: string, id: string): Promise<ChannelNow> => {
    const place = await store.conversation(workspace, id);
    const nowhere = { id, name: place?.name ?? id, members: 0, botIsIn: false, isShared: false };
    if (!place) return { ...nowhere, hindrance: undefined };
    // The connector lets the bot read on where nobody can write.
    if (place.closed === 'channel-archived') return { ...nowhere, hindrance: place.closed };
    try {
      const [roster, name] = await Promise.all([
        rosters.of(workspace, place),
        place.name ?? nameOf(connector, place),
      ]);
      const isShared = [...roster.values()].some((one) => isElsewhere(workspace, one));
      return { id, name, members: roster.size, botIsIn: true, isShared, hindrance: undefined };
    } catch (fault) {
      const code = teamsErrorOf(fault) ?? '';
      if (!invisible.has(code)) throw fault;
      const hindrance = code === 'BotNotInConversationRoster' ? 'bot-removed' : 'channel-gone';
      return { ...nowhere, hindrance };
    }
  };

  return {
    member: (workspace, id, seenIn) =>
      members.ask(
        `${workspace}/${id}`,
        () => lookUp(workspace, id, seenIn),
        // Who was found nowhere may be found by their next press.
        ({ role }) => role !== 'nobody',
      ),
    channel: (workspace, id) =>
      channels.ask(
        `${workspace}/${id}`,
        () => lookAt(workspace, id),
        // What is not so yet is asked anew.
        ({ botIsIn }) => botIsIn,
      ),
    isIn: async (workspace, channelId, memberId) =>
      (await rosterWith(workspace, channelId, memberId))?.has(memberId),
    isInstalled: store.isInstalled,
    forget: (workspace, id) => {
      for (const memory of [members, channels, places]) memory.forget(`${workspace}/${id}`);
      rosters.forget(workspace, id);
    },
  };
};

/** In their chat with the bot, else in the channels that are known; `hidden` where none of them can be looked into. */
const findMember = async (
  rosters: Rosters,
  store: TeamsStore,
  workspace: string,
  id: string,
): Promise<RosterMember | 'hidden' | undefined> => {
  const chat = await store.chatWith(workspace, id);
  const inChat = chat && (await rosters.member(chat, id));
  if (inChat && inChat !== 'hidden') return inChat;
  let isAnySeen = false;
  for (const place of await placesToSearch(store, workspace)) {
    const found = await rosters.member(place, id);
    if (found === 'hidden') continue;
    if (found) return found;
    isAnySeen = true;
  }
  return isAnySeen ? undefined : 'hidden';
};

/** One channel of each team first: in the others are the same people, or fewer, and in shared ones others. */
const placesToSearch = async (store: TeamsStore, workspace: string): Promise<StoredConversation[]> => {
  const channels = await store.channels(workspace, {}, TEAMS_LIMITS.channels.most);
  const open = channels.filter(({ closed }) => closed === undefined);
  const byTeam = [...Map.groupBy(open, ({ teamId, id }) => teamId ?? id).values()];
  return [...byTeam.flatMap(([first]) => first ?? []), ...byTeam.flatMap(([, ...others]) => others)].slice(
    0,
    mostSearched,
  );
};

const isElsewhere = (workspace: string, { tenantId }: RosterMember): boolean =>
  tenantId !== undefined && tenantId !== tenantIn(workspace);

const roleOf = (workspace: string, found: RosterMember | undefined, admins: ReadonlySet<string>): Role => {
  if (!found) return 'nobody';
  if (isElsewhere(workspace, found)) return 'outsider';
  if (found.isGuest) return 'guest';
  const names = [found.id, found.principalName, found.email].map((name) => name?.toLowerCase() ?? '');
  return names.some((name) => admins.has(name)) ? 'admin' : 'member';
};

const channelsSchema = z.object({
  conversations: z.array(z.object({ id: z.string(), name: z.string().nullish() })),
});

/** Of the channels of a team; the first one has no name of its own there. */
const nameOf = async (connector: Connector, { id, kind, teamId, serviceUrl }: StoredConversation) => {
  if (kind !== 'channel' || teamId === undefined) return id;
  const path = `v3/teams/${encodeURIComponent(teamId)}/conversations`;
  const listed = channelsSchema.safeParse(await connector({ method: 'GET', serviceUrl, path })).data;
  const found = listed?.conversations.find((one) => one.id === id);
  return found?.name || (found ? firstChannel : id);
};

/** What Teams calls it in English; it tells no name for it. */
const firstChannel = 'General';
