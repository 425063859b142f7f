import { z } from 'zod';

const settingsSchema = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-'),
  /** For signed HTTP. */
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be one').optional(),
  /** For Socket Mode. */
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-').optional(),
  /** Slack's own API unless another is named (GovSlack, tests). */
  SLACK_API_URL: z.url().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

type SlackIntake = { mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string };

const configSchema = settingsSchema
  .refine(({ SLACK_SIGNING_SECRET, SLACK_APP_TOKEN }) => SLACK_SIGNING_SECRET ?? SLACK_APP_TOKEN, {
    error: 'SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is not set',
    // Also where something else is wrong: every problem is named at once.
    when: () => true,
  })
  .transform(({ SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, ...others }) => {
    const intake: SlackIntake =
      SLACK_APP_TOKEN === undefined
        ? { mode: 'http', signingSecret: SLACK_SIGNING_SECRET! }
        : { mode: 'socket', appToken: SLACK_APP_TOKEN };
    return { ...others, SLACK_INTAKE: intake };
  });

export type Config = z.infer<typeof configSchema>;

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
 * Reads the configuration. Where both are set, SLACK_APP_TOKEN (Socket Mode) prevails over SLACK_SIGNING_SECRET (HTTP):
 * every app has a signing secret, an app-level token only who wants Socket Mode, and Slack then posts nothing.
 * @throws ConfigError with every problem at once
 */
export const readConfig = (environment: Environment = process.env): Config =>
  parse(configSchema, environment);

/** Names of platforms' settings: one of them is enough to mean the real thing. */
const platformSetting = /^SLACK_/;

/**
 * What the sandbox needs, where it is meant: no platform is configured, not even by half, and this is no production.
 * @throws ConfigError
 */
export const readSandboxConfig = (environment: Environment = process.env): { PORT: number } | undefined => {
  const hasPlatform = Object.keys(environment).some(
    (name) => platformSetting.test(name) && environment[name],
  );
  if (hasPlatform || environment.NODE_ENV === 'production') return undefined;
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

/** What the names of others' products and of parts of Teams would claim; its store refuses them. */
const reservedName =
  /\b(microsoft|ms|teams|office|outlook|excel|powerpoint|word|onedrive|onenote|sharepoint|azure|copilot|chat|contacts|calendar|calls|files|activity|apps|help)\b/i;

/** Lengths: "root.developer" and "root.name" of Microsoft's manifest reference. */
const teamsPackageSchema = z.object({
  TEAMS_APP_ID: z.guid('must be an id like 01234567-89ab-cdef-0123-456789abcdef'),
  PUBLIC_URL: publicAddress.refine(
    (address) => !isPublicAddress(address) || /^https:\/\/[^/?#]+\/?$/i.test(address),
    'must have nothing after its host',
  ),
  TEAMS_DEVELOPER_NAME: z.string().max(32, 'must have at most 32 characters'),
  TEAMS_WEBSITE_URL: publicAddress,
  TEAMS_PRIVACY_URL: publicAddress,
  TEAMS_TERMS_URL: publicAddress,
  TEAMS_APP_NAME: z
    .string()
    .max(30, 'must have at most 30 characters')
    .refine((name) => !reservedName.test(name), 'must not name Teams, a part of it or a product of Microsoft')
    .default('Microtraining'),
  TEAMS_PACKAGE_VERSION: z
    .string()
    .regex(/^[1-9]\d*\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, 'must be like 1.0.1')
    .default('1.0.0'),
});

export type TeamsPackageSettings = z.infer<typeof teamsPackageSchema>;

/**
 * What the app package of Teams says of this deployment; none of it is secret.
 * @throws ConfigError with every problem at once
 */
export const readTeamsPackageSettings = (environment: Environment = process.env): TeamsPackageSettings =>
  parse(teamsPackageSchema, environment);

const parse = <Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> => {
  // An empty value in a settings file means "not set".
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    if (path.length === 0) return message;
    const name = path.join('.');
    return `${name} ${set[name] === undefined ? 'is not set' : message}`;
  });
  throw new ConfigError(problems);
};
