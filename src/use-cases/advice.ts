import type { StartError } from '../errors.ts';

/** What is wrong with the set-up, and what to do about it, for whoever operates the bot. */
export type Advice = { problem: string; remedy: string };

type Advices = Readonly<Record<string, Advice>>;

const tokenPage = 'https://api.slack.com/apps → your app → OAuth & Permissions';
const newBotToken = `Copy the Bot User OAuth Token from ${tokenPage} into SLACK_BOT_TOKEN.`;
const installAgain = `Press "Reinstall to Workspace" at ${tokenPage}, and copy the token into SLACK_BOT_TOKEN if it is a new one.`;
const appTokenPage = 'https://api.slack.com/apps → your app → Basic Information → App-Level Tokens';

const database: Advices = {
  'host-not-found': {
    problem: 'the host in DATABASE_URL is not found',
    remedy: 'Correct the host in DATABASE_URL; in Docker Compose it is the name of the service.',
  },
  'connection-refused': {
    problem: 'nothing listens at the host and port in DATABASE_URL',
    remedy:
      'Start PostgreSQL there, or correct the host and the port in DATABASE_URL; "pg_isready" tells who listens.',
  },
  'no-answer': {
    problem: 'the host in DATABASE_URL does not answer',
    remedy:
      'Correct the host and the port in DATABASE_URL, or let the firewall between here and there pass them.',
  },
  'no-tls': {
    problem: 'no encrypted connection to the database comes about',
    remedy:
      'Take sslmode out of DATABASE_URL where the server has no TLS, or name its authority with sslrootcert=….',
  },
  'login-refused': {
    problem: 'the database refuses the user or the password in DATABASE_URL',
    remedy:
      'Set the password by "psql -c \'\\password USER\'", or correct DATABASE_URL; special characters are written %40 and the like.',
  },
  'no-such-database': {
    problem: 'the server is there, but the database that DATABASE_URL names is not',
    remedy: 'Create it: "createdb NAME", with the name that stands at the end of DATABASE_URL.',
  },
  'no-such-role': {
    problem: 'the roles microtraining_app and microtraining_dispatcher are not on this server',
    remedy: 'Create them, then restore the backup again: without them its grants were lost.',
  },
  'too-many-connections': {
    problem: 'the database has no connection left',
    remedy: 'Raise max_connections in postgresql.conf; each process of the bot takes ten.',
  },
  'not-permitted': {
    problem: 'the login in DATABASE_URL may not do what the bot needs',
    remedy: 'Run "npm run migrate" with the login that is to run the bot: it then has the two roles.',
  },
  'not-now': {
    problem: 'the database is starting or stopping',
    remedy: 'Wait a moment, and start again.',
  },
};

const slack: Advices = {
  'host-not-found': {
    problem: "Slack's host is not found",
    remedy:
      'Let this machine resolve slack.com; leave SLACK_API_URL empty unless your Slack has another host.',
  },
  'connection-refused': {
    problem: "nothing listens at Slack's address",
    remedy: 'Leave SLACK_API_URL empty unless your Slack has another host, e.g. https://slack-gov.com/api/.',
  },
  'no-answer': {
    problem: 'Slack does not answer',
    remedy:
      'Let the firewall pass https to slack.com; https://slack-status.com tells whether Slack itself is down.',
  },
  'no-tls': {
    problem: 'no encrypted connection to Slack comes about',
    remedy:
      'Where a proxy opens the connection, let Node trust its authority: NODE_EXTRA_CA_CERTS=/path/to/ca.pem.',
  },
  unreachable: {
    problem: 'the connection to Slack breaks',
    remedy:
      'Let the firewall pass https to slack.com; https://slack-status.com tells whether Slack itself is down.',
  },
  'not-slack': {
    problem: 'what answers is not Slack',
    remedy: 'Leave SLACK_API_URL empty unless your Slack has another host; it ends with /api/.',
  },
  'out-of-order': {
    problem: 'Slack is out of order',
    remedy: 'Wait, and start again; https://slack-status.com tells more.',
  },
  ratelimited: {
    problem: 'Slack asks not to be called so often',
    remedy: 'Wait a minute, and start again.',
  },
  invalid_auth: { problem: 'Slack does not know the token in SLACK_BOT_TOKEN', remedy: newBotToken },
  not_authed: { problem: 'SLACK_BOT_TOKEN holds no token', remedy: newBotToken },
  not_allowed_token_type: { problem: 'SLACK_BOT_TOKEN holds a token of another kind', remedy: newBotToken },
  token_revoked: { problem: 'the token in SLACK_BOT_TOKEN has been revoked', remedy: installAgain },
  token_expired: {
    problem: 'the token in SLACK_BOT_TOKEN has expired',
    remedy: `Token rotation is not supported: make the app anew from manifests/slack.yaml, which leaves it off. ${newBotToken}`,
  },
  account_inactive: {
    problem: 'the app has been removed from the workspace, or the workspace is gone',
    remedy: installAgain,
  },
};

const newAppToken = `Generate one with the scope connections:write at ${appTokenPage}, and set it as SLACK_APP_TOKEN.`;
const socket: Advices = {
  ...slack,
  invalid_auth: { problem: 'Slack does not know the token in SLACK_APP_TOKEN', remedy: newAppToken },
  not_authed: { problem: 'SLACK_APP_TOKEN holds no token', remedy: newAppToken },
  not_allowed_token_type: { problem: 'SLACK_APP_TOKEN holds a token of another kind', remedy: newAppToken },
  token_revoked: { problem: 'the token in SLACK_APP_TOKEN has been revoked', remedy: newAppToken },
  account_inactive: {
    problem: 'the token in SLACK_APP_TOKEN is of an app that is gone',
    remedy: newAppToken,
  },
  missing_scope: { problem: 'the token in SLACK_APP_TOKEN lacks connections:write', remedy: newAppToken },
  'no-connection': {
    problem: 'Slack gives no connection for Socket Mode',
    remedy: 'Switch it on at https://api.slack.com/apps → your app → Socket Mode.',
  },
};

const registration = 'https://portal.azure.com → Microsoft Entra ID → App registrations → your bot';
const newSecret = `Make one at ${registration} → Certificates & secrets, and copy its value (not its id) into TEAMS_APP_PASSWORD.`;
const tenantPage = `Copy "Directory (tenant) ID" from ${registration} → Overview into TEAMS_TENANT_ID.`;
const appPage = `Copy "Application (client) ID" from ${registration} → Overview into TEAMS_APP_ID; it has to be of the tenant in TEAMS_TENANT_ID.`;
const letPass =
  'Let the firewall pass https to login.microsoftonline.com, login.botframework.com and smba.trafficmanager.net; leave TEAMS_CLOUD and the addresses empty unless yours is another cloud.';
/** Numbers: "Microsoft Entra authentication and authorization error codes". */
const teams: Advices = {
  'host-not-found': { problem: "Microsoft's login service is not found", remedy: letPass },
  'connection-refused': { problem: "nothing listens at the login service's address", remedy: letPass },
  'no-answer': { problem: "Microsoft's login service does not answer", remedy: letPass },
  'no-tls': {
    problem: "no encrypted connection to Microsoft's login service comes about",
    remedy:
      'Where a proxy opens the connection, let Node trust its authority: NODE_EXTRA_CA_CERTS=/path/to/ca.pem.',
  },
  unreachable: { problem: "the connection to Microsoft's login service breaks", remedy: letPass },
  'not-the-login': { problem: "what answers is not Microsoft's login service", remedy: letPass },
  'out-of-order': {
    problem: "Microsoft's login service is out of order",
    remedy: 'Wait, and start again; https://status.cloud.microsoft tells more.',
  },
  ratelimited: {
    problem: "Microsoft's login service asks not to be called so often",
    remedy: 'Wait a minute, and start again.',
  },
  AADSTS7000215: { problem: 'the secret in TEAMS_APP_PASSWORD is a wrong one', remedy: newSecret },
  AADSTS7000222: { problem: 'the secret in TEAMS_APP_PASSWORD has expired', remedy: newSecret },
  AADSTS700016: { problem: 'no app of the tenant has the id in TEAMS_APP_ID', remedy: appPage },
  AADSTS90002: { problem: 'there is no tenant with the id in TEAMS_TENANT_ID', remedy: tenantPage },
  AADSTS900023: { problem: 'there is no tenant with the id in TEAMS_TENANT_ID', remedy: tenantPage },
  'no-identity': {
    problem: 'this machine has no managed identity with the id in TEAMS_APP_ID',
    remedy:
      'Assign the identity to the machine or container that the bot runs on, or set TEAMS_APP_PASSWORD instead.',
  },
  'service-url-elsewhere': {
    problem:
      'TEAMS_SERVICE_URL is at none of the hosts at which Teams may be called, so that nothing could be posted',
    remedy: 'Add its host to TEAMS_SERVICE_HOSTS, or leave both empty unless yours is another cloud.',
  },
  'no-keys': {
    problem: 'the keys that Teams signs with cannot be fetched, so that nothing from it would be believed',
    remedy: letPass,
  },
};

const port: Advices = {
  'in-use': {
    problem: 'another programme listens at PORT',
    remedy: 'Stop it ("lsof -i :$PORT" tells which one it is), or set PORT to another number.',
  },
  forbidden: {
    problem: 'this user may not listen at PORT',
    remedy: 'Set PORT to a number above 1023, and let the proxy in front of the bot lead there.',
  },
};

const byPart: Readonly<Record<StartError['part'], Advices>> = { database, slack, socket, teams, port };

/** Advice for a part of the set-up by the code of what is wrong with it; undefined where there is none. */
export const adviceFor = (part: StartError['part'], code: string): Advice | undefined => byPart[part][code];

/** The same for a code that may have none: then it is at least named. */
export const adviceOrCode = (part: StartError['part'], code: string): Advice =>
  adviceFor(part, code) ?? {
    problem: `${part === 'port' ? 'PORT' : part} answers with "${code}"`,
    remedy: 'Look the code up in its documentation; if it is not the set-up, report it as a bug.',
  };
