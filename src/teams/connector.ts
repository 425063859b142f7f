import { z } from 'zod';
import type { BotToken } from './bot-token.ts';
import { isAllowed } from './connector-address.ts';
import { jsonIn } from './json-in.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** One call of the connector's REST interface; `path` begins behind the service URL, its parts are encoded. */
export type ConnectorCall = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  serviceUrl: string;
  path: string;
  body?: object;
  /** Aborted: it is too late for the call. */
  signal?: AbortSignal;
};

/**
 * Makes one call and says how it ended. Botbuilder's connector client is not used: it repeats a POST three times, waits
 * without an end, and drops fields that it does not know, such as `recipient.isTargeted` (platforms, Teams).
 * @returns the JSON of the answer; undefined where it is none
 * @throws ConnectorRefusal, NotSent, or what `fetch` throws
 */
export type Connector = (call: ConnectorCall) => Promise<unknown>;

/** The connector has answered with an error. */
export class ConnectorRefusal extends Error {
  readonly status: number;
  /** Teams' own code where it gives one, else `http_<status>`. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, retryAfterMs: number | undefined) {
    super(`the connector refuses: ${code}`);
    this.name = 'ConnectorRefusal';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The call was never made. */
export class NotSent extends Error {
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`the connector was not called: ${code}`, { cause });
    this.name = 'NotSent';
    this.code = code;
  }
}

const callMs = 2_500;

/** For connectors at addresses that `settings` allow, with the bot's token for them. */
export const createConnector =
  (settings: TeamsSettings, token: BotToken): Connector =>
  async ({ method, serviceUrl, path, body, signal: deadline }) => {
    // Stored long ago, perhaps: nobody else gets the token.
    if (!isAllowed(serviceUrl, settings)) throw new NotSent('service-url');
    const url = `${serviceUrl.replace(/\/$/, '')}/${path}`;
    return callWith(token, { method, url, ...(body && { body }), ...(deadline && { signal: deadline }) });
  };

/**
 * Makes one call with the bot's token; errors as `Connector`.
 * @param call `url` must be one that the token may go to
 */
export const callWith = async (
  token: BotToken,
  { method, url, body, signal: deadline }: Omit<ConnectorCall, 'serviceUrl' | 'path'> & { url: string },
): Promise<unknown> => {
  const timeout = AbortSignal.timeout(callMs);
  const signal = deadline ? AbortSignal.any([timeout, deadline]) : timeout;
  const bearer = await token.get(signal).catch((fault: unknown) => {
    throw new NotSent('login', fault);
  });
  if (signal.aborted) throw new NotSent('too-late');
  const answer = await fetch(url, {
    method,
    signal,
    redirect: 'error',
    headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.status === 401) token.refuse(bearer);
  if (answer.ok) return jsonIn(await answer.text());
  const told = await answer.text().catch(() => '');
  throw new ConnectorRefusal(
    answer.status,
    codeIn(jsonIn(told)) ?? `http_${answer.status}`,
    retryAfter(answer),
  );
};

const code = z.string().regex(/^[\w ]{1,64}$/);
const usualError = z.object({ error: z.object({ code }) });
/** Some errors hold JSON in their message (Microsoft, "Status codes from bot conversational APIs"). */
const nestedError = z.object({ message: z.string() });
const inner = z.object({ subCode: code });

const codeIn = (body: unknown): string | undefined => {
  const usual = usualError.safeParse(body).data;
  if (usual) return usual.error.code.replaceAll(' ', '');
  const nested = nestedError.safeParse(body).data;
  return nested && inner.safeParse(jsonIn(nested.message)).data?.subCode.replaceAll(' ', '');
};

/** Seconds; a date, which RFC 9110 (10.2.3) allows as well, counts as no time. */
const retryAfter = ({ headers }: Response): number | undefined => {
  const told = headers.get('retry-after');
  if (told === null) return undefined;
  const seconds = Number(told);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
};
