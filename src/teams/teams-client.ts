import { type BotToken, createBotToken } from './bot-token.ts';
import { type Connector, createConnector } from './connector.ts';
import { createRosters, type Rosters } from './rosters.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** Calls Teams with the bot's token; made once, for everything that does. */
export type TeamsClient = { token: BotToken; connector: Connector; rosters: Rosters };

export const createTeamsClient = (settings: TeamsSettings, machineNow: () => Date): TeamsClient => {
  const token = createBotToken(settings, machineNow);
  const connector = createConnector(settings, token);
  return { token, connector, rosters: createRosters(connector, machineNow) };
};
