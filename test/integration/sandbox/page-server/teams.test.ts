import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Done } from '../../../../src/sandbox/page/protocol.ts';
import type {
  CardJson,
  DialogShown,
  OwnCardsShown,
  TeamsDeed,
  TeamsMessageShown,
} from '../../../../src/sandbox/page/teams-protocol.ts';
import type { LocalSlack } from '../../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts';
import { type BotInTeams, openBotInTeams } from '../../../support/bot-in-teams.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../../support/database.ts';
import { type OpenedPage, openPage } from '../../../support/opened-page.ts';

let database: TestDatabase;
let bot: BotInTeams;
let slack: LocalSlack;
let page: OpenedPage;
beforeAll(async () => {
  database = await startDatabase();
}, databaseTimeoutMs);
afterAll(() => database.stop(), databaseTimeoutMs);
beforeEach(async () => {
  await database.emptyTables();
  bot = await openBotInTeams(database);
  const { now } = bot.context;
  slack = await startLocalSlack({ now, botToken: 'xoxb-local-slack', signingSecret: 'only-for-tests' });
  page = await openPage({ slack, teams: bot.teams, now });
});
afterEach(async () => {
  await page.stop();
  await slack.stop();
  await bot.stop();
});

const id = (name: string) => bot.teams.person(name).id;
const place = () => bot.teams.channel('team-sales').id;
const act = (deed: TeamsDeed): Promise<Done> => page.do({ on: 'teams', ...deed });
const toldOf = async <Shown>(kind: string): Promise<Shown[]> =>
  Object.entries(await page.told())
    .filter(([name]) => name.startsWith(`${kind}:`))
    .map(([, value]) => value as Shown);

/** The index of the action with that title, as the page has it: in its id. */
const actionCalled = (cards: CardJson[], title: string): number => {
  const found = actionsIn(cards).find((action) => action.title === title);
  if (!found) throw new Error(`There is no action "${title}"`);
  return Number(found.id);
};
const actionsIn = (value: unknown): CardJson[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'title' in value && 'id' in value ? [value as CardJson] : [];
  return [...own, ...Object.values(value).flatMap(actionsIn)];
};

const dialogOf = async (name: string): Promise<DialogShown> => {
  const dialog = (await page.told())[`teams-dialog:${id(name)}`];
  if (!dialog) throw new Error(`${name} has no dialog open`);
  return dialog as DialogShown;
};
const pressInDialog = async (name: string, title: string, typed = {}): Promise<Done> => {
  const { cards, values } = await dialogOf(name);
  const index = actionCalled(cards, title);
  return act({ does: 'press', as: id(name), surface: 'dialog', index, typed: { ...values, ...typed } });
};
const planAs = async (name: string) => {
  await act({ does: 'extension', as: id(name), place: place(), id: 'schedule' });
  await pressInDialog(name, 'Go on');
  await pressInDialog(name, 'Plan it');
  await bot.settle();
};
const announcement = async (): Promise<TeamsMessageShown> => {
  const posts = await toldOf<TeamsMessageShown>('teams-message');
  return posts.find(({ byBot, onlyFor }) => byBot && !onlyFor)!;
};

describe('the page of the local Teams', () => {
  test('is told people, teams, places and what the manifest offers', async () => {
    const told = await page.told();
    expect(told[`teams-person:${id('Ana')}`]).toMatchObject({ name: 'Ana', zone: 'Europe/Berlin' });
    expect(told[`teams-place:${place()}`]).toMatchObject({
      name: 'team-sales',
      kind: 'standard',
      hasBot: true,
    });
    expect(told[`teams-place:${bot.teams.directChat('Ben').id}`]).toMatchObject({ dmWith: id('Ben') });
    expect(told['teams-about']).toMatchObject({
      commands: {
        team: { slash: expect.arrayContaining([expect.objectContaining({ text: 'list' })]) },
        personal: { slash: [], mention: expect.arrayContaining([expect.objectContaining({ text: 'help' })]) },
      },
      extensions: [{ id: 'schedule', title: 'Plan a session' }],
    });
  });

  test('plans by the action command: the dialog is its person’s alone, typed words are sent with the button', async () => {
    expect(await act({ does: 'extension', as: id('Ana'), place: place(), id: 'schedule' })).toEqual({});
    expect(await toldOf('teams-dialog')).toHaveLength(1);
    expect((await dialogOf('Ana')).title).toBe('Plan a session');
    const [called] = Object.entries((await dialogOf('Ana')).values).find(
      ([, value]) => value === 'Spot the phish',
    )!;
    await pressInDialog('Ana', 'Go on', { [called]: 'Phish for lunch' });
    expect((await dialogOf('Ana')).values[called]).toBe('Phish for lunch');
    await pressInDialog('Ana', 'Plan it');
    await bot.settle();
    expect(await toldOf('teams-dialog')).toEqual([]);
    expect(JSON.stringify((await announcement()).cards)).toContain('Phish for lunch');
  });

  test('shows the card that comes back to who pressed alone', async () => {
    await planAs('Ana');
    const { id: messageId, cards } = await announcement();
    const index = actionCalled(cards, 'Count me in');
    expect(await act({ does: 'press', as: id('Ben'), surface: { messageId }, index, typed: {} })).toEqual({});
    const told = await page.told();
    const own = told[`teams-own:${id('Ben')} ${messageId}`] as OwnCardsShown;
    expect(own.isReturned).toBe(true);
    expect(JSON.stringify(own.cards)).toContain("You're in");
    expect(told[`teams-own:${id('Ana')} ${messageId}`]).toBeUndefined();
    expect(JSON.stringify((await announcement()).cards)).not.toContain("You're in");
  });

  test('numbers exactly what can be pressed, as the local Teams counts', async () => {
    await planAs('Ana');
    const { id: messageId, cards } = await announcement();
    const titles = bot.teams.person('Ben').buttons({ in: messageId });
    expect(titles.map((title) => actionCalled(cards, title))).toEqual(titles.map((_, index) => index));
  });

  test('a slash command is seen by its person alone, a mention by all', async () => {
    await act({ does: 'command', as: id('Ben'), place: place(), text: 'help' });
    await act({ does: 'say', as: id('Ben'), place: place(), text: '@Microtraining nonsense' });
    await bot.settle();
    const posts = await toldOf<TeamsMessageShown>('teams-message');
    const targeted = posts.filter(({ onlyFor }) => onlyFor !== undefined);
    expect(new Set(targeted.map(({ onlyFor }) => onlyFor))).toEqual(new Set([id('Ben')]));
    expect(posts.filter(({ onlyFor }) => !onlyFor).map(({ text }) => text)).toContain(
      '<at>Microtraining</at> nonsense',
    );
  });

  test('puts a like below a message and takes it away again', async () => {
    await planAs('Ana');
    const { id: messageId } = await announcement();
    const like = { does: 'react', as: id('Ben'), messageId, reaction: 'like' } as const;
    await act({ ...like, wanted: true });
    expect((await announcement()).reactions).toEqual({ like: [id('Ben')] });
    await act({ ...like, wanted: false });
    expect((await announcement()).reactions).toEqual({});
  });

  test('takes the app out of the team and adds it again', async () => {
    const where = bot.teams.team('Sales').id;
    await act({ does: 'install', as: id('Ana'), where, wanted: false });
    await bot.teams.activitiesDelivered();
    expect((await page.told())[`teams-place:${place()}`]).toMatchObject({ hasBot: false });
    await act({ does: 'install', as: id('Ana'), where, wanted: true });
    await bot.teams.activitiesDelivered();
    expect((await page.told())[`teams-place:${place()}`]).toMatchObject({ hasBot: true });
  });

  test('says what Teams says when the bot cannot be reached, and what is not there any more', async () => {
    await planAs('Ana');
    const { id: messageId, cards } = await announcement();
    const index = actionCalled(cards, 'Count me in');
    const press = { does: 'press', as: id('Ben'), surface: { messageId }, typed: {} } as const;
    expect(await act({ ...press, index: 99 })).toEqual({ error: 'Ben does not see that button' });
    const gone = { ...press, surface: { messageId: '1796119200000' }, index: 0 };
    expect(await act(gone)).toEqual({ error: 'Ben does not see that any more' });
    expect(await act({ ...press, as: 'nobody', index })).toEqual({
      error: 'There is nobody like that here',
    });
    bot.teams.disconnect(bot.url);
    expect(await act({ ...press, index })).toEqual({
      error: 'Unable to reach app. Please try again.',
    });
  });

  test('makes Teams slow, unwilling or forgetful without touching Slack', async () => {
    await page.do({ does: 'fault', of: 'teams', name: 'refusing', wanted: true });
    expect((await page.told()).play).toMatchObject({ faults: { slack: [], teams: ['refusing'] } });
    await act({ does: 'say', as: id('Ben'), place: place(), text: '@Microtraining help' });
    await bot.settle();
    const refused = () => bot.teams.traffic.filter(({ status }) => status === 429).length;
    await bot.teams.until(() => refused() > 0, { because: 'the answer was refused' });
    await page.do({ does: 'fault', of: 'teams', name: 'refusing', wanted: false });
    expect((await page.told()).play).toMatchObject({ faults: { slack: [], teams: [] } });
  });
});
