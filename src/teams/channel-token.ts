import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import { isSafe } from './connector-address.ts';
import type { TeamsSettings } from './teams-settings.ts';

/**
 * Whether an activity comes from Teams. The token's issuer, audience, times, key, endorsement and service URL are all
 * looked at (Microsoft, "Bot Connector authentication"). Tokens of skills and of the emulator have another issuer, so
 * they are refused. Botbuilder's own check is not used: it answers some of these with 500, writes to the console, waits
 * without an end, and looks for new keys once an hour (platforms, Teams).
 */
export type TokenCheck = (
  authorization: string | undefined,
  activity: { channelId: string; serviceUrl: string },
) => Promise<'right' | 'wrong' | 'cannot-tell'>;

const metadataSchema = z.object({ jwks_uri: z.url() });
const keySchema = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  endorsements: z.array(z.string()).optional(),
});
const keysSchema = z.object({ keys: z.array(z.unknown()) });
type Key = z.infer<typeof keySchema>;

const times = {
  /** Clocks may differ by this. */
  toleranceSeconds: 300,
  keysMs: 24 * 3_600_000,
  /** For a key that is not known, new ones are fetched at most so often. */
  againMs: 60_000,
  fetchMs: 2_500,
} as const;

export const createTokenCheck = (settings: TeamsSettings, machineNow: () => Date): TokenCheck => {
  const { appId, cloud } = settings;
  const keys = createKeys(settings, machineNow);
  return async (authorization, { channelId, serviceUrl }) => {
    const [scheme, token, ...more] = authorization?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || !token || more.length > 0) return 'wrong';
    const id = keyIdOf(token);
    if (id === undefined) return 'wrong';
    const key = await keys(id);
    if (key === 'cannot-tell') return key;
    if (!key?.endorsements?.includes(channelId)) return 'wrong';
    try {
      const set: JSONWebKeySet = { keys: [key] };
      const { payload } = await jwtVerify(token, createLocalJWKSet(set), {
        issuer: cloud.issuer,
        audience: appId,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'nbf'],
        clockTolerance: times.toleranceSeconds,
        currentDate: machineNow(),
      });
      return payload.serviceurl === serviceUrl ? 'right' : 'wrong';
    } catch {
      return 'wrong';
    }
  };
};

/** Undefined for a token that names no key, or is signed in another way than Teams' are. */
const keyIdOf = (token: string): string | undefined => {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === 'RS256' ? kid : undefined;
  } catch {
    return undefined;
  }
};

const createKeys = (settings: TeamsSettings, machineNow: () => Date) => {
  let known: ReadonlyMap<string, Key> = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<boolean> | undefined;
  const refresh = async (): Promise<boolean> => {
    triedAt = machineNow().getTime();
    const found = await fetchKeys(settings);
    if (!found) return false;
    known = new Map(found.map((key) => [key.kid, key]));
    fetchedAt = triedAt;
    return true;
  };
  return async (id: string): Promise<Key | undefined | 'cannot-tell'> => {
    const now = machineNow().getTime();
    const isOld = now - fetchedAt > times.keysMs;
    const found = known.get(id);
    // Anybody can name a key that is not there: nobody else waits for that.
    if (found && !isOld) return found;
    const mayTry = now - triedAt > times.againMs || fetchedAt === Number.NEGATIVE_INFINITY;
    if (underWay || mayTry) {
      underWay ??= refresh().finally(() => {
        underWay = undefined;
      });
      const isDone = await underWay;
      if (!isDone && !known.has(id)) return 'cannot-tell';
    }
    return known.get(id);
  };
};

/** The keys that Teams signs with at present; undefined where they cannot be had. */
export const fetchKeys = async ({ cloud, isSandbox }: TeamsSettings): Promise<Key[] | undefined> => {
  try {
    const { jwks_uri: address } = metadataSchema.parse(await fetchJson(cloud.openIdMetadata));
    if (!isSafe(address, isSandbox)) return undefined;
    return keysSchema
      .parse(await fetchJson(address))
      .keys.flatMap((key) => keySchema.safeParse(key).data ?? []);
  } catch {
    return undefined;
  }
};

const fetchJson = async (address: string): Promise<unknown> => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(times.fetchMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`keys: ${answer.status}`);
  return answer.json();
};
