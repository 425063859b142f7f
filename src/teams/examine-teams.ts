import { adviceOrCode } from '../use-cases/advice.ts';
import { type Finding, failed, fine } from '../use-cases/diagnosis.ts';
import { createBotToken } from './bot-token.ts';
import { fetchKeys } from './channel-token.ts';
import { teamsEndpoint } from './teams-app.ts';
import { teamsFault } from './teams-fault.ts';
import { assertUsable, type TeamsSettings } from './teams-settings.ts';

export const teamsChecks = ['Teams login', 'Teams keys', 'Teams look-ups', 'Teams address'] as const;

const longestMs = 5_000;

/** Whether Microsoft lets the bot in, and what proves that an activity is Teams' can be had. Nothing is posted. */
export const examineTeams = async (
  settings: TeamsSettings,
  { publicUrl, port, now }: { publicUrl: string | undefined; port: number; now: () => Date },
): Promise<Finding[]> => [
  await examineLogin('Teams login', settings.cloud.audience, settings, now),
  (await fetchKeys(settings))?.length
    ? fine('Teams keys', 'there')
    : failed('Teams keys', adviceOrCode('teams', 'no-keys')),
  await examineLookUps(settings, now),
  fine('Teams address', addressOf(publicUrl, port)),
];

const examineLogin = async (
  check: (typeof teamsChecks)[number],
  audience: string,
  settings: TeamsSettings,
  now: () => Date,
): Promise<Finding> => {
  try {
    assertUsable(settings);
    await createBotToken(settings, now, undefined, audience).get(AbortSignal.timeout(longestMs));
    return fine(check, `let in, in the tenant ${settings.tenantId}`);
  } catch (fault) {
    const code = teamsFault(fault);
    if (code === undefined) throw fault;
    return failed(check, adviceOrCode('teams', code));
  }
};

/** Whether owners of teams have consented shows only where a message is looked up. */
const examineLookUps = async (settings: TeamsSettings, now: () => Date): Promise<Finding> => {
  if (!settings.looksUp) return fine('Teams look-ups', 'off (TEAMS_LOOK_UPS): no channel is read');
  const login = await examineLogin('Teams look-ups', settings.cloud.graphUrl, settings, now);
  if (login.verdict !== 'ok') return login;
  return fine(
    'Teams look-ups',
    'on: for teams that were given the app with a package made since (npm run teams:package)',
  );
};

const addressOf = (publicUrl: string | undefined, port: number): string => {
  const address = `${publicUrl?.replace(/\/$/, '') ?? 'https://YOUR-HOST'}${teamsEndpoint}`;
  return `at https://portal.azure.com → your Azure Bot → Configuration, the Messaging endpoint has to be ${address}, and that has to lead to port ${port} here`;
};
