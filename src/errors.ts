/**
 * The database cannot be asked at present: it is gone, restarts, is full, read-only or too busy. Nothing was done,
 * or nobody knows (a commit whose connection died); what was asked is right and may be asked again.
 */
export class UnavailableError extends Error {
  readonly code = 'unavailable';
  /** Whether the work was certainly not done, or a commit was on its way when the connection ended. */
  readonly outcome: 'not-done' | 'unknown';

  constructor(cause: unknown, outcome: UnavailableError['outcome'] = 'not-done') {
    super('the database cannot be asked at present', { cause });
    this.name = 'UnavailableError';
    this.outcome = outcome;
  }
}

/** The bot cannot start for a reason that whoever operates it can mend. */
export class StartError extends Error {
  readonly part: 'database' | 'slack' | 'socket' | 'teams' | 'port';
  readonly code: string;

  constructor(part: StartError['part'], code: string, cause: unknown) {
    super(`${part}: ${code}`, { cause });
    this.name = 'StartError';
    this.part = part;
    this.code = code;
  }
}

/**
 * Turns what the operator can mend into a StartError.
 * @param codeOf undefined for a fault of ours, which is thrown as it is
 */
export const mendable = async <Result>(
  part: StartError['part'],
  codeOf: (fault: unknown) => string | undefined,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (fault) {
    const code = codeOf(fault);
    throw code === undefined ? fault : new StartError(part, code, fault);
  }
};

/** What a code looks like: an answer of Slack's that is no JSON stands where its code would, as a whole page. */
const codeShape = /^[\w.-]{1,64}$/;

/**
 * A fault's code in one word: the platform's own (SDKs keep it in `data.error`), else Node's or PostgreSQL's, else the
 * fault's kind. Never its wording, which may hold what people wrote.
 */
export const faultCode = (fault: unknown): string => {
  if (!(fault instanceof Error)) return typeof fault;
  const { code, data } = fault as { code?: unknown; data?: { error?: unknown } };
  return [data?.error, code].find(isCode) ?? fault.name;
};

const isCode = (value: unknown): value is string => typeof value === 'string' && codeShape.test(value);

/** What may be said of an unexpected fault in a log: its code, and the place in our code or a library's. */
export const faultFields = (fault: unknown): { fault: string; at?: string } => {
  const at = fault instanceof Error && fault.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { fault: faultCode(fault), ...(at && { at: at.trim() }) };
};

/** What Node calls the ways in which a connection does not come about. */
const connectionFaults: readonly [RegExp, string][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'host-not-found'],
  [/^ECONNREFUSED$/, 'connection-refused'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|TimeoutError|AbortError|EHOSTUNREACH|ENETUNREACH)$/, 'no-answer'],
  [/CERT|TLS|SSL|^EPROTO$/, 'no-tls'],
];

/** Why a connection did not come about, as a code of `use-cases/advice.ts`; undefined where it is none of those. */
export const connectionFault = (fault: unknown): string | undefined => {
  if (!(fault instanceof Error)) return undefined;
  const { code = fault.name } = fault as { code?: unknown };
  const known = connectionFaults.find(([pattern]) => pattern.test(String(code)));
  // `fetch` wraps the fault of its socket.
  return known ? known[1] : connectionFault(fault.cause);
};

/**
 * Codes with which a call ends whose connection was never opened, so that nothing can have arrived. Not those of
 * `connectionFaults`: some of them may come after the call has left.
 */
export const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The code of a failed call, or of what caused it: `fetch` wraps the socket's error, and gives up with one that need
 * not be an `Error`.
 */
export const callCode = (fault: unknown): string | undefined => {
  if (typeof fault !== 'object' || fault === null) return undefined;
  const { code, cause, name } = fault as { code?: unknown; cause?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  const said = typeof name === 'string' && name !== 'Error' && name !== 'TypeError' ? name : undefined;
  return callCode(cause) ?? said;
};
