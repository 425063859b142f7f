import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault, LocalTeams } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { createDirectory } from '../../../src/teams/directory.ts';
import { workspaceOf } from '../../../src/teams/read-caller.ts';
import { createTeamsClient } from '../../../src/teams/teams-client.ts';
import type { Directory } from '../../../src/use-cases/context.ts';
import { appId, appPassword, settingsFor } from '../../support/bot-in-teams.ts';
import { createInMemoryTeamsStore } from '../../support/in-memory-teams-store.ts';

let teams: LocalTeams;
let directory: Directory;
let passedMs: number;
const now = () => new Date(Date.now() + passedMs);
const letPass = (seconds: number) => {
  passedMs += seconds * 1_000;
};

beforeEach(async () => {
  passedMs = 0;
  teams = await startLocalTeams({ now, machineNow: () => now().getTime(), appId, appPassword });
  const store = createInMemoryTeamsStore();
  const { id, name } = teams.channel('team-sales');
  const { serviceUrl } = teams;
  await store.saveConversation(workspaceOf(teams.tenantId), { id, kind: 'channel', name, serviceUrl });
  directory = createDirectory(createTeamsClient(settingsFor(teams), now), store, now);
});
afterEach(() => teams.stop());

const isIn = (name: string) =>
  directory.isIn(workspaceOf(teams.tenantId), teams.channel('team-sales').id, teams.person(name).aadObjectId);

describe('Who is in a channel', () => {
  test.each<[string, Fault, number]>([
    ['fails', { kind: '5xx', when: 'before' }, 500],
    ['is asked too often', { kind: '429', retryAfter: 1 }, 429],
  ])('is believed for ten minutes where Teams %s, then it is a fault', async (_, fault, status) => {
    expect(await isIn('Ana')).toBe(true);
    teams.faults.always('getPagedMembers', fault);
    letPass(120);
    expect(await isIn('Ana')).toBe(true);
    letPass(600);
    await expect(isIn('Ana')).rejects.toMatchObject({ status });
  });

  test('is believed no longer than a minute where Teams says that the bot is not there', async () => {
    expect(await isIn('Ana')).toBe(true);
    teams.team('Sales').uninstall();
    letPass(61);
    expect(await isIn('Ana')).toBeUndefined();
  });
});
