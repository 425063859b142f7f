import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { send } from '../../../src/sandbox/demo/stage.ts';
import { platformOf } from '../../../src/sandbox/teams/platform.ts';
import { type BotInTeams, openBotInTeams } from '../../support/bot-in-teams.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let bot: BotInTeams;
beforeAll(async () => {
  database = await startDatabase();
}, databaseTimeoutMs);
beforeEach(async () => {
  bot = await openBotInTeams(database);
});
afterEach(async () => {
  await bot.stop();
  await database.emptyTables();
  expect(bot.log.filter(({ level }) => level === 'error')).toEqual([]);
});
afterAll(() => database.stop(), databaseTimeoutMs);

const ana = () => bot.teams.person('Ana');
const team = () => bot.teams.team('Sales');
const channel = () => bot.teams.channel('team-sales');
const stored = (id = channel().id) => bot.store.conversation(bot.workspace, id);

const plan = async () => {
  ana().say('dm', 'hi');
  await ana().openExtension('schedule', { in: 'team-sales' });
  await ana().click('Go on');
  await send(platformOf(bot.teams).person('Ana'));
  await bot.settle();
};
const series = async () => {
  const { workspace, context } = bot;
  const [found] = await context.transaction(workspace, async ({ lifecycle, series: all }) =>
    Promise.all((await lifecycle.seriesIn(channel().id)).map((id) => all.get(id))),
  );
  return found;
};
const desk = () =>
  bot.teams
    .directMessages('Ana')
    .map(({ plainText }) => plainText)
    .join('\n');

describe('What activities tell', () => {
  test('is kept of the place and of who acts there', async () => {
    ana().say('team-sales', '@Microtraining help');
    await bot.settle();
    expect(await stored()).toMatchObject({
      kind: 'channel',
      serviceUrl: bot.teams.serviceUrl,
      teamId: team().id,
    });
    const { aadObjectId, id, zone } = ana();
    expect(await bot.store.person(bot.workspace, aadObjectId)).toMatchObject({
      userId: id,
      zone,
      name: 'Ana',
    });
    expect(await bot.context.directory.member(bot.workspace, aadObjectId)).toMatchObject({
      name: 'Ana',
      zone: 'Europe/Berlin',
      role: 'member',
    });
  });

  test('of a team’s group, which events alone tell, is not lost by what comes later', async () => {
    team().uninstall();
    team().install();
    await bot.settle();
    ana().say('General', '@Microtraining help');
    await bot.settle();
    expect(await stored(team().id)).toMatchObject({ aadGroupId: team().aadGroupId });
  });

  test('of names and rosters is asked anew when they change', async () => {
    await plan();
    const sales = channel();
    const at = () => bot.context.directory.channel(bot.workspace, sales.id);
    expect(await at()).toMatchObject({ name: 'team-sales', members: 7, botIsIn: true, isShared: false });
    sales.rename('sales');
    const hal = bot.teams.addPerson('Hal', { teams: [] });
    team().addMember('Hal');
    await bot.settle();
    expect(await at()).toMatchObject({ name: 'sales', members: 8 });
    const isIn = () => bot.context.directory.isIn(bot.workspace, sales.id, hal.aadObjectId);
    expect(await isIn()).toBe(true);
    team().removeMember('Hal');
    await bot.settle();
    expect(await isIn()).toBe(false);
  });
});

describe('A bot that is removed', () => {
  beforeEach(plan);

  test('stops at once, tells the lead, and goes on when it is added again', async () => {
    team().uninstall();
    await bot.settle();
    expect(await stored()).toMatchObject({ closed: 'bot-removed' });
    expect(await series()).toMatchObject({ status: 'paused' });
    expect(desk()).toContain('I was removed');
    const calls = bot.teams.traffic.length;
    await bot.moveTo(new Date('2026-12-01T10:00:00+01:00'));
    expect(bot.teams.traffic.slice(calls).filter(({ channelId }) => channelId === channel().id)).toEqual([]);
    team().install();
    await bot.settle();
    expect((await stored())?.closed).toBeUndefined();
  });

  test('notices it by the first refusal where the event was lost', async () => {
    bot.teams.loseActivities('installationUpdate', 'teamMemberRemoved');
    team().uninstall();
    const outcome = await bot.messenger.post(
      { to: 'channel', channelId: channel().id },
      { push: 'x', blocks: [{ kind: 'text', lines: [['x']] }] },
      'key',
    );
    expect(outcome).toMatchObject({ kind: 'refused', placeGone: true });
    expect(await stored()).toMatchObject({ closed: 'bot-removed' });
  });

  test('is not installed any more when it is removed from everywhere', async () => {
    const { directory } = bot.context;
    expect(await directory.isInstalled(bot.workspace)).toBe(true);
    bot.teams.directChat('Ana').uninstall();
    team().uninstall();
    await bot.settle();
    expect(await directory.isInstalled(bot.workspace)).toBe(false);
    team().install();
    await bot.settle();
    expect(await directory.isInstalled(bot.workspace)).toBe(true);
  });
});

describe('A team or channel', () => {
  beforeEach(plan);

  test('that is archived pauses what is planned, until it is not any more', async () => {
    team().archive();
    await bot.settle();
    expect(await stored()).toMatchObject({ closed: 'channel-archived' });
    expect(await series()).toMatchObject({ status: 'paused' });
    team().unarchive();
    await bot.settle();
    expect((await stored())?.closed).toBeUndefined();
  });

  test('that is deleted is gone, and comes back', async () => {
    const sales = channel();
    sales.delete();
    await bot.settle();
    expect(await stored(sales.id)).toMatchObject({ closed: 'channel-gone' });
    expect(desk()).toContain('any more');
    sales.restore();
    await bot.settle();
    expect((await stored(sales.id))?.closed).toBeUndefined();
  });
});

test('Somebody who leaves the team leads nothing in it any more', async () => {
  await plan();
  team().removeMember('Ana');
  await bot.settle();
  const texts = channel().messages.map(({ plainText }) => plainText);
  expect(texts.join()).toContain('Ana has left');
});
