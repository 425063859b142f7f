import {
  type Config,
  ConfigError,
  type Environment,
  meantPlatforms,
  readConfig,
  readPublicUrl,
  readSandboxConfig,
} from './config.ts';
import { connect } from './postgres/connect.ts';
import { databaseChecks, examineDatabase } from './postgres/examine-database.ts';
import { examineSlack, examineSocketMode, slackChecks } from './slack/examine-slack.ts';
import { slackEndpoint } from './slack/slack-app.ts';
import { examineTeams, teamsChecks } from './teams/examine-teams.ts';
import { settingsIn } from './teams/teams-settings.ts';
import { createSystemClocks } from './timer/clock.ts';
import { type Finding, failed, fine, skipped } from './use-cases/diagnosis.ts';
import { examinePort } from './web/examine-port.ts';

/** What runs the code without a build step; package.json says the same of itself. */
const oldestNode = [22, 18] as const;

export type Surroundings = {
  /** Default: the process's. */
  environment?: Environment;
  nodeVersion?: string;
  /** As for `connect`; the doctor's own command examines real servers. */
  server?: 'real' | 'embedded';
};

/**
 * Examines the whole set-up, from what everything rests upon to what rests upon it, and changes nothing. A check that
 * has to wait for another one is skipped.
 */
export const examineSetUp = async ({
  environment,
  nodeVersion = process.versions.node,
  server = 'real',
}: Surroundings = {}): Promise<Finding[]> => {
  const { config, ...configuration } = examineConfiguration(environment);
  const first = [examineNode(nodeVersion), configuration.finding];
  if (!config) {
    const { slack, teams } = meantPlatforms(environment);
    const rest = [
      ...databaseChecks,
      ...(slack || !teams ? slackChecks : []),
      ...(teams || !slack ? teamsChecks : []),
      'port',
    ];
    return [...first, ...rest.map((check) => skipped(check, 'configuration'))];
  }
  const { machine } = createSystemClocks(() => {});
  const { DATABASE_URL: url, PORT: port, slack, teams } = config;
  return [
    ...first,
    ...(await withPool(url, server, machine.now)),
    ...(slack
      ? [...(await examineSlack(slack.botToken, slack.apiUrl)), await examineIntake(slack, port)]
      : []),
    ...(teams
      ? await examineTeams(settingsIn(teams), {
          ...{ publicUrl: readPublicUrl(environment), port, now: machine.now },
        })
      : []),
    await examinePort(port),
  ];
};

const withPool = async (url: string, server: 'real' | 'embedded', now: () => Date): Promise<Finding[]> => {
  const pool = connect({ connectionString: url, server, size: 1, onError: () => {} });
  return examineDatabase(pool, now).finally(() => pool.end());
};

const examineNode = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return fine('Node', version);
  return failed('Node', {
    problem: `${version} is too old`,
    remedy: `Install Node ${oldestNode.join('.')} or newer; "npm ci" brings one along for the npm scripts.`,
  });
};

/** Where each setting comes from. */
const sources: readonly [RegExp, string][] = [
  [/^SLACK_BOT_TOKEN /, 'it stands at https://api.slack.com/apps → your app → OAuth & Permissions'],
  [/^SLACK_SIGNING_SECRET /, 'it stands at https://api.slack.com/apps → your app → Basic Information'],
  [/^SLACK_APP_TOKEN /, 'it stands at https://api.slack.com/apps → your app → Basic Information'],
  [/^SLACK_API_URL /, 'leave it empty unless your Slack has another host'],
  [
    /^TEAMS_(APP|TENANT)_ID /,
    'it stands at https://portal.azure.com → App registrations → your bot → Overview',
  ],
  [
    /^TEAMS_APP_PASSWORD /,
    'it is made at https://portal.azure.com → App registrations → your bot → Certificates & secrets',
  ],
  [
    /^TEAMS_(CLOUD|OPENID_URL|ISSUER|TOKEN_URL|AUDIENCE|SERVICE_)/,
    'leave it empty unless yours is another cloud',
  ],
  [/^DATABASE_URL /, 'postgres://USER:PASSWORD@HOST:5432/NAME'],
];

const examineConfiguration = (
  environment: Environment | undefined,
): { config: Config | undefined; finding: Finding } => {
  try {
    const config = readConfig(environment);
    return { config, finding: fine('configuration', 'complete') };
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    const remedies = fault.problems.map((problem) => {
      const source = sources.find(([pattern]) => pattern.test(problem))?.[1];
      return source ? `${problem} (${source}).` : `${problem}.`;
    });
    const says = meansSandbox(environment)
      ? 'nothing is set, so that "npm start" runs the sandbox'
      : 'not complete or not plausible';
    remedies.push('Set them in the environment, or in the file .env (begin with "cp .env.example .env").');
    return { config: undefined, finding: { check: 'configuration', verdict: 'failed', says, remedies } };
  }
};

const meansSandbox = (environment: Environment | undefined): boolean => {
  try {
    return readSandboxConfig(environment) !== undefined;
  } catch {
    return false;
  }
};

const examineIntake = async (slack: NonNullable<Config['slack']>, port: number) => {
  if (slack.mode === 'socket') return examineSocketMode(slack.appToken, slack.apiUrl);
  return fine(
    'intake',
    `HTTP: at https://api.slack.com/apps → your app, the Request URL of Slash Commands, Event Subscriptions and Interactivity & Shortcuts has to be https://YOUR-HOST${slackEndpoint}, and that has to lead to port ${port} here`,
  );
};
