import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStage, type Stage, withCard } from './raw-bot.ts';

describe('What people do', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const sales = () => stage.teams.channel('team-sales');
  const latest = async () => {
    await stage.teams.activitiesDelivered();
    return stage.heard.at(-1);
  };

  test('A message that mentions the bot arrives as Teams sends it', async () => {
    const { teams } = stage;
    const ana = teams.person('Ana');
    const { id } = ana.say('team-sales', '@Microtraining help @Ben');
    expect(await latest()).toEqual({
      type: 'message',
      id,
      timestamp: '2026-12-01T09:00:00.000Z',
      localTimestamp: '2026-12-01T10:00:00.000+01:00',
      localTimezone: 'Europe/Berlin',
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { id: ana.id, name: 'Ana', aadObjectId: ana.aadObjectId },
      conversation: {
        id: `${sales().id};messageid=${id}`,
        tenantId: teams.tenantId,
        conversationType: 'channel',
        isGroup: true,
      },
      recipient: { id: teams.botId, name: 'Microtraining' },
      locale: 'en-GB',
      text: '<at>Microtraining</at> help <at>Ben</at>',
      textFormat: 'plain',
      entities: [
        {
          type: 'mention',
          text: '<at>Microtraining</at>',
          mentioned: { id: teams.botId, name: 'Microtraining' },
        },
        { type: 'mention', text: '<at>Ben</at>', mentioned: { id: teams.person('Ben').id, name: 'Ben' } },
        { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Berlin' },
      ],
      channelData: {
        tenant: { id: teams.tenantId },
        teamsChannelId: sales().id,
        teamsTeamId: teams.team('Sales').id,
        channel: { id: sales().id },
        team: { id: teams.team('Sales').id },
      },
    });
  });

  test('Without a mention the bot hears of messages in the chat with it only', async () => {
    const { teams } = stage;
    teams.addGroupChat('Project');
    teams.person('Ana').say('team-sales', 'Good morning');
    teams.person('Ana').say('Project', 'Anybody here?');
    teams.person('Ana').say('dm', 'help');
    await teams.activitiesDelivered();
    expect(stage.heard.map(({ text, conversation }) => [text, conversation])).toEqual([
      ['help', { id: teams.directChat('Ana').id, tenantId: teams.tenantId, conversationType: 'personal' }],
    ]);
    expect(teams.person('Ben').sees('Project')).toMatchObject([{ author: 'Ana', text: 'Anybody here?' }]);
  });

  test('With consent to read everything it hears every message', async () => {
    await stage.stop();
    stage = await openStage({ readsMessages: true });
    stage.teams.person('Ana').say('team-sales', 'Good morning');
    expect(await latest()).toMatchObject({ text: 'Good morning' });
  });

  test('A reply names the thread’s first message', async () => {
    const root = await stage.post('team-sales', { text: 'Card' });
    const { id } = stage.teams
      .person('Ben')
      .say('team-sales', '@Microtraining why?', { threadId: root.activityId });
    expect(await latest()).toMatchObject({ id, conversation: { id: root.id } });
    expect(stage.teams.person('Caro').sees('team-sales')).toMatchObject([
      { rootId: undefined, author: 'Microtraining' },
      { rootId: root.activityId, author: 'Ben', text: '@Microtraining why?' },
    ]);
  });

  test('A slash command is a message for the bot alone', async () => {
    const { teams } = stage;
    expect(await teams.person('Ana').command('team-sales', 'schedule')).toMatchObject({ status: 200 });
    expect(stage.heard).toMatchObject([
      { type: 'message', text: 'schedule', recipient: { id: teams.botId, isTargeted: true } },
    ]);
    expect(teams.person('Ana').sees('team-sales')).toMatchObject([{ text: 'schedule', targeted: true }]);
    expect(teams.person('Ben').sees('team-sales')).toEqual([]);
    await teams.person('Ana').command('dm', 'schedule');
    expect(stage.heard.at(-1)?.recipient).toEqual({ id: teams.botId, name: 'Microtraining' });
    teams.team('Sales').uninstall();
    await expect(teams.person('Ana').command('team-sales', 'help')).rejects.toThrow('Without the app');
  });

  test('An own message is changed and deleted, and the bot hears of it if it heard of the message', async () => {
    const ana = stage.teams.person('Ana');
    const heard = ana.say('team-sales', '@Microtraining help');
    const unheard = ana.say('team-sales', 'Lunch?');
    ana.edit(unheard.id, 'Dinner?');
    ana.edit(heard.id, '@Microtraining list');
    ana.delete(heard.id);
    await stage.teams.activitiesDelivered();
    expect(stage.heard.map(({ type, text, id }) => [type, text, id])).toEqual([
      ['message', '<at>Microtraining</at> help', heard.id],
      ['messageUpdate', '<at>Microtraining</at> list', heard.id],
      ['messageDelete', '', heard.id],
    ]);
    expect(stage.heard[1]).toMatchObject({ channelData: { eventType: 'editMessage' } });
    expect(stage.heard[2]).toMatchObject({ channelData: { eventType: 'softDeleteMessage' } });
    expect(ana.sees('team-sales')).toMatchObject([{ text: 'Dinner?' }]);
    expect(() => stage.teams.person('Ben').edit(unheard.id, 'Mine')).toThrow('did not write');
  });

  test('Reactions to the bot’s own messages are told, once each', async () => {
    const { activityId, id } = await stage.post('team-sales', { text: 'Recap' });
    const ben = stage.teams.person('Ben');
    const ana = stage.teams.person('Ana');
    ben.react(activityId, 'like');
    ben.react(activityId, 'like');
    ana.react(activityId, 'like');
    ana.react(activityId, 'heart');
    expect(sales().messages[0]?.reactions).toEqual({ like: [ben.id, ana.id], heart: [ana.id] });
    ana.unreact(activityId, 'heart');
    ana.react(ben.say('team-sales', 'Thanks').id, 'like');
    await stage.teams.activitiesDelivered();
    expect(
      stage.heard.map(({ reactionsAdded, reactionsRemoved }) => reactionsAdded ?? reactionsRemoved),
    ).toEqual([[{ type: 'like' }], [{ type: 'like' }], [{ type: 'heart' }], [{ type: 'heart' }]]);
    expect(stage.heard.at(-1)).toMatchObject({
      type: 'messageReaction',
      replyToId: activityId,
      conversation: { id },
      reactionsRemoved: [{ type: 'heart' }],
    });
    expect(ben.sees('team-sales')[0]?.reactions).toEqual({ like: 2 });
  });

  test('Who is not in a place sees nothing of it and cannot write there', () => {
    const { teams } = stage;
    const board = teams
      .team('Sales')
      .addChannel('board', { kind: 'private', members: ['Ana'], installed: true });
    teams.person('Ana').say(board.id, 'Secret');
    expect(() => teams.person('Ben').say('board', 'Hi')).toThrow('is in no place');
    expect(() => teams.person('Ben').sees(board.id)).toThrow('is not in');
    expect(teams.person('Ben').buttons()).toEqual([]);
  });

  test('The same name in two teams is told apart', () => {
    const { teams } = stage;
    teams.addTeam('Legal', { members: ['Ben'] }).addChannel('team-sales');
    teams.person('Ben').say('Legal/team-sales', 'Here');
    expect(teams.channel('Legal/team-sales').messages).toMatchObject([{ text: 'Here' }]);
    expect(teams.channel('Sales/team-sales').messages).toEqual([]);
  });

  test('Times stand in each reader’s zone', async () => {
    stage.teams.addPerson('Hal', { zone: 'Europe/Dublin' });
    const text =
      '{{DATE(2026-12-01T09:00:00Z,SHORT)}}, {{TIME(2026-12-01T09:00:00Z)}}, 5\\*3, _so_ [here](https://example.com)';
    await stage.post('team-sales', withCard({ body: [{ type: 'TextBlock', text }] }));
    expect(sales().messages[0]?.plainText).toBe('1 Dec 2026, 10:00, 5*3, so here');
    expect(stage.teams.person('Hal').sees('team-sales')[0]?.text).toBe('1 Dec 2026, 09:00, 5*3, so here');
  });
});
