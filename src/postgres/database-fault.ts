import { connectionFault, UnavailableError } from '../errors.ts';
import { errorCode } from './error-code.ts';

/** PostgreSQL's codes (appendix A) that speak of the set-up, and those by which it says that it is not there now. */
const codes: Readonly<Record<string, string>> = {
  '28P01': 'login-refused',
  '28000': 'login-refused',
  '3D000': 'no-such-database',
  '22023': 'no-such-role',
  '42501': 'not-permitted',
  '53300': 'too-many-connections',
  '57P01': 'not-now',
  '57P02': 'not-now',
  '57P03': 'not-now',
};

/** What the driver says without a code: its own words, in which nothing of the settings stands. */
const words: readonly [RegExp, string][] = [
  [/does not support SSL/, 'no-tls'],
  [/^SASL: .*password/, 'login-refused'],
  [/timeout|terminated/i, 'no-answer'],
];

/**
 * Why the database did not do what the start of the bot needs, as a code of `use-cases/advice.ts`; undefined where the
 * fault is none of the set-up.
 */
export const databaseFault = (fault: unknown): string | undefined => {
  if (fault instanceof UnavailableError) return databaseFault(fault.cause) ?? 'not-now';
  if (!(fault instanceof Error)) return undefined;
  const known = codes[errorCode(fault) ?? ''] ?? connectionFault(fault);
  if (known !== undefined || errorCode(fault) !== undefined || fault.name !== 'Error') return known;
  return words.find(([pattern]) => pattern.test(fault.message))?.[1];
};
