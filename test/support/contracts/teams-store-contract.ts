import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Conversation, TeamsStore } from '../../../src/use-cases/teams-ports.ts';

const workspace = 'teams:tenant-1';
const team = '19:general@thread.tacv2';
const channel: Conversation = {
  id: '19:sales@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  teamId: team,
};
const chat: Conversation = {
  id: 'a:chat',
  kind: 'personal',
  serviceUrl: channel.serviceUrl,
  memberId: 'ana',
};

/** What every store of what Teams has told must do. @param create an empty one */
export const teamsStoreContract = (create: () => Promise<TeamsStore> | TeamsStore): void => {
  let store: TeamsStore;
  beforeEach(async () => {
    store = await create();
  });
  const save = (conversation: Conversation) => store.saveConversation(workspace, conversation);

  describe('Where the bot may write', () => {
    test('is found by its id, in its workspace alone', async () => {
      await save(channel);
      expect(await store.conversation(workspace, channel.id)).toMatchObject(channel);
      expect(await store.conversation('teams:tenant-2', channel.id)).toBeUndefined();
      expect(await store.conversation(workspace, 'elsewhere')).toBeUndefined();
    });

    test('keeps what a later activity does not tell, and takes what it tells', async () => {
      await save({ ...channel, aadGroupId: 'group', name: 'team-sales' });
      await save({ ...channel, serviceUrl: 'https://smba.trafficmanager.net/amer/' });
      await save({ ...channel, serviceUrl: 'https://smba.trafficmanager.net/amer/', aadGroupId: undefined });
      expect(await store.conversation(workspace, channel.id)).toMatchObject({
        aadGroupId: 'group',
        name: 'team-sales',
        serviceUrl: 'https://smba.trafficmanager.net/amer/',
      });
      await save({ ...channel, name: 'sales' });
      expect(await store.conversation(workspace, channel.id)).toMatchObject({ name: 'sales' });
    });

    test('stays closed until it is opened, whatever is heard from it', async () => {
      await save(channel);
      await store.setClosed(workspace, channel.id, 'bot-removed');
      await save(channel);
      expect(await store.conversation(workspace, channel.id)).toMatchObject({ closed: 'bot-removed' });
      await store.setClosed(workspace, channel.id, undefined);
      expect((await store.conversation(workspace, channel.id))?.closed).toBeUndefined();
    });

    test('is not made by closing it', async () => {
      await store.setClosed(workspace, channel.id, 'channel-gone');
      expect(await store.conversation(workspace, channel.id)).toBeUndefined();
    });

    test('of a team are its channels, by id; of all teams all of them', async () => {
      const general = { ...channel, id: team };
      const other = { ...channel, id: '19:z@thread.tacv2', teamId: '19:other@thread.tacv2' };
      for (const one of [other, channel, general, chat]) await save(one);
      const ids = async (of: { teamId?: string }, limit: number) =>
        (await store.channels(workspace, of, limit)).map(({ id }) => id);
      expect(await ids({ teamId: team }, 10)).toEqual([general.id, channel.id]);
      expect(await ids({}, 10)).toEqual([general.id, channel.id, other.id]);
      expect(await ids({}, 1)).toEqual([general.id]);
    });

    test('with one member is their chat, of several the one that is open', async () => {
      await save(chat);
      expect(await store.chatWith(workspace, 'ana')).toMatchObject({ id: chat.id });
      expect(await store.chatWith(workspace, 'ben')).toBeUndefined();
      await store.setClosed(workspace, chat.id, 'channel-gone');
      expect(await store.chatWith(workspace, 'ana')).toMatchObject({ id: chat.id, closed: 'channel-gone' });
      await save({ ...chat, id: 'a:chat made anew' });
      expect(await store.chatWith(workspace, 'ana')).toMatchObject({ id: 'a:chat made anew' });
    });
  });

  test('The bot is removed from a workspace when it is removed from everywhere in it', async () => {
    expect(await store.isInstalled(workspace)).toBeUndefined();
    await save(channel);
    await save(chat);
    await store.setClosed(workspace, channel.id, 'bot-removed');
    expect(await store.isInstalled(workspace)).toBe(true);
    await store.setClosed(workspace, chat.id, 'bot-removed');
    expect(await store.isInstalled(workspace)).toBe(false);
    await store.setClosed(workspace, channel.id, 'channel-archived');
    expect(await store.isInstalled(workspace)).toBe(true);
    expect(await store.isInstalled('teams:tenant-2')).toBeUndefined();
  });

  test('Somebody is known by what any activity has told of them', async () => {
    await store.savePerson(workspace, { id: 'ana', userId: '29:1', name: 'Ana', zone: 'Europe/Berlin' });
    await store.savePerson(workspace, { id: 'ana', userId: '29:1', locale: 'en-GB', zone: undefined });
    expect(await store.person(workspace, 'ana')).toMatchObject({
      userId: '29:1',
      name: 'Ana',
      zone: 'Europe/Berlin',
      locale: 'en-GB',
    });
    expect(await store.person(workspace, 'ben')).toBeUndefined();
  });
};
