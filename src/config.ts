import { z } from 'zod';

const https = (error: string) => z.url({ protocol: /^https$/, error });
const entraId = z.guid('must be an id like 01234567-89ab-cdef-0123-456789abcdef');

const yesOrNo = z.enum(['yes', 'no'], 'must be yes or no').default('no');

const settingsSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

type SlackIntake = { mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string };

const slackSchema = z
  .object({
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-'),
    /** For signed HTTP. */
    SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be one').optional(),
    /** For Socket Mode. */
    SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-').optional(),
    /** Slack's own API unless another is named (GovSlack, tests). */
    SLACK_API_URL: z.url().optional(),
  })
  .refine(({ SLACK_SIGNING_SECRET, SLACK_APP_TOKEN }) => SLACK_SIGNING_SECRET ?? SLACK_APP_TOKEN, {
    error: 'SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is not set',
    // Also where something else is wrong: every problem is named at once.
    when: () => true,
  })
  .transform((slack) => {
    const intake: SlackIntake =
      slack.SLACK_APP_TOKEN === undefined
        ? { mode: 'http', signingSecret: slack.SLACK_SIGNING_SECRET! }
        : { mode: 'socket', appToken: slack.SLACK_APP_TOKEN };
    return { botToken: slack.SLACK_BOT_TOKEN, apiUrl: slack.SLACK_API_URL, ...intake };
  });

/** What the names of others' products and of parts of Teams would claim; its store refuses them. */
const reservedName =
  /\b(microsoft|ms|teams|office|outlook|excel|powerpoint|word|onedrive|onenote|sharepoint|azure|copilot|chat|contacts|calendar|calls|files|activity|apps|help)\b/i;

/** "root.name" of Microsoft's manifest reference. */
const teamsAppName = z
  .string()
  .max(30, 'must have at most 30 characters')
  .refine((name) => !reservedName.test(name), 'must not name Teams, a part of it or a product of Microsoft')
  .default('Microtraining');

type TeamsCredential = { kind: 'password'; password: string } | { kind: 'managed-identity' };

const teamsSchema = z
  .object({
    /** Without one, botbuilder would let everybody in. */
    TEAMS_APP_ID: entraId,
    TEAMS_TENANT_ID: entraId,
    TEAMS_APP_PASSWORD: z.string().min(8, 'is too short to be one').optional(),
    /** The machine's own identity instead of a password. */
    TEAMS_MANAGED_IDENTITY: yesOrNo,
    /** People talk to the bot by this name, so it has to be the one in the app package. */
    TEAMS_APP_NAME: teamsAppName,
    /** Teams tells no bot who is one. */
    TEAMS_ADMINS: z
      .string()
      .regex(/^[\w.@+-]+(,\s*[\w.@+-]+)*$/, 'must be mail addresses or ids, with a comma between them')
      .optional(),
    /** Whether the app package asks to read what is written in channels, so that messages can be looked up. */
    TEAMS_LOOK_UPS: yesOrNo,
    TEAMS_CLOUD: z.enum(['public', 'government'], 'must be public or government').default('public'),
    /** Instead of those of the cloud. */
    TEAMS_OPENID_URL: https('must be an https:// address').optional(),
    TEAMS_ISSUER: z.string().optional(),
    TEAMS_TOKEN_URL: https('must be an https:// address').optional(),
    TEAMS_AUDIENCE: z.string().optional(),
    TEAMS_SERVICE_URL: https('must be an https:// address').optional(),
    TEAMS_GRAPH_URL: https('must be an https:// address').optional(),
    TEAMS_WEB_URL: https('must be an https:// address').optional(),
    TEAMS_SERVICE_HOSTS: z
      .string()
      .regex(/^(\*\.)?[a-z\d.-]+(,(\*\.)?[a-z\d.-]+)*$/i, 'must be hosts, with a comma between them')
      .optional(),
  })
  .refine(
    ({ TEAMS_APP_PASSWORD, TEAMS_MANAGED_IDENTITY }) =>
      TEAMS_APP_PASSWORD || TEAMS_MANAGED_IDENTITY === 'yes',
    {
      error: 'TEAMS_APP_PASSWORD (a client secret) or TEAMS_MANAGED_IDENTITY=yes is not set',
      when: () => true,
    },
  )
  .refine(
    ({ TEAMS_APP_PASSWORD, TEAMS_MANAGED_IDENTITY }) =>
      !TEAMS_APP_PASSWORD || TEAMS_MANAGED_IDENTITY !== 'yes',
    {
      error: 'TEAMS_APP_PASSWORD and TEAMS_MANAGED_IDENTITY=yes exclude one another',
      when: () => true,
    },
  )
  .transform((teams) => {
    const credential: TeamsCredential =
      teams.TEAMS_APP_PASSWORD === undefined
        ? { kind: 'managed-identity' }
        : { kind: 'password', password: teams.TEAMS_APP_PASSWORD };
    return {
      appId: teams.TEAMS_APP_ID,
      tenantId: teams.TEAMS_TENANT_ID,
      credential,
      appName: teams.TEAMS_APP_NAME,
      admins: teams.TEAMS_ADMINS?.split(/,\s*/),
      looksUp: teams.TEAMS_LOOK_UPS === 'yes',
      cloud: {
        name: teams.TEAMS_CLOUD,
        openIdMetadata: teams.TEAMS_OPENID_URL,
        issuer: teams.TEAMS_ISSUER,
        tokenUrl: teams.TEAMS_TOKEN_URL,
        audience: teams.TEAMS_AUDIENCE,
        serviceUrl: teams.TEAMS_SERVICE_URL,
        serviceHosts: teams.TEAMS_SERVICE_HOSTS?.toLowerCase().split(','),
        graphUrl: teams.TEAMS_GRAPH_URL,
        webUrl: teams.TEAMS_WEB_URL,
      },
    };
  });

export type Config = z.infer<typeof settingsSchema> & {
  slack: z.infer<typeof slackSchema> | undefined;
  teams: z.infer<typeof teamsSchema> | undefined;
};

/** What has to be set differently before the process can run; names only, never values. */
export class ConfigError extends Error {
  readonly code = 'config';
  /** One each, beginning with the setting's name where it is about one. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super(`The configuration is not complete:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

export type Environment = Record<string, string | undefined>;

/**
 * Reads the configuration: of each platform of which anything is set. Where both are, SLACK_APP_TOKEN (Socket Mode)
 * prevails over SLACK_SIGNING_SECRET (HTTP): every app has a signing secret, an app-level token only who wants Socket
 * Mode, and Slack then posts nothing.
 * @throws ConfigError with every problem at once
 */
export const readConfig = (environment: Environment = process.env): Config => {
  const meant = meantPlatforms(environment);
  const slack = meant.slack ? read(slackSchema, environment) : notMeant;
  const teams = meant.teams ? read(teamsSchema, environment) : notMeant;
  const settings = read(settingsSchema, environment);
  const problems = [slack, teams, settings].flatMap((part) => part.problems ?? []);
  if (!meant.slack && !meant.teams) problems.unshift(noPlatform);
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...settings.found!, slack: slack.found, teams: teams.found };
};

/** Of which platforms anything is set. */
export const meantPlatforms = (environment: Environment = process.env) => ({
  slack: isMeant('SLACK_', environment),
  teams: isMeant('TEAMS_', environment),
});

/** The https address under which the bot is reached, where it is set: only its app package for Teams needs it. */
export const readPublicUrl = (environment: Environment = process.env): string | undefined =>
  environment.PUBLIC_URL || undefined;

const notMeant: { found: undefined; problems?: undefined } = { found: undefined };
const noPlatform =
  'SLACK_BOT_TOKEN (for Slack) or TEAMS_APP_ID (for Microsoft Teams), with what belongs to it, is not set';

/** Whether a platform is meant: one of its settings is enough, but for those of its app package. */
const isMeant = (prefix: 'SLACK_' | 'TEAMS_', environment: Environment): boolean =>
  Object.keys(environment).some(
    (name) => name.startsWith(prefix) && environment[name] && !ofPackage.has(name),
  );

/**
 * What the sandbox needs, where it is meant: no platform is configured, not even by half, and this is no production.
 * @throws ConfigError
 */
export const readSandboxConfig = (environment: Environment = process.env): { PORT: number } | undefined => {
  const { slack, teams } = meantPlatforms(environment);
  if (slack || teams || environment.NODE_ENV === 'production') return undefined;
  return parse(settingsSchema.pick({ PORT: true }), environment);
};

/** Only what the commands need that look at the database: its address. */
export const readDatabaseUrl = (environment: Environment = process.env): string =>
  parse(settingsSchema.pick({ DATABASE_URL: true }), environment).DATABASE_URL;

/** Names that nobody outside can reach, or that are reserved for examples (RFC 2606, RFC 6761). */
const nobodysHost = /^[\d.]+$|^\[|(^|\.)(localhost|test|invalid|example(\.(com|net|org))?)$/;

const isPublicAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  return hostname.includes('.') && !nobodysHost.test(hostname);
};

const publicAddress = z
  .string()
  .refine(isPublicAddress, 'must be an https:// address of yours: no localhost, no IP address, no example');

/** Lengths: "root.developer" of Microsoft's manifest reference. */
const teamsPackageSchema = z.object({
  TEAMS_APP_ID: entraId,
  PUBLIC_URL: publicAddress.refine(
    (address) => !isPublicAddress(address) || /^https:\/\/[^/?#]+\/?$/i.test(address),
    'must have nothing after its host',
  ),
  TEAMS_DEVELOPER_NAME: z.string().max(32, 'must have at most 32 characters'),
  TEAMS_WEBSITE_URL: publicAddress,
  TEAMS_PRIVACY_URL: publicAddress,
  TEAMS_TERMS_URL: publicAddress,
  TEAMS_APP_NAME: teamsAppName,
  TEAMS_PACKAGE_VERSION: z
    .string()
    .regex(/^[1-9]\d*\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, 'must be like 1.0.1')
    .default('1.0.0'),
  TEAMS_LOOK_UPS: yesOrNo,
});

/** A package may be made where no bot runs. */
const ofPackage = new Set(
  Object.keys(teamsPackageSchema.omit({ TEAMS_APP_ID: true, TEAMS_LOOK_UPS: true }).shape),
);

export type TeamsPackageSettings = z.infer<typeof teamsPackageSchema>;

/**
 * What the app package of Teams says of this deployment; none of it is secret.
 * @throws ConfigError with every problem at once
 */
export const readTeamsPackageSettings = (environment: Environment = process.env): TeamsPackageSettings =>
  parse(teamsPackageSchema, environment);

const parse = <Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> => {
  const { found, problems } = read(schema, environment);
  if (problems) throw new ConfigError(problems);
  return found;
};

type Read<Found> = { found: Found; problems?: undefined } | { found?: undefined; problems: string[] };

const read = <Schema extends z.ZodType>(schema: Schema, environment: Environment): Read<z.infer<Schema>> => {
  // An empty value in a settings file means "not set".
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return { found: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => {
    if (path.length === 0) return message;
    const name = path.join('.');
    return `${name} ${set[name] === undefined ? 'is not set' : message}`;
  });
  return { problems };
};
