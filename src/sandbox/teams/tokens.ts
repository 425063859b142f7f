import { exportSPKI, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { ConnectorError } from './connector-error.ts';
import type { TokenKind } from './control.ts';
import { guidOf } from './ids.ts';
import { LOCAL_LIMITS } from './limits.ts';
import type { SigningKey, SigningKeys } from './signing-keys.ts';

/** Who signs what bots are called with, and the audience of what they present in turn (Microsoft, Bot Connector authentication). */
export const CHANNEL_ISSUER = 'https://api.botframework.com';

type Claims = Record<string, string>;
/** From and until when a token holds, in seconds from now. */
type Validity = { from: number; until: number };

const usual: Validity = { from: 0, until: LOCAL_LIMITS.token.seconds };

/** Signs and checks tokens, on the machine clock. */
export class Tokens {
  readonly #keys: SigningKeys;
  readonly #appId: string;
  readonly #machineNow: () => number;

  constructor(keys: SigningKeys, appId: string, machineNow: () => number) {
    this.#keys = keys;
    this.#appId = appId;
    this.#machineNow = machineNow;
  }

  /** What the login service gives to the bot for its client credentials. */
  forApp(tenantId: string, audience: string): Promise<string> {
    return this.#sign(this.#loginClaims(tenantId, audience, this.#appId), this.#keys.login);
  }

  /** @throws ConnectorError 401, like Teams without a reason, unless the header brings a token for that audience */
  async check(authorization: string | undefined, audience: string): Promise<void> {
    const [scheme, token] = authorization?.split(' ') ?? [];
    if (scheme !== 'Bearer' || !token) throw denied();
    const verified = await jwtVerify(token, this.#keys.login.publicKey, {
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['iss', 'exp'],
      currentDate: new Date(this.#machineNow()),
    }).catch(() => undefined);
    if (verified?.payload.appid !== this.#appId) throw denied();
  }

  /** What the bot is called with: `right`, or wrong in exactly one respect. */
  mint(kind: TokenKind, { serviceUrl, tenantId }: { serviceUrl: string; tenantId: string }): Promise<string> {
    const { channel, otherChannel, login, unknown } = this.#keys;
    const claims = { iss: CHANNEL_ISSUER, aud: this.#appId, serviceurl: serviceUrl };
    const stranger = guidOf('another app');
    switch (kind) {
      case 'right':
        return this.#sign(claims, channel);
      case 'wrong-key':
        return this.#sign(claims, { ...unknown, id: channel.id });
      case 'unknown-key':
        return this.#sign(claims, unknown);
      case 'unendorsed':
        return this.#sign(claims, otherChannel);
      case 'wrong-audience':
        return this.#sign({ ...claims, aud: stranger }, channel);
      case 'wrong-issuer':
        return this.#sign({ ...claims, iss: 'https://api.example.com' }, channel);
      case 'expired':
        return this.#sign(claims, channel, { from: -7_200, until: -3_600 });
      case 'not-yet-valid':
        return this.#sign(claims, channel, { from: 3_600, until: 7_200 });
      case 'alg-none':
        return Promise.resolve(this.#unsigned(claims));
      case 'hmac':
        return this.#signWithPublicKey(claims, channel);
      case 'wrong-service-url':
        return this.#sign({ ...claims, serviceurl: 'https://smba.example.com/emea/' }, channel);
      case 'no-service-url':
        return this.#sign({ iss: claims.iss, aud: claims.aud }, channel);
      case 'emulator':
        return this.#sign(this.#loginClaims(tenantId, this.#appId, this.#appId), login);
      case 'skill':
        return this.#sign(this.#loginClaims(tenantId, this.#appId, stranger), login);
    }
  }

  #loginClaims(tenantId: string, audience: string, appId: string): Claims {
    const iss = `https://sts.windows.net/${tenantId}/`;
    return { iss, aud: audience, appid: appId, tid: tenantId, ver: '1.0' };
  }

  #sign(claims: Claims, { id, privateKey }: SigningKey, validity = usual): Promise<string> {
    const { nbf, exp } = this.#times(validity);
    return new SignJWT({ ...claims, nbf, iat: nbf, exp })
      .setProtectedHeader({ alg: 'RS256', kid: id, x5t: id, typ: 'JWT' })
      .sign(privateKey);
  }

  #unsigned(claims: Claims): string {
    return new UnsecuredJWT({ ...claims, ...this.#times(usual) }).encode();
  }

  async #signWithPublicKey(claims: Claims, { id, publicKey }: SigningKey): Promise<string> {
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    return new SignJWT({ ...claims, ...this.#times(usual) })
      .setProtectedHeader({ alg: 'HS256', kid: id, typ: 'JWT' })
      .sign(secret);
  }

  #times({ from, until }: Validity) {
    const now = Math.floor(this.#machineNow() / 1_000);
    return { nbf: now + from, exp: now + until };
  }
}

const denied = () =>
  new ConnectorError(401, 'Unauthorized', 'Authorization has been denied for this request.');
