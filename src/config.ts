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
