import { describe, expect, test } from '@jest/globals';
import { begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { newForEachTest } from '../support/world.ts';

const world = newForEachTest((database) => openTeamsWorld(database, { withBot: false }));

const team = () => world().teams.team('Sales');
const uninstalledAt = async (): Promise<(Date | null)[]> =>
  (await world().database.pool.query('select uninstalled_at as at from workspaces')).rows.map(({ at }) => at);
/** From the team, and from the chats of all. */
const removeEverywhere = async () => {
  team().uninstall();
  for (const person of world().teams.people) world().teams.directChat(person).uninstall();
  await world().settled();
};
/** Calls that the bot has made for the team since. */
const callsSince = (before: number) =>
  world()
    .teams.traffic.slice(before)
    .filter(({ kind, name }) => kind === 'call' && /^(send|reply|update|delete|create)/.test(name));

test('A bot that is added to a team says once in its channel what it is and who added it, and writes to nobody', async () => {
  await world().addBot();
  const legal = world().teams.addTeam('Legal', { installed: false });
  const said = () =>
    world()
      .teams.channel(legal.id)
      .messages.map(({ plainText }) => plainText);
  legal.install({ by: 'Ben' });
  await world().teams.until(() => said().length > 0);
  await world().teams.redeliver('installationUpdate');
  await world().teams.redeliver('conversationUpdate');
  await world().settled();
  expect(said()).toEqual([
    'Microtraining: learning sessions of 15 minutes in this channel, led by any colleague.\n' +
      'Ben added me. I read no messages, post only where I was invited, and call only people who tapped.\n' +
      '[Plan a session] [What is stored about me?]',
  ]);
  expect(world().teams.people.flatMap((person) => world().teams.directMessages(person))).toEqual([]);
  const ana = world().teams.person('Ana');
  await ana.click('Plan a session', { in: legal.id });
  expect(ana.dialog?.title).toBe('Plan a session');
});

describe('A bot that is removed from the team of a session that runs', () => {
  test('stops at once, tells the lead in private, and can hold the next one when it is back', async () => {
    await world().addBot();
    await begun(world(), 'Ben', 'Caro');
    team().uninstall();
    await world().settled();
    const told = () =>
      world()
        .teams.directMessages('Ana')
        .map(({ plainText }) => plainText)
        .join('\n');
    expect(told()).toContain('I was removed from #team-sales');
    expect(told()).toContain('broken off');
    const before = world().teams.traffic.length;
    for (const time of ['10:03', '10:09', '10:15']) await world().moveTo('2026-12-01', time);
    expect(callsSince(before)).toEqual([]);
    team().install();
    await world().settled();
    await world().moveTo('2026-12-01', '11:00');
    const ana = world().teams.person('Ana');
    await ana.command('team-sales', 'start "Why us, why mail?"');
    await world().settled();
    expect(sessionIn(world(), 'Why us, why mail?').prompt(1).plainText).toContain('1 · Active start');
  });
});

describe('A tenant from which the bot is removed everywhere', () => {
  test('is left alone, stays so over a restart, is forgotten after 14 days, and may come back', async () => {
    const bot = await world().addBot();
    await planned(world(), 'Ben');
    await removeEverywhere();
    const [since] = await uninstalledAt();
    expect(since).toBeInstanceOf(Date);

    await world().dropBot(bot);
    await world().addBot();
    expect(await uninstalledAt()).toEqual([since]);
    const before = world().teams.traffic.length;
    await world().moveTo('2026-12-01', '10:00');
    await world().tidy();
    expect(callsSince(before)).toEqual([]);
    expect(await uninstalledAt()).toEqual([since]);

    await world().moveTo('2026-12-15', '09:30');
    await world().tidy();
    expect(await uninstalledAt()).toEqual([]);
    const { rows } = await world().database.pool.query(
      `select (select count(*) from teams_conversations) + (select count(*) from teams_people)
         + (select count(*) from sessions) + (select count(*) from deliveries) as rows`,
    );
    expect(rows).toEqual([{ rows: '0' }]);

    team().install();
    await world().settled();
    expect(await uninstalledAt()).toEqual([null]);
    const ana = world().teams.person('Ana');
    await ana.command('team-sales', 'start "Spot the phish"');
    await world().settled();
    expect(sessionIn(world()).prompt(1).plainText).toContain('1 · Active start');
  });

  test('that is installed for somebody alone is not left', async () => {
    await world().addBot();
    await planned(world(), 'Ben');
    world().teams.person('Ben').say('dm', 'hi');
    await world().settled();
    team().uninstall();
    await world().settled();
    expect(await uninstalledAt()).toEqual([null]);
  });
});

test('A private channel to which the bot was not added says what to do, and holds sessions once it was', async () => {
  await world().addBot();
  const board = team().addChannel('board', { kind: 'private', members: ['Ana', 'Ben'] });
  const ana = world().teams.person('Ana');
  await ana.openExtension('schedule', { in: board.id });
  expect(ana.dialog?.text).toContain('Add me first: add the app Microtraining');
  expect(ana.dialog?.buttons).not.toContain('Plan it');
  ana.close();
  board.install();
  await world().settled();
  await ana.command(board.id, 'start "Spot the phish"');
  await world().settled();
  expect(sessionIn(world(), 'Spot the phish', 'board').prompt(1).plainText).toContain('1 · Active start');
});

test('What a lost event would have told is learnt from the first refusal, and undone by the next event', async () => {
  await world().addBot();
  await planned(world(), 'Ben');
  world().teams.loseActivities('installationUpdate', 'conversationUpdate');
  team().uninstall();
  await world().moveTo('2026-12-01', '09:50');
  const { rows } = await world().database.pool.query(
    `select closed from teams_conversations where kind = 'channel' and closed is not null`,
  );
  expect(rows).toContainEqual({ closed: 'bot-removed' });
  world().teams.loseActivities();
  team().install();
  await world().settled();
  await world().teams.person('Ana').command('team-sales', 'start "Why us, why mail?"');
  await world().settled();
  expect(sessionIn(world(), 'Why us, why mail?').prompt(1).plainText).toContain('1 · Active start');
});

test.each([
  ['archived', () => team().archive(), () => team().unarchive()],
  ['deleted', () => world().teams.channel('team-sales').delete(), undefined],
] as const)(
  'A channel that is %s holds up what is planned, and nothing is tried in it',
  async (_, shut, open) => {
    await world().addBot();
    await planned(world(), 'Ben');
    shut();
    await world().settled();
    const statuses = async () =>
      (await world().database.pool.query('select status from series')).rows.map(({ status }) => status);
    expect(await statuses()).toEqual(['paused']);
    const before = world().teams.traffic.length;
    for (const time of ['09:50', '10:00', '10:15']) await world().moveTo('2026-12-01', time);
    expect(callsSince(before)).toEqual([]);
    if (!open) return;
    open();
    await world().settled();
    await world().teams.person('Ana').command('team-sales', 'list');
    await world().settled();
    expect(
      world()
        .teams.person('Ana')
        .sees('team-sales')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('Spot the phish');
  },
);
