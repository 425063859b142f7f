import type { TokenWatch } from '../use-cases/token-watch.ts';
import { type BotToken, createBotToken } from './bot-token.ts';
import { type Connector, createConnector } from './connector.ts';
import { createLatestMessages, type LatestMessages } from './graph.ts';
import { createRosters, type Rosters } from './rosters.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** Calls Teams with the bot's token; made once, for everything that does. */
export type TeamsClient = {
  token: BotToken;
  connector: Connector;
  rosters: Rosters;
  /** Undefined where the bot may not look. */
  latest: LatestMessages | undefined;
};

/** @param heard is told of each call how it ended, of the login service's, too */
export const createTeamsClient = (
  settings: TeamsSettings,
  machineNow: () => Date,
  heard: TokenWatch['heard'] = () => {},
): TeamsClient => {
  const token = createBotToken(settings, machineNow, heard);
  const call = createConnector(settings, token);
  const connector: Connector = async (...details) => {
    try {
      const answer = await call(...details);
      heard();
      return answer;
    } catch (fault) {
      heard(fault);
      throw fault;
    }
  };
  const { looksUp, cloud } = settings;
  const latest = looksUp
    ? createLatestMessages(cloud, createBotToken(settings, machineNow, heard, cloud.graphUrl))
    : undefined;
  return { token, connector, rosters: createRosters(connector, machineNow), latest };
};
