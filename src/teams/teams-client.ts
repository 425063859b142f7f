import type { TokenWatch } from '../use-cases/token-watch.ts';
import { type BotToken, createBotToken, LoginRefused } from './bot-token.ts';
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

/**
 * @param heard is told of each call of the connector how it ended, and of a login that is refused, or let in after that; of
 * Microsoft Graph nothing, for without it all can be posted
 */
export const createTeamsClient = (
  settings: TeamsSettings,
  machineNow: () => Date,
  heard: TokenWatch['heard'] = () => {},
): TeamsClient => {
  // Who is let in may still be refused by the connector: a login takes back its own refusal only.
  let isRefusedAtLogin = false;
  const loggedIn: TokenWatch['heard'] = (fault) => {
    if (fault !== undefined || isRefusedAtLogin) heard(fault);
    isRefusedAtLogin = fault instanceof LoginRefused || (isRefusedAtLogin && fault !== undefined);
  };
  const token = createBotToken(settings, machineNow, loggedIn);
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
    ? createLatestMessages(cloud, createBotToken(settings, machineNow, undefined, cloud.graphUrl))
    : undefined;
  return { token, connector, rosters: createRosters(connector, machineNow), latest };
};
