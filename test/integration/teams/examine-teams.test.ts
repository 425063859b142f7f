import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault, LocalTeams } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { examineTeams, teamsChecks } from '../../../src/teams/examine-teams.ts';
import { settingsForLocalTeams } from '../../../src/teams/settings-for-local-teams.ts';
import { settingsIn, type TeamsSettings } from '../../../src/teams/teams-settings.ts';
import { freePort } from '../../support/free-port.ts';
import { knowErrorsOfNode } from '../../support/know-errors-of-node.ts';

const appId = '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01';
const appPassword = 'canary of the doctor';
const now = () => new Date();

knowErrorsOfNode();

let teams: LocalTeams;
let right: TeamsSettings;
beforeAll(async () => {
  teams = await startLocalTeams({ now, appId, appPassword });
  const { tenantId, serviceUrl, endpoints } = teams;
  right = settingsForLocalTeams({ appId, appPassword, tenantId, serviceUrl, endpoints });
});
afterEach(() => teams.faults.clear());
afterAll(() => teams.stop());

const examine = async (changes: Partial<TeamsSettings> = {}, publicUrl?: string) => {
  const findings = await examineTeams({ ...right, ...changes }, { publicUrl, port: 3000, now });
  expect(findings.map(({ check }) => check)).toEqual([...teamsChecks]);
  expect(JSON.stringify(findings)).not.toContain('canary');
  const [login, keys, lookUps, address] = findings;
  return { login: login!, keys: keys!, lookUps: lookUps!, address: address! };
};
const inTenant = (tokenUrl: string) => ({ cloud: { ...right.cloud, tokenUrl } });

describe('The doctor', () => {
  test('finds nothing wrong with a set-up that works, and says where Teams has to be led to', async () => {
    const { login, keys, address } = await examine({}, 'https://learning.acme.com/');
    for (const { verdict } of [login, keys, address]) expect(verdict).toBe('ok');
    expect(address.says).toContain('https://learning.acme.com/api/messages');
    expect(address.says).toContain('port 3000');
    expect((await examine()).address.says).toContain('https://YOUR-HOST/api/messages');
  });

  test('says whether messages are looked up, and asks only then whether Microsoft Graph lets the bot in', async () => {
    const { lookUps } = await examine();
    expect(lookUps).toMatchObject({ verdict: 'ok', says: expect.stringContaining('no channel is read') });
    const elsewhere = { ...right.cloud, graphUrl: `${teams.url}/elsewhere` };
    expect((await examine({ cloud: elsewhere })).lookUps.verdict).toBe('ok');

    const asked = await examine({ looksUp: true });
    expect(asked.lookUps).toMatchObject({ verdict: 'ok', says: expect.stringContaining('teams:package') });
    const refused = await examine({ looksUp: true, cloud: elsewhere });
    expect(refused.login.verdict).toBe('ok');
    expect(refused.lookUps.verdict).toBe('failed');
  });

  test.each<[string, () => Partial<TeamsSettings>, string, string]>([
    [
      'a wrong secret',
      () => ({ credential: { kind: 'password', password: 'a canary' } }),
      'the secret in TEAMS_APP_PASSWORD is a wrong one',
      'Certificates & secrets',
    ],
    [
      'an app that the tenant has not',
      () => ({ appId: '00000000-0000-4000-8000-000000000000' }),
      'no app of the tenant has the id in TEAMS_APP_ID',
      'Application (client) ID',
    ],
    [
      'a tenant that there is not',
      () => inTenant(`${teams.url}/00000000-0000-4000-8000-000000000000/oauth2/v2.0/token`),
      'there is no tenant with the id in TEAMS_TENANT_ID',
      'Directory (tenant) ID',
    ],
    [
      'an address at which Teams may not be called',
      () => ({ cloud: { ...right.cloud, serviceHosts: ['smba.infra.dod.teams.microsoft.us'] } }),
      'TEAMS_SERVICE_URL is at none of the hosts',
      'TEAMS_SERVICE_HOSTS',
    ],
  ])('leads from %s to where it is mended', async (_, changes, problem, remedy) => {
    const { login, keys } = await examine(changes());
    expect(login).toMatchObject({ verdict: 'failed', says: expect.stringContaining(problem) });
    expect(login.remedies.join()).toContain(remedy);
    expect(keys.verdict).toBe('ok');
  });

  test.each<[string, Fault, string]>([
    ['breaks the connection', { kind: 'reset', when: 'before' }, 'the connection to Microsoft'],
    [
      'gives a token and breaks the connection',
      { kind: 'reset', when: 'after' },
      'the connection to Microsoft',
    ],
    ['answers with something else', { kind: 'garbage', when: 'before' }, 'what answers is not Microsoft'],
    ['is out of order', { kind: '5xx', when: 'before' }, 'login service is out of order'],
    ['is asked too often', { kind: '429' }, 'asks not to be called so often'],
  ])('says so where the login service %s', async (_, fault, problem) => {
    teams.faults.always('token', fault);
    const { login } = await examine();
    expect(login.verdict).toBe('failed');
    expect(login.says).toContain(problem);
    expect(login.remedies).not.toEqual([]);
  });

  test('says so where nobody answers, and where no activity could be believed', async () => {
    const closed = `http://127.0.0.1:${await freePort()}`;
    const { login, keys } = await examine({
      cloud: { ...right.cloud, tokenUrl: closed, openIdMetadata: closed },
    });
    expect(login.says).toContain("nothing listens at the login service's address");
    expect(keys).toMatchObject({ verdict: 'failed' });
    expect(keys.says).toContain('keys that Teams signs with');
  });
});

test('What is configured becomes the addresses of its cloud, but for what is to be different there', () => {
  const of = {
    appId,
    appName: 'Learn',
    looksUp: false,
    tenantId: 'tenant',
    credential: { kind: 'managed-identity' } as const,
  };
  const usual = settingsIn({ ...of, cloud: { name: 'public' } });
  expect(usual).toMatchObject({
    isSandbox: false,
    cloud: { tokenUrl: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token' },
  });
  const other = settingsIn({
    ...of,
    cloud: { name: 'government', serviceUrl: 'https://dod.example.com/', issuer: undefined },
  });
  expect(other.cloud).toMatchObject({
    tokenUrl: 'https://login.microsoftonline.us/tenant/oauth2/v2.0/token',
    issuer: 'https://api.botframework.us',
    serviceUrl: 'https://dod.example.com/',
  });
});
