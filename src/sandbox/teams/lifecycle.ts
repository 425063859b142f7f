import { activityOf, teamInfo } from './activity.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import type { ChannelState, ConversationState, PersonState, TeamState } from './world-state.ts';

/** What Teams calls what happened to a team, a channel or who is in it (Microsoft, "Conversation events"). */
export type EventType =
  | 'channelCreated'
  | 'channelRenamed'
  | 'channelDeleted'
  | 'channelRestored'
  | 'channelMemberAdded'
  | 'channelMemberRemoved'
  | 'teamMemberAdded'
  | 'teamMemberRemoved'
  | 'teamRenamed'
  | 'teamArchived'
  | 'teamUnarchived'
  | 'teamDeleted';

type Members = 'membersAdded' | 'membersRemoved';

/** The conversation in which a team's events happen. */
const generalOf = ({ world }: Core, team: TeamState): ConversationState =>
  world.state.conversations.get(team.id) as ConversationState;

/** Who does it: the person of that name, else the first member. */
const actorIn = ({ world }: Core, conversation: ConversationState, by: string | undefined): PersonState => {
  if (by !== undefined) return world.personNamed(by);
  const [first] = world.membersOf(conversation);
  return first ?? ([...world.state.people.values()][0] as PersonState);
};

const update = (
  core: Core,
  conversation: ConversationState,
  details: Json & { channelData?: Json },
  by?: string,
) => {
  const scene = { conversation, person: actorIn(core, conversation, by) };
  core.deliveries.emit(activityOf(core, scene, { type: 'conversationUpdate', ...details }));
};

/** Something about the team; to a bot that is in it. */
export const teamChanged = (core: Core, team: TeamState, eventType: EventType): void => {
  if (!team.isInstalled) return;
  update(core, generalOf(core, team), { channelData: { team: teamInfo(team), eventType } });
};

/** Something about a channel; of a private or shared one only to a bot that was added to it. */
export const channelChanged = (core: Core, channel: ChannelState, eventType: EventType): void => {
  if (!core.world.hasBot(channel)) return;
  const team = core.world.teamOf(channel);
  const { id, name, kind } = channel;
  const channelData = { channel: { id, name, type: kind }, team: teamInfo(team), eventType };
  update(core, generalOf(core, team), { channelData });
};

/** Somebody came or went; to a bot that is there. */
export const memberChanged = (
  core: Core,
  conversation: ConversationState,
  { id, aadObjectId }: PersonState,
  how: Members,
): void => {
  if (!core.world.hasBot(conversation)) return;
  const channelData = rosterData(core, conversation, how);
  update(core, conversation, { [how]: [{ id, aadObjectId }], channelData });
};

/**
 * The app was installed or removed: the bot hears of itself as a member, and of the installation. Call it after the
 * change of state; a bot that is gone still hears that it is.
 */
export const installationChanged = (
  core: Core,
  conversation: ConversationState,
  action: 'add' | 'remove',
  by: string | undefined,
): void => {
  const how = action === 'add' ? 'membersAdded' : 'membersRemoved';
  const channelData = rosterData(core, conversation, how);
  update(core, conversation, { [how]: [{ id: core.world.botId }], channelData }, by);
  const { eventType: _, ...place } = channelData;
  const settings = 'teamId' in conversation && { settings: { selectedChannel: { id: conversation.id } } };
  const scene = { conversation, person: actorIn(core, conversation, by) };
  const details = {
    type: 'installationUpdate',
    action,
    channelData: { ...place, ...settings, source: { name: 'message' } },
  };
  core.deliveries.emit(activityOf(core, scene, details));
};

/** Events of a team or channel have a name; those of chats have none. */
const rosterData = ({ world }: Core, conversation: ConversationState, how: Members): Json => {
  if (!('teamId' in conversation)) return {};
  const place = conversation.kind === 'standard' ? 'team' : 'channel';
  const eventType = `${place}Member${how === 'membersAdded' ? 'Added' : 'Removed'}`;
  return { team: teamInfo(world.teamOf(conversation)), eventType };
};
