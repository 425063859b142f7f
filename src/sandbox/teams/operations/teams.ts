import type { Method } from '../call.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Core } from '../core.ts';
import type { ChannelState, TeamState } from '../world-state.ts';

/** `TeamDetails` (botframework-schema). */
const getTeam: Method = ({ tenantId, id }, core) => {
  const team = findTeam(core, tenantId, id);
  const body = {
    id: team.id,
    name: team.name,
    aadGroupId: team.aadGroupId,
    tenantId: team.tenantId,
    type: 'standard',
    channelCount: channelsOf(core, team).length,
    memberCount: team.memberIds.size,
  };
  return { status: 200, body };
};

/** The General channel has the team's id and no name; private and shared ones appear where the app was added. */
const getTeamChannels: Method = ({ tenantId, id }, core) => {
  const team = findTeam(core, tenantId, id);
  const conversations = channelsOf(core, team)
    .filter((channel) => core.world.hasBot(channel))
    .map(({ id: channelId, name, kind }) => ({
      id: channelId,
      name: channelId === team.id ? null : name,
      type: kind,
    }));
  return { status: 200, body: { conversations } };
};

const channelsOf = ({ world }: Core, { id }: TeamState): ChannelState[] =>
  world.channels.filter(({ teamId }) => teamId === id);

/** @throws ConnectorError 404, 403 */
const findTeam = ({ world }: Core, tenantId: string, id: string): TeamState => {
  const team = world.state.teams.get(id);
  if (!team || team.isDeleted || team.tenantId !== tenantId) {
    throw new ConnectorError(404, 'TeamNotFound', 'Team not found.');
  }
  if (!team.isInstalled) {
    throw new ConnectorError(
      403,
      'BotNotInConversationRoster',
      'The bot is not part of the conversation roster.',
    );
  }
  return team;
};

export const teamMethods = { getTeam, getTeamChannels };
