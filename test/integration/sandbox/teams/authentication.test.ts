import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { APP_ID, openStage, type Stage } from './raw-bot.ts';

describe('Authentication', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const members = (token?: string) =>
    stage.call('GET', `v3/conversations/${stage.teams.channel('General').id}/members`, undefined, { token });
  const rightToken = async () => String((await stage.token()).body.access_token);

  test('The app’s id and password give a token that the connector accepts', async () => {
    const { status, body } = await stage.token();
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_599 });
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      aud: 'https://api.botframework.com',
      appid: APP_ID,
      tid: stage.teams.tenantId,
    });
    expect(await members(await rightToken())).toMatchObject({ status: 200 });
  });

  test.each([
    ['another password', { client_secret: 'guessed' }, 401, 'invalid_client', 7_000_215],
    ['another app', { client_id: 'somebody' }, 400, 'unauthorized_client', 700_016],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70_003],
    ['another scope', { scope: 'https://graph.microsoft.com/.default' }, 400, 'invalid_scope', 70_011],
  ])('With %s there is none', async (_, form, status, error, code) => {
    const answer = await stage.token(form);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [code] });
  });

  test('The app is registered in one tenant only', async () => {
    const { id } = stage.teams.addTenant('Fabrikam');
    const at = (tenantId: string) => `${stage.teams.url}/${tenantId}/oauth2/v2.0/token`;
    expect((await stage.token({}, at(id))).body).toMatchObject({ error: 'unauthorized_client' });
    expect((await stage.token({}, at('nowhere'))).body).toMatchObject({ error_codes: [90_002] });
  });

  test('Secrets and tokens are not in the traffic', async () => {
    const token = await rightToken();
    const seen = JSON.stringify(stage.teams.traffic);
    expect(stage.teams.traffic.map(({ name }) => name)).toEqual(['token']);
    expect(seen).not.toContain(token);
    expect(seen).not.toContain('password');
  });

  test('The connector refuses every call without a right token', async () => {
    const { teams, call } = stage;
    const id = encodeURIComponent(teams.channel('General').id);
    const routes = [
      ['POST', 'v3/conversations'],
      ['POST', `v3/conversations/${id}/activities`],
      ['POST', `v3/conversations/${id}/activities/1`],
      ['PUT', `v3/conversations/${id}/activities/1`],
      ['DELETE', `v3/conversations/${id}/activities/1`],
      ['GET', `v3/conversations/${id}/members`],
      ['GET', `v3/conversations/${id}/pagedmembers`],
      ['GET', `v3/conversations/${id}/members/${teams.person('Ana').id}`],
      ['GET', `v3/teams/${id}`],
      ['GET', `v3/teams/${id}/conversations`],
    ] as const;
    for (const [method, path] of routes) {
      const body = method === 'POST' || method === 'PUT' ? { type: 'message', text: 'x' } : undefined;
      for (const token of [undefined, 'rubbish', await teams.mint('right'), await teams.mint('emulator')]) {
        expect(await call(method, path, body, { token })).toMatchObject({
          status: 401,
          body: { message: 'Authorization has been denied for this request.' },
        });
      }
    }
    expect(teams.channel('General').messages).toEqual([]);
  });

  test('A token of the bot holds for an hour', async () => {
    const token = await rightToken();
    stage.letPass(3_590_000);
    expect(await members(token)).toMatchObject({ status: 200 });
    stage.letPass(10_000);
    expect(await members(token)).toMatchObject({ status: 401 });
  });

  test('The bot is called with a token that names it and the connector', async () => {
    const token = await stage.teams.mint();
    const { iss, aud, serviceurl, exp = 0, nbf = 0 } = decodeJwt(token);
    expect({ iss, aud, serviceurl }).toEqual({
      iss: 'https://api.botframework.com',
      aud: APP_ID,
      serviceurl: stage.teams.serviceUrl,
    });
    expect(exp - nbf).toBe(3_599);
    expect(await stage.teams.post(message())).toMatchObject({ status: 200 });
    expect(stage.heard).toHaveLength(1);
  });

  const message = () => ({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: stage.teams.serviceUrl,
    channelData: { tenant: { id: stage.teams.tenantId } },
  });

  test.each([
    ['wrong-key', 'signature verification failed'],
    ['unknown-key', 'no applicable key'],
    ['unendorsed', 'not endorsed'],
    ['wrong-audience', 'unexpected "aud"'],
    ['wrong-issuer', 'unexpected "iss"'],
    ['expired', '"exp" claim timestamp check failed'],
    ['not-yet-valid', '"nbf" claim timestamp check failed'],
    ['alg-none', 'Algorithm'],
    ['hmac', 'Algorithm'],
    ['wrong-service-url', 'another service url'],
    ['no-service-url', 'another service url'],
    ['emulator', 'no applicable key'],
    ['skill', 'no applicable key'],
  ] as const)('A token that is wrong by %s is minted for bots to refuse', async (kind, reason) => {
    const token = await stage.teams.mint(kind);
    expect(await stage.teams.post(message(), { token })).toMatchObject({ status: 401 });
    expect(stage.refused).toEqual([expect.stringContaining(reason)]);
    expect(stage.heard).toEqual([]);
  });

  test('A call may bring no token at all, or one for another tenant’s connector', async () => {
    expect(await stage.teams.post(message(), { token: undefined })).toMatchObject({ status: 401 });
    const { serviceUrl } = stage.teams.addTenant('Fabrikam');
    const token = await stage.teams.mint('right', { serviceUrl });
    expect(await stage.teams.post(message(), { token })).toMatchObject({ status: 401 });
    expect(stage.refused).toEqual(['no token', 'another service url']);
  });

  test('The login service has keys and metadata of its own', async () => {
    const { endpoints } = stage.teams;
    const read = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>;
    const login = await read(endpoints.loginOpenIdMetadata);
    expect(login).toMatchObject({ token_endpoint: endpoints.token });
    const { keys } = await read(String(login.jwks_uri));
    const channel = await read(String((await read(endpoints.openIdMetadata)).jwks_uri));
    expect(keys).toHaveLength(1);
    expect(channel.keys).not.toContainEqual((keys as unknown[])[0]);
  });
});
