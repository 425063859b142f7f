import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../../src/messages/message.ts';
import type { LocalTeams } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { createMessenger } from '../../../src/teams/messenger.ts';
import { workspaceOf } from '../../../src/teams/read-caller.ts';
import { settingsForLocalTeams } from '../../../src/teams/settings-for-local-teams.ts';
import { createTeamsClient } from '../../../src/teams/teams-client.ts';
import type { Messenger } from '../../../src/use-cases/delivery-ports.ts';
import type { Destination, Opaque } from '../../../src/use-cases/ports.ts';
import type { TeamsStore } from '../../../src/use-cases/teams-ports.ts';
import { appId, appPassword } from '../../support/bot-in-teams.ts';
import { createInMemoryTeamsStore } from '../../support/in-memory-teams-store.ts';
import { knowErrorsOfNode } from '../../support/know-errors-of-node.ts';

knowErrorsOfNode();

const start = new Date('2026-12-01T09:00:00Z');
const message = (text: string): Message => ({ push: text, blocks: [{ kind: 'text', lines: [[text]] }] });

let now: Date;
let teams: LocalTeams;
let store: TeamsStore;
let messenger: Messenger;
let inChannel: Destination & { to: 'channel' };

/** @param options whether the teams' owners have consented, and whether the bot asks for it */
const open = async (options: { readsMessages: boolean; looksUp?: boolean }) => {
  const { readsMessages, looksUp = true } = options;
  now = start;
  teams = await startLocalTeams({ now: () => now, appId, appPassword, readsMessages });
  store = createInMemoryTeamsStore();
  const workspace = workspaceOf(teams.tenantId);
  const { serviceUrl } = teams;
  for (const { id, teamId } of teams.channels) {
    const { aadGroupId } = teams.team(teamId);
    await store.saveConversation(workspace, { id, kind: 'channel', serviceUrl, teamId });
    await store.saveConversation(workspace, { id: teamId, kind: 'channel', serviceUrl, teamId, aadGroupId });
  }
  openBot(looksUp);
  inChannel = { to: 'channel', channelId: teams.channel('team-sales').id };
};
const openBot = (looksUp = true) => {
  const { tenantId, serviceUrl, endpoints } = teams;
  const address = { appId, appPassword, tenantId, serviceUrl, endpoints };
  const settings = settingsForLocalTeams({ ...address, readsMessages: looksUp });
  const client = createTeamsClient(settings, () => new Date());
  messenger = createMessenger({ settings, store, newId: randomUUID, client });
};
const postAs = async (key: string, where: Destination = inChannel): Promise<Opaque> => {
  const outcome = await messenger.post(where, message(key), key);
  if (outcome.kind !== 'done' || !outcome.reference) throw new Error(JSON.stringify(outcome));
  return outcome.reference;
};
const lookUp = (key: string, destination: Destination = inChannel) =>
  messenger.lookUp({ destination, at: start }, key);
const inThreadOf = (root: Opaque): Destination => ({
  ...{ to: 'thread', channelId: inChannel.channelId, root, alsoInChannel: false },
});

afterEach(() => teams.stop());

describe('Where the teams’ owners let the bot read, a look-up', () => {
  beforeEach(() => open({ readsMessages: true }));

  test('finds what stands in the channel and in the thread, by its key', async () => {
    const root = await postAs('card');
    for (const where of [inChannel, inThreadOf(root)]) {
      await postAs('other', where);
      const reference = await postAs('mine', where);
      const looked = await lookUp('mine', where);
      expect(looked).toMatchObject({ kind: 'found', copies: [{ reference }] });
      expect(await lookUp('nobody’s', where)).toEqual({ kind: 'absent' });
    }
  });

  test('tells of all its copies, the oldest first and since when they stand, and of none that is gone', async () => {
    const references = [];
    for (let minute = 0; minute < 3; minute += 1) {
      now = new Date(start.getTime() + minute * 60_000);
      references.push(await postAs('mine'));
    }
    await messenger.remove(references[1]!);
    expect(await lookUp('mine')).toEqual({
      kind: 'found',
      copies: [
        { reference: references[0], postedAt: start },
        { reference: references[2], postedAt: now },
      ],
    });
  });

  test('still finds it after an edit', async () => {
    const reference = await postAs('mine');
    await messenger.edit(reference, message('later'), 'mine');
    expect(await lookUp('mine')).toMatchObject({ kind: 'found' });
  });

  test('believes nobody else who shows the same card', async () => {
    const card = {
      type: 'AdaptiveCard',
      body: [{ type: 'TextBlock', id: 'key:mine', text: 'I am the bot' }],
    };
    teams.person('Ben').say('team-sales', JSON.stringify(card));
    expect(await lookUp('mine')).toEqual({ kind: 'absent' });
  });

  test('reads the latest messages, and says where those may not be enough', async () => {
    await postAs('mine');
    for (let said = 0; said < 49; said += 1) teams.person('Ben').say('team-sales', 'So much to say');
    expect(await lookUp('mine')).toMatchObject({ kind: 'found' });
    teams.person('Ben').say('team-sales', 'And more');
    expect(await lookUp('mine')).toEqual({ kind: 'cannot', code: 'too-many-messages' });
  });

  test('is sure where only older messages follow', async () => {
    now = new Date(start.getTime() - 3 * 60_000);
    for (let said = 0; said < 60; said += 1) teams.person('Ben').say('team-sales', 'Said before');
    now = start;
    expect(await lookUp('mine')).toEqual({ kind: 'absent' });
  });

  test('asks Teams for the group of a team that no activity has told, once', async () => {
    store = createInMemoryTeamsStore();
    const { id, teamId } = teams.channel('team-sales');
    const place = { id, kind: 'channel', serviceUrl: teams.serviceUrl, teamId } as const;
    await store.saveConversation(workspaceOf(teams.tenantId), place);
    openBot();

    const reference = await postAs('mine');
    for (let looks = 0; looks < 2; looks += 1) {
      expect(await lookUp('mine')).toMatchObject({ kind: 'found', copies: [{ reference }] });
    }

    expect(teams.traffic.filter(({ name }) => name === 'getTeam')).toHaveLength(1);
  });

  test('cannot be made of notes, in chats with people, nor where the team is not known', async () => {
    const { aadObjectId: memberId } = teams.person('Ben');
    const { channelId } = inChannel;
    for (const where of [
      { to: 'member', memberId },
      { to: 'member-in-channel', channelId, memberId },
    ] as const) {
      expect(await lookUp('mine', where)).toEqual({ kind: 'cannot', code: 'no-history' });
      expect(messenger.permits({ does: 'look-up', destination: where })).toEqual([]);
    }
    expect(await lookUp('mine', { to: 'channel', channelId: 'elsewhere' })).toEqual({
      ...{ kind: 'cannot', code: 'no-group' },
    });
  });

  test('is put off where Graph fails, says nothing of use, or wants to be spared', async () => {
    const budget = `reading ${inChannel.channelId}`;
    teams.faults.next('listMessages', { kind: '429', retryAfter: 60 });
    expect(await lookUp('mine')).toEqual({
      ...{ kind: 'not-now', code: 'Throttled', retryAfterMs: 60_000, spentBudget: budget },
    });
    teams.faults.next('listMessages', { kind: '5xx', when: 'before' });
    expect(await lookUp('mine')).toMatchObject({ kind: 'not-now' });
    teams.faults.next('listMessages', { kind: 'garbage', when: 'after' });
    expect(await lookUp('mine')).toMatchObject({ kind: 'not-now' });
    teams.faults.next('listMessages', { kind: 'reset', when: 'before' });
    expect(await lookUp('mine')).toMatchObject({ kind: 'not-now' });
    expect(messenger.permits({ does: 'look-up', destination: inChannel })).toMatchObject([
      { budget },
      { budget: 'reading' },
    ]);
  });
});

describe('A look-up cannot be made', () => {
  test('where a team’s owner has not consented', async () => {
    await open({ readsMessages: false });
    await postAs('mine');
    expect(await lookUp('mine')).toEqual({ kind: 'cannot', code: 'Forbidden' });
  });

  test('where the bot does not ask for it: nothing is called then', async () => {
    await open({ readsMessages: true, looksUp: false });
    await postAs('mine');
    expect(await lookUp('mine')).toEqual({ kind: 'cannot', code: 'no-history' });
    expect(teams.traffic.filter(({ name }) => name === 'listMessages')).toEqual([]);
  });
});
