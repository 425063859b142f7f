import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../src/sandbox/teams/json.ts';
import { openStage, type Stage } from './raw-bot.ts';

describe('Installations and changes of teams', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ installedIn: [] });
  });
  afterEach(() => stage.stop());

  /** What the bot heard since the last time. */
  const news = async () => {
    await stage.teams.activitiesDelivered();
    return stage.heard.splice(0);
  };
  const eventsIn = (activities: Json[]) =>
    activities.map(({ type, action, channelData }) => action ?? (channelData as Json).eventType ?? type);

  test('The app is added to a team by somebody: the bot hears of itself and of the installation', async () => {
    const { teams } = stage;
    const team = teams.team('Sales');
    expect(team.isInstalled).toBe(false);
    team.install({ by: 'Ben' });
    const [update, installation] = await news();
    const place = {
      team: { id: team.id, name: 'Sales', aadGroupId: team.aadGroupId },
      channel: { id: team.id },
    };
    const conversation = {
      id: team.id,
      conversationType: 'channel',
      isGroup: true,
      tenantId: teams.tenantId,
    };
    expect(update).toMatchObject({
      type: 'conversationUpdate',
      from: { id: teams.person('Ben').id },
      conversation,
      membersAdded: [{ id: teams.botId }],
      channelData: { ...place, eventType: 'teamMemberAdded', tenant: { id: teams.tenantId } },
    });
    expect(installation).toMatchObject({
      type: 'installationUpdate',
      action: 'add',
      conversation,
      channelData: { ...place, settings: { selectedChannel: { id: team.id } } },
    });
    expect(team.channels.every(({ hasBot }) => hasBot)).toBe(true);
    team.install();
    expect(await news()).toEqual([]);
  });

  test('Removed from a team, the bot hears of that and can do no more', async () => {
    const team = stage.teams.team('Sales');
    team.install();
    await news();
    team.uninstall();
    const removed = await news();
    expect(eventsIn(removed)).toEqual(['teamMemberRemoved', 'remove']);
    expect(removed[0]).toMatchObject({ membersRemoved: [{ id: stage.teams.botId }] });
    await expect(stage.post('team-sales', { text: 'x' })).rejects.toThrow('BotNotInConversationRoster');
    team.rename('Market');
    stage.teams.person('Ana').say('team-sales', '@Microtraining help');
    expect(await news()).toEqual([]);
  });

  test('In chats the installation has no team and no event', async () => {
    const { teams } = stage;
    teams.addPerson('Hal', { installed: false });
    teams.directChat('Hal').install();
    await teams.activitiesDelivered();
    teams.addGroupChat('Project', { installed: false }).install({ by: 'Caro' });
    const heard = await news();
    expect(
      heard.map(({ type, action, conversation }) => [type, action, (conversation as Json).conversationType]),
    ).toEqual([
      ['conversationUpdate', undefined, 'personal'],
      ['installationUpdate', 'add', 'personal'],
      ['conversationUpdate', undefined, 'groupChat'],
      ['installationUpdate', 'add', 'groupChat'],
    ]);
    expect(heard[0]).toMatchObject({
      from: { name: 'Hal' },
      channelData: { tenant: { id: teams.tenantId } },
    });
    expect(heard.map(({ channelData }) => Object.keys(channelData as Json).toSorted())).toEqual([
      ['tenant'],
      ['source', 'tenant'],
      ['tenant'],
      ['source', 'tenant'],
    ]);
    expect(heard[3]).toMatchObject({ from: { name: 'Caro' }, conversation: { name: 'Project' } });
  });

  test('Changes of a team and its channels arrive as events', async () => {
    const team = stage.teams.team('Sales');
    team.install();
    await news();
    const channel = team.addChannel('ideas');
    channel.rename('plans');
    channel.delete();
    channel.restore();
    team.rename('Market');
    team.archive();
    team.unarchive();
    const heard = await news();
    expect(eventsIn(heard)).toEqual([
      'channelCreated',
      'channelRenamed',
      'channelDeleted',
      'channelRestored',
      'teamRenamed',
      'teamArchived',
      'teamUnarchived',
    ]);
    expect(heard[1]).toMatchObject({
      type: 'conversationUpdate',
      conversation: { id: team.id },
      channelData: { channel: { id: channel.id, name: 'plans' }, team: { id: team.id } },
    });
    expect(heard[4]).toMatchObject({ channelData: { team: { name: 'Market' } } });
    team.delete();
    expect(eventsIn(await news())).toEqual(['teamDeleted']);
    expect(stage.teams.teams).toEqual([]);
    expect(stage.teams.channels).toEqual([]);
  });

  test('People come and go', async () => {
    const { teams } = stage;
    const team = teams.team('Sales');
    team.install();
    const chat = teams.addGroupChat('Project', { members: ['Ana'] });
    teams.addPerson('Hal', { teams: [] });
    await news();
    const hal = teams.person('Hal');
    team.addMember('Hal');
    team.removeMember('Hal');
    team.removeMember('Hal');
    await teams.activitiesDelivered();
    chat.addMember('Hal');
    const heard = await news();
    expect(heard.map(({ membersAdded, membersRemoved }) => [membersAdded, membersRemoved])).toEqual([
      [[{ id: hal.id, aadObjectId: hal.aadObjectId }], undefined],
      [undefined, [{ id: hal.id, aadObjectId: hal.aadObjectId }]],
      [[{ id: hal.id, aadObjectId: hal.aadObjectId }], undefined],
    ]);
    expect(eventsIn(heard)).toEqual(['teamMemberAdded', 'teamMemberRemoved', 'conversationUpdate']);
    expect(chat.memberIds).toContain(hal.id);
    expect(() => teams.directChat('Hal').addMember('Ana')).toThrow('no members of its own');
  });

  test('A private channel is the bot’s business only where the app was added to it', async () => {
    const team = stage.teams.team('Sales');
    team.install();
    await news();
    const board = team.addChannel('board', { kind: 'private', members: ['Ana'] });
    board.addMember('Ben');
    board.rename('top');
    expect(await news()).toEqual([]);
    expect(board.hasBot).toBe(false);
    board.install();
    board.addMember('Caro');
    expect(eventsIn(await news())).toEqual(['channelMemberAdded', 'add', 'channelMemberAdded']);
    board.uninstall();
    expect(eventsIn(await news())).toEqual(['channelMemberRemoved', 'remove']);
    expect(() => team.channels[0]?.install()).toThrow('apps of its team');
  });

  test('Activities that are to be lost never arrive, and one may arrive twice', async () => {
    const team = stage.teams.team('Sales');
    stage.teams.loseActivities('installationUpdate', 'teamRenamed');
    team.install();
    team.rename('Market');
    const heard = await news();
    expect(eventsIn(heard)).toEqual(['teamMemberAdded']);
    expect(await stage.teams.redeliver('conversationUpdate')).toMatchObject({ status: 200 });
    expect(await news()).toEqual(heard);
    await expect(stage.teams.redeliver('messageReaction')).rejects.toThrow('There was no activity');
  });

  test('Several bots are served in turn, and a dead one is passed over', async () => {
    const others: Json[] = [];
    await stage.addBot((activity) => {
      others.push(activity);
      return {};
    });
    stage.teams.connect('http://127.0.0.1:1/api/messages');
    for (let i = 0; i < 6; i++)
      expect(await stage.teams.person('Ana').command('dm', 'help')).toMatchObject({ status: 200 });
    expect(stage.heard).toHaveLength(6);
    expect(others.length).toBeGreaterThan(0);
    expect(others.length).toBeLessThan(6);
    expect(stage.teams.traffic.filter(({ error }) => error === 'connection_refused').length).toBeGreaterThan(
      0,
    );
  });

  test('Without a bot nobody answers, and a person who presses a button sees that', async () => {
    const { teams } = stage;
    teams.disconnect(stage.messagesUrl);
    expect(await teams.person('Ana').command('dm', 'help')).toMatchObject({ status: 0 });
    expect(teams.traffic.at(-1)).toMatchObject({ name: 'message', error: 'no_endpoint' });
    const error = 'Unable to reach app. Please try again.';
    expect(await teams.person('Ana').openExtension('plan', { in: 'dm' })).toMatchObject({ status: 0, error });
    expect(teams.person('Ana').errors).toEqual([error]);
  });
});
