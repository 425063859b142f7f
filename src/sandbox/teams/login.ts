import { ConnectorError } from './connector-error.ts';
import type { Endpoints } from './control.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import { LOCAL_LIMITS } from './limits.ts';
import { CHANNEL_ISSUER } from './tokens.ts';

/** What the bot is configured with. */
export const endpointsOf = ({ url, world }: Core): Endpoints => ({
  openIdMetadata: `${url}/v1/.well-known/openidconfiguration`,
  loginOpenIdMetadata: `${url}/${world.tenantId}/v2.0/.well-known/openid-configuration`,
  token: `${url}/${world.tenantId}/oauth2/v2.0/token`,
  issuer: CHANNEL_ISSUER,
  graph: graphOf(url),
});

/** Where the local Microsoft Graph is; the audience of tokens for it, too, as Microsoft's address is of its own. */
export const graphOf = (url: string): string => `${url}/graph`;

/** @param tenantId of the login service; empty: of the channel service */
export const openIdMetadata = ({ url }: Core, tenantId: string): Json => ({
  issuer: tenantId ? `https://sts.windows.net/${tenantId}/` : CHANNEL_ISSUER,
  authorization_endpoint: tenantId
    ? `${url}/${tenantId}/oauth2/v2.0/authorize`
    : 'https://invalid.botframework.com',
  ...(tenantId && { token_endpoint: `${url}/${tenantId}/oauth2/v2.0/token` }),
  jwks_uri: tenantId ? `${url}/${tenantId}/discovery/v2.0/keys` : `${url}/v1/.well-known/keys`,
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: [tenantId ? 'client_secret_post' : 'private_key_jwt'],
});

/** Keys of the channel service say for which channels they may sign. */
export const publishedKeys = ({ keys }: Core, tenantId: string): Json => ({
  keys: tenantId
    ? [keys.login.jwk]
    : [
        { ...keys.otherChannel.jwk, endorsements: ['webchat', 'directline'] },
        { ...keys.channel.jwk, endorsements: ['msteams'] },
      ],
});

/** The login service refuses, with its code ("AADSTS" codes in Microsoft's documentation). */
export class LoginError extends ConnectorError {
  override get body(): Json {
    const [number = ''] = /\d+/.exec(this.message) ?? [];
    return { error: this.code, error_description: this.message, error_codes: [Number(number)] };
  }
}

/** A token for the app's id and password. @throws LoginError as the login service refuses it */
export const issueToken = async (core: Core, tenantId: string, form: URLSearchParams): Promise<Json> => {
  const { world, appPassword, tokens } = core;
  if (form.get('grant_type') !== 'client_credentials') {
    throw new LoginError(
      400,
      'unsupported_grant_type',
      'AADSTS70003: The app requested an unsupported grant type.',
    );
  }
  if (!world.state.tenants.has(tenantId)) {
    throw new LoginError(400, 'invalid_request', `AADSTS90002: Tenant '${tenantId}' not found.`);
  }
  if (form.get('client_id') !== world.appId || tenantId !== world.tenantId) {
    throw new LoginError(
      400,
      'unauthorized_client',
      'AADSTS700016: Application was not found in the directory.',
    );
  }
  if (form.get('client_secret') !== appPassword) {
    throw new LoginError(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  }
  const audience = [CHANNEL_ISSUER, graphOf(core.url)].find((one) => form.get('scope') === `${one}/.default`);
  if (audience === undefined) {
    throw new LoginError(400, 'invalid_scope', 'AADSTS70011: The provided value for scope is not valid.');
  }
  const { seconds } = LOCAL_LIMITS.token;
  const token = await tokens.forApp(tenantId, audience);
  return { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token };
};
