import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel, Fault, LocalTeams, Person } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { createDirectory } from '../../../src/teams/directory.ts';
import { workspaceOf } from '../../../src/teams/read-caller.ts';
import { createTeamsClient } from '../../../src/teams/teams-client.ts';
import type { Directory } from '../../../src/use-cases/context.ts';
import type { TeamsStore } from '../../../src/use-cases/teams-ports.ts';
import { appId, appPassword, settingsFor } from '../../support/bot-in-teams.ts';
import { createInMemoryTeamsStore } from '../../support/in-memory-teams-store.ts';

let teams: LocalTeams;
let store: TeamsStore;
let directory: Directory;
let passedMs: number;
const now = () => new Date(Date.now() + passedMs);
const letPass = (seconds: number) => {
  passedMs += seconds * 1_000;
};

beforeEach(async () => {
  passedMs = 0;
  teams = await startLocalTeams({ now, machineNow: () => now().getTime(), appId, appPassword });
  store = createInMemoryTeamsStore();
  await tellOf(teams.channel('team-sales'));
  directory = createDirectory(createTeamsClient(settingsFor(teams), now), store, now);
});
afterEach(() => teams.stop());

const tellOf = ({ id, name, teamId }: Channel) =>
  store.saveConversation(workspaceOf(teams.tenantId), {
    ...{ id, name, teamId },
    kind: 'channel',
    serviceUrl: teams.serviceUrl,
  });

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

describe('An administrator', () => {
  test.each([
    ['id', (ana: Person) => ana.aadObjectId],
    ['name to log in with', (ana: Person) => ana.userPrincipalName],
    ['mail address, in capitals', (ana: Person) => ana.userPrincipalName.replace('@', '@MAIL.')],
  ])('is who is named by their %s, and nobody else', async (_, named) => {
    const { id: channelId } = teams.channel('team-sales');
    const admins = [named(teams.person('Ana'))];
    directory = createDirectory(createTeamsClient(settingsFor(teams), now), store, now, admins);
    const roleOf = async (name: string) =>
      (await directory.member(workspaceOf(teams.tenantId), teams.person(name).aadObjectId, channelId)).role;
    expect(await roleOf('Ana')).toBe('admin');
    expect(await roleOf('Ben')).toBe('member');
  });
});

describe('Somebody without a chat with the bot, in a tenant with a dozen teams', () => {
  let inTheirs: Channel;
  let kim: string;
  const member = (near?: string) => directory.member(workspaceOf(teams.tenantId), kim, near);
  beforeEach(async () => {
    for (let number = 1; number <= 12; number += 1) {
      await tellOf(teams.addTeam(`Team ${number}`, { members: ['Ana'] }).channels[0]!);
    }
    // Of all teams the last one that is searched.
    const all = await store.channels(workspaceOf(teams.tenantId), {}, 100);
    inTheirs = teams.channel(all.at(-1)!.id);
    kim = teams.addPerson('Kim', { teams: [teams.team(inTheirs.teamId).name] }).aadObjectId;
  });

  test('is a member where they press, whichever team that is, and is not searched for elsewhere', async () => {
    expect(await member(inTheirs.id)).toMatchObject({ name: 'Kim', role: 'member' });
    expect(teams.traffic.filter(({ name }) => name === 'getMember')).toEqual([]);
  });

  test('is a member as soon as they press, though they could not be found before', async () => {
    expect(await member()).toMatchObject({ role: 'nobody' });
    expect(await member(inTheirs.id)).toMatchObject({ role: 'member' });
    expect(await member()).toMatchObject({ role: 'member' });
  });

  test('is searched for where the bot cannot look into the place of their press', async () => {
    teams.team(teams.channel(inTheirs.id).teamId).uninstall();
    expect(await member(inTheirs.id)).toMatchObject({ role: 'nobody' });
    kim = teams.person('Ana').aadObjectId;
    expect(await member(inTheirs.id)).toMatchObject({ role: 'member' });
  });
});
