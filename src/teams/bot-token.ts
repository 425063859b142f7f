import { JwtTokenProviderFactory, ManagedIdentityAppCredentials } from 'botframework-connector';
import { z } from 'zod';
import type { TeamsSettings } from './teams-settings.ts';

/** What the bot shows to the connector. */
export type BotToken = {
  /**
   * @param signal aborted: it is too late for a token
   * @throws LoginRefused, or what `fetch` throws
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

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refusalSchema = z.object({ error: z.string().regex(/^\w{1,64}$/) });

const loginMs = 2_500;
/** So long before its end a token is renewed. */
const earlyMs = 5 * 60_000;
/** Managed identities renew theirs by themselves. */
const identityMs = 60_000;

type Granted = { token: string; until: number };

export const createBotToken = (settings: TeamsSettings, machineNow: () => Date): BotToken => {
  const grant = grantOf(settings);
  let kept: Granted | undefined;
  let underWay: Promise<Granted> | undefined;
  return {
    get: async (signal) => {
      const now = machineNow().getTime();
      if (kept && kept.until > now) return kept.token;
      underWay ??= grant(now).finally(() => {
        underWay = undefined;
      });
      kept = await Promise.race([underWay, aborted(signal)]);
      return kept.token;
    },
    refuse: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
};

/** Whoever waits may give up; the next one finds the token. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

const grantOf = ({ appId, credential, cloud }: TeamsSettings): ((now: number) => Promise<Granted>) => {
  if (credential.kind === 'password') {
    const form = {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: credential.password,
      scope: `${cloud.audience}/.default`,
    };
    return (now) => byPassword(cloud.tokenUrl, form, now);
  }
  const identity = new ManagedIdentityAppCredentials(appId, cloud.audience, new JwtTokenProviderFactory());
  return async (now) => ({ token: await identity.getToken(), until: now + identityMs });
};

/** Client credentials (RFC 6749, 4.4). MSAL would ask for more, and will not talk to a local login service. */
const byPassword = async (tokenUrl: string, form: Record<string, string>, now: number): Promise<Granted> => {
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(loginMs),
    redirect: 'error',
  });
  const body: unknown = await answer.json().catch(() => undefined);
  const granted = grantSchema.safeParse(body).data;
  if (!answer.ok || !granted) {
    throw new LoginRefused(refusalSchema.safeParse(body).data?.error ?? `http_${answer.status}`);
  }
  return { token: granted.access_token, until: now + granted.expires_in * 1_000 - earlyMs };
};
