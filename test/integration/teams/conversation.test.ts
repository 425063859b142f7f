import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/errors.ts';
import { type BotInTeams, openBotInTeams } from '../../support/bot-in-teams.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';
import { withStandstill } from '../../support/standstill.ts';

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
  expect(bot.log.filter(({ level }) => level !== 'info')).toEqual([]);
});
afterAll(() => database.stop(), databaseTimeoutMs);

const ana = () => bot.teams.person('Ana');
const channel = (name = 'team-sales') => bot.teams.channel(name);
/** What somebody sees of the bot's words in a place, the last one. */
const lastTo = (name: string, place: string) =>
  bot.teams
    .person(name)
    .sees(place)
    .filter(({ author }) => author === 'Microtraining')
    .at(-1);
const heard = (name: string, place: string, text: string) =>
  bot.teams.until(() => lastTo(name, place)?.text.includes(text), { because: `${name} hears "${text}"` });

describe('A command', () => {
  test.each([
    '@Microtraining help',
    '@Microtraining hi',
    '@Microtraining Hello!',
    '@Microtraining microtraining help',
  ])('in a channel, "%s", is answered for who typed it alone, in words of Teams', async (text) => {
    ana().say('team-sales', text);
    await heard('Ana', 'team-sales', '@Microtraining schedule');
    expect(lastTo('Ana', 'team-sales')).toMatchObject({ targeted: true });
    expect(lastTo('Ana', 'team-sales')?.text).not.toContain('/microtraining');
    expect(lastTo('Ben', 'team-sales')).toBeUndefined();
  });

  test('in the chat with the bot needs no mention', async () => {
    ana().say('dm', 'hi');
    await heard('Ana', 'dm', '15 minutes');
    ana().say('dm', 'schedule');
    await heard('Ana', 'dm', 'Sessions live in channels');
    ana().say('dm', 'list');
    await heard('Ana', 'dm', 'Nothing');
  });

  test('in a group chat is answered there, for who typed it alone', async () => {
    bot.teams.addGroupChat('Project');
    ana().say('Project', '@Microtraining help');
    await heard('Ana', 'Project', '@Microtraining schedule');
    expect(lastTo('Ben', 'Project')).toBeUndefined();
  });

  test('is none where people talk to one another: a bot that may read along hears it and keeps nothing of it', async () => {
    await bot.stop();
    bot = await openBotInTeams(database, { readsMessages: true });
    const kept = async () =>
      (await database.pool.query('select id from teams_people union select id from teams_conversations'))
        .rows;
    const { id } = bot.teams.person('Ben').say('team-sales', 'hi all, @Ana, help');
    bot.teams.person('Ben').edit(id, 'hello all');
    bot.teams.person('Ben').delete(id);
    await bot.teams.activitiesDelivered();

    const heardOf = bot.teams.traffic.filter(({ kind }) => kind === 'delivery');
    expect(heardOf.map(({ name, status }) => [name, status])).toEqual([
      ['message', 200],
      ['messageUpdate editMessage', 200],
      ['messageDelete softDeleteMessage', 200],
    ]);
    expect(lastTo('Ben', 'team-sales')).toBeUndefined();
    expect(await kept()).toEqual([]);

    ana().say('team-sales', '@Microtraining help');
    await heard('Ana', 'team-sales', '@Microtraining schedule');
    expect(await kept()).not.toEqual([]);
  });

  test('plans, in a tenant with a dozen teams, also for who is known by the last of them alone', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Team ${index + 1}`);
    for (const name of names) bot.teams.addTeam(name, { members: ['Ana'], installed: false }).install();
    await bot.teams.activitiesDelivered();
    const known = (await bot.store.channels(bot.workspace, {}, 100)).at(-1)!;
    const kim = bot.teams.addPerson('Kim', { teams: [], installed: false });
    bot.teams.team(known.teamId!).addMember('Kim');
    await bot.teams.activitiesDelivered();
    kim.say(known.id, '@Microtraining schedule');
    await heard('Kim', known.id, 'Plan a session');
    await kim.click('Plan a session', { in: known.id });
    expect(kim.dialog?.buttons).toContain('Go on');
  });

  test('with a slash is answered in the same way', async () => {
    expect(await ana().command('team-sales', 'list')).toMatchObject({ status: 200 });
    await heard('Ana', 'team-sales', 'Nothing');
    expect(lastTo('Ana', 'team-sales')).toMatchObject({ targeted: true });
  });

  test('for help is answered in the chat with the bot where it cannot be in the channel', async () => {
    bot.teams.faults.next('sendToConversation', {
      kind: 'error',
      when: 'before',
      status: 400,
      code: 'BadArgument',
    });
    ana().say('team-sales', '@Microtraining help');
    await heard('Ana', 'dm', '@Microtraining schedule');
  });

  test('for help is answered to everybody where nothing else gets through', async () => {
    bot.teams.addPerson('Hal', { installed: false });
    bot.teams.faults.next('sendToConversation', {
      kind: 'error',
      when: 'before',
      status: 400,
      code: 'BadArgument',
    });
    bot.teams.person('Hal').say('team-sales', '@Microtraining help');
    await heard('Ben', 'team-sales', '@Microtraining schedule');
  });

  test('that is told twice is answered in the same way twice, and does no harm', async () => {
    ana().say('team-sales', '@Microtraining help');
    await heard('Ana', 'team-sales', '15 minutes');
    expect(await bot.teams.redeliver('message')).toMatchObject({ status: 200 });
  });
});

describe('A command that opens a form', () => {
  test.each([
    ['settings', 'Settings', 'Days without a session'],
    ['privacy', 'What is stored about me?', 'Stored about you'],
  ])('such as %s is a card with the button that opens it', async (word, button, said) => {
    ana().say('team-sales', `@Microtraining ${word}`);
    await bot.teams.until(() => ana().buttons({ in: 'team-sales' }).includes(button));
    expect(await ana().click(button, { in: 'team-sales' })).toMatchObject({ status: 200 });
    expect(ana().dialog?.text).toContain(said);
  });
});

describe('Planning', () => {
  const plan = async (person = ana()) => {
    await person.click('Go on');
    expect(person.dialog?.buttons).toContain('Plan it');
    return person.click('Plan it');
  };

  test('from the compose box opens the dialog at once, in two steps, and puts the card into the channel', async () => {
    expect(await ana().openExtension('schedule', { in: 'team-sales' })).toMatchObject({ status: 200 });
    expect(ana().dialog?.title).toBeDefined();
    expect(lastTo('Ana', 'team-sales')).toBeUndefined();
    expect(await plan()).toMatchObject({ status: 200 });
    await bot.settle();
    expect(channel().messages.length).toBeGreaterThan(0);
  });

  test('from a typed command is a card with the button that opens it', async () => {
    ana().say('team-sales', '@Microtraining schedule');
    await heard('Ana', 'team-sales', 'Plan a session');
    expect(await ana().click('Plan a session')).toMatchObject({ status: 200 });
    expect(ana().dialog).toBeDefined();
    await plan();
    await bot.settle();
    expect(channel().messages.filter(({ targetedTo }) => !targetedTo).length).toBeGreaterThan(1);
  });

  test('keeps what was typed with the command, and says so where something was', async () => {
    ana().say('team-sales', '@Microtraining Schedule');
    await heard('Ana', 'team-sales', 'Plan a session');
    expect(lastTo('Ana', 'team-sales')?.text).not.toContain('What you typed');
    ana().say('team-sales', '@Microtraining schedule tomorrow 10:00');
    await heard('Ana', 'team-sales', 'What you typed is kept.');
  });

  test('that is sent twice, under the same id or a new one, is done once', async () => {
    await ana().openExtension('schedule', { in: 'team-sales' });
    await ana().click('Go on');
    expect(await ana().click('Plan it', { twice: 'new-id' })).toMatchObject({ second: { status: 200 } });
    await bot.settle();
    const { workspace, context } = bot;
    const sessions = await context.transaction(workspace, ({ sessions: all }) => all.comingIn(channel().id));
    expect(new Set(sessions.map(({ facts }) => facts.seriesId)).size).toBe(1);
  });

  test('of a date that is over says so in the dialog, and keeps what was typed', async () => {
    await ana().openExtension('schedule', { in: 'team-sales' });
    await ana().click('Go on');
    ana().set('When? The day', '2020-01-02');
    ana().set('Called', 'Phish of the day');
    expect(await ana().click('Plan it')).toMatchObject({ status: 200 });
    if (!ana().dialog?.text.includes('This time is over')) await ana().click('Plan it');
    expect(ana().dialog?.text).toContain('This time is over');
    expect(ana().dialog?.values).toMatchObject({ 'when.date': '2020-01-02', 'when.time': '10:00' });
    expect(Object.values(ana().dialog?.values ?? {})).toContain('Phish of the day');
  });

  test('with words of its own for the questions comes back to the form below', async () => {
    await ana().openExtension('schedule', { in: 'team-sales' });
    await ana().click('Go on');
    ana().set('Called', 'Phish of the day');
    await ana().click('Questions');
    expect(ana().dialog?.buttons).not.toContain('Plan it');
    await ana().submit();
    expect(ana().dialog?.buttons).toContain('Plan it');
    expect(Object.values(ana().dialog?.values ?? {})).toContain('Phish of the day');
    expect(await ana().click('Plan it')).toMatchObject({ status: 200 });
    await bot.settle();
    const posted = channel().messages.filter(({ targetedTo }) => !targetedTo);
    expect(posted.map(({ plainText }) => plainText).join()).toContain('Phish of the day');
  });

  test('with the database out of reach says so in time, and keeps what was typed to be sent again', async () => {
    await ana().openExtension('schedule', { in: 'team-sales' });
    await ana().click('Go on');
    ana().set('Called', 'Phish of the day');
    const { transaction } = bot.context;
    bot.context.transaction = async () => {
      throw new UnavailableError(new Error('gone'));
    };
    const { result, tookMs } = await withStandstill(() => ana().click('Plan it'));
    expect(result).toMatchObject({ status: 200 });
    expect(tookMs).toBeLessThan(5_000);
    expect(ana().dialog?.text).toContain('Not saved');
    expect(ana().dialog?.text).toContain('Phish of the day');
    expect(bot.log.splice(0)).toMatchObject([{ level: 'warn', fields: { fault: 'unavailable' } }]);
    bot.context.transaction = transaction;
    await ana().click('Send again');
    if (ana().dialog) await ana().click('Plan it');
    await bot.settle();
    expect(
      channel()
        .messages.map(({ plainText }) => plainText)
        .join(),
    ).toContain('Phish of the day');
  });
});
