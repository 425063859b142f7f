import { type DestinationStream, type Logger, pino } from 'pino';

/** Fields that hold ids, codes and figures. Whatever has another name is withheld, and the name is said. */
const knownFields: ReadonlySet<string> = new Set([
  'at',
  'attempt',
  'attempts',
  'blind',
  'channel',
  'code',
  'command',
  'delivery',
  'does',
  'fault',
  'freed',
  'part',
  'port',
  'requestUrls',
  'scopes',
  'series',
  'session',
  'signal',
  'skewMs',
  'slack',
  'tenant',
  'unknown',
  'workspace',
]);

/**
 * The process's log: ids and codes, never what people wrote.
 * ERROR: something was not done, and an operator should look (0 in a healthy application) · WARN: it will be tried
 * again, or somebody was told · INFO: the process begins, ends, changes · DEBUG: each step.
 * @param destination default: the standard output
 */
export const createLog = (level: string, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: null,
    formatters: { log: idsAndCodes },
    hooks: { streamWrite: scrubbed },
  };
  return destination ? pino(options, destination) : pino(options);
};

const idsAndCodes = (fields: Record<string, unknown>): Record<string, unknown> => {
  const kept = Object.entries(fields).filter(([name, value]) => knownFields.has(name) && isPlain(value));
  const withheld = Object.keys(fields).filter((name) => !kept.some(([one]) => one === name));
  return { ...Object.fromEntries(kept), ...(withheld.length > 0 && { withheld }) };
};

/** Objects may hold anything, a fault its words. */
const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isPlain) : value === null || typeof value !== 'object';

/** What opens doors, wherever it stands: tokens of Slack and Microsoft, a client's secret, a database's password. */
const secrets: readonly [RegExp, string][] = [
  [/\b(xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]+/g, '[token]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  // Long enough to be none of people's words.
  [/\b(bearer )[\w.~+/-]{16,}=*/gi, '$1[token]'],
  [/\b(client_secret\W{1,3})[^\s"'&]+/g, '$1[secret]'],
  [/\b(postgres(?:ql)?:\/\/)[^\s"]*@/g, '$1[login]@'],
];

/** The last line of defence for whatever leaves the process: a text without anything that looks like a secret. */
export const scrubbed = (text: string): string =>
  secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
