import { JwtTokenProviderFactory, ManagedIdentityAppCredentials } from 'botframework-connector';
import { z } from 'zod';
import { connectionFault } from '../errors.ts';
import { jsonIn } from './json-in.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** What the bot shows to the connector. */
export type BotToken = {
  /**
   * @param signal aborted: it is too late for a token
   * @throws LoginRefused, LoginUnavailable, or what `signal` was aborted with
   */
  get(signal: AbortSignal): Promise<string>;
  /** The connector does not take it: another one is got. */
  refuse(token: string): void;
};

/** The login service gives no token. */
export class LoginRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`the login service refuses: ${code}`);
    this.name = 'LoginRefused';
    this.code = code;
  }
}

/** The login service has said nothing of the bot: it was not reached, is out of order, or something else has answered. */
export class LoginUnavailable extends Error {
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`the login service is not available: ${code}`, { cause });
    this.name = 'LoginUnavailable';
    this.code = code;
  }
}

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
/** Of the two codes the number says more ("Microsoft Entra authentication and authorization error codes"). */
const refusalSchema = z
  .object({ error: z.string().regex(/^\w{1,64}$/), error_codes: z.array(z.number()).optional() })
  .transform(({ error, error_codes: [number] = [] }) => (number ? `AADSTS${number}` : error));

/** A call of the login service is given up after so long, and so may be whoever waits for it. */
export const loginMs = 2_500;
/** So long before its end a token is renewed. */
const earlyMs = 5 * 60_000;
/** Managed identities renew theirs by themselves. */
const identityMs = 60_000;

type Granted = { token: string; until: number };
/** @param isRefused whether the last one was: none that is kept somewhere is of use */
type Grant = (now: number, isRefused: boolean) => Promise<Granted>;

/**
 * @param heard is told how each call of the login service ended: with its fault, or without where it was done
 * @param audience what the token is for; default: the connector
 */
export const createBotToken = (
  settings: TeamsSettings,
  machineNow: () => Date,
  heard: (fault?: unknown) => void = () => {},
  audience: string = settings.cloud.audience,
): BotToken => {
  const grant = grantOf(settings, audience);
  let kept: Granted | undefined;
  let isRefused = false;
  let underWay: Promise<Granted> | undefined;
  const grantNow = async (now: number): Promise<Granted> => {
    try {
      kept = await grant(now, isRefused);
      isRefused = false;
      return kept;
    } finally {
      underWay = undefined;
    }
  };
  const ask = (now: number): Promise<Granted> => {
    const asked = grantNow(now);
    asked.then(() => heard(), heard);
    return asked;
  };
  return {
    get: async (signal) => {
      const now = machineNow().getTime();
      if (kept && kept.until > now) return kept.token;
      underWay ??= ask(now);
      const { token } = await Promise.race([underWay, aborted(signal)]);
      return token;
    },
    refuse: (token) => {
      if (kept?.token !== token) return;
      kept = undefined;
      isRefused = true;
    },
  };
};

/** Whoever waits may give up; the next one finds the token. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

const grantOf = ({ appId, credential, cloud }: TeamsSettings, audience: string): Grant => {
  if (credential.kind === 'password') {
    const form = {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: credential.password,
      scope: `${audience}/.default`,
    };
    return (now) => byPassword(cloud.tokenUrl, form, now);
  }
  const identity = new ManagedIdentityAppCredentials(appId, audience, new JwtTokenProviderFactory());
  return async (now, isRefused) => {
    const tooLate = AbortSignal.timeout(loginMs);
    try {
      const token = await Promise.race([identity.getToken(isRefused), aborted(tooLate)]);
      return { token, until: now + identityMs };
    } catch {
      throw tooLate.aborted ? new LoginUnavailable('no-answer') : new LoginRefused('no-identity');
    }
  };
};

/** Client credentials (RFC 6749, 4.4). MSAL would ask for more, and will not talk to a local login service. */
const byPassword = async (tokenUrl: string, form: Record<string, string>, now: number): Promise<Granted> => {
  const { status, text } = await postForm(tokenUrl, form);
  const body = jsonIn(text);
  const granted = grantSchema.safeParse(body).data;
  if (status === 200 && granted) {
    return { token: granted.access_token, until: now + granted.expires_in * 1_000 - earlyMs };
  }
  if (status >= 500) throw new LoginUnavailable('out-of-order');
  if (status === 429) throw new LoginUnavailable('ratelimited');
  if (status < 400) throw new LoginUnavailable('not-the-login');
  throw new LoginRefused(refusalSchema.safeParse(body).data ?? `http_${status}`);
};

const postForm = async (url: string, form: Record<string, string>) => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(loginMs),
      redirect: 'error',
    });
    return { status: answer.status, text: await answer.text() };
  } catch (fault) {
    throw new LoginUnavailable(connectionFault(fault) ?? 'unreachable', fault);
  }
};
