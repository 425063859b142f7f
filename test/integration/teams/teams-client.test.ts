import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault, LocalTeams } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { createTeamsClient, type TeamsClient } from '../../../src/teams/teams-client.ts';
import { tokenRefusalOf } from '../../../src/teams/teams-fault.ts';
import { createTokenWatch, type TokenWatch } from '../../../src/use-cases/token-watch.ts';
import { appId, appPassword, settingsFor } from '../../support/bot-in-teams.ts';

const now = () => new Date('2026-12-01T09:00:00Z');
const silent = { info: () => {}, warn: () => {}, error: () => {} };

let teams: LocalTeams;
let watch: TokenWatch;
let client: TeamsClient;
const open = (settings = settingsFor(teams)) => {
  watch = createTokenWatch({ name: 'Teams', refusalOf: tokenRefusalOf }, { now }, silent);
  client = createTeamsClient(settings, now, watch.heard);
};
beforeEach(async () => {
  teams = await startLocalTeams({ now, appId, appPassword });
  open();
});
afterEach(() => teams.stop());

const call = async () => {
  const { id } = teams.channel('team-sales');
  const { serviceUrl } = teams;
  await client
    .connector({ method: 'GET', serviceUrl, path: `v3/conversations/${id}/members` })
    .catch(() => {});
};
const logIn = () => client.token.get(AbortSignal.timeout(5_000));
const unauthorized: Fault = { kind: 'error', when: 'before', status: 401, code: 'Unauthorized' };

describe('What is heard of the token', () => {
  test('stays a refusal of the connector, however often the bot is let in', async () => {
    teams.faults.always('getMembers', unauthorized);
    await call();
    await logIn();
    expect(watch.refusal).toBe('token-not-taken');
    teams.faults.clear();
    await call();
    expect(watch.refusal).toBeUndefined();
  });

  test('is no refusal of the login any more as soon as it lets the bot in', async () => {
    teams.faults.next('token', unauthorized);
    await call();
    expect(watch.refusal).toBe('http_401');
    await logIn();
    expect(watch.refusal).toBeUndefined();
  });

  test('is nothing of the one for look-ups: all can be posted without it', async () => {
    const settings = settingsFor(teams);
    open({ ...settings, looksUp: true, cloud: { ...settings.cloud, graphUrl: 'https://graph.example.com' } });
    await expect(client.latest?.({ group: 'g', channel: 'c' })).rejects.toMatchObject({ code: 'login' });
    expect(watch.refusal).toBeUndefined();
  });
});
