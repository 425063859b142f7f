import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
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
  expect(bot.log.filter(({ level }) => level === 'error')).toEqual([]);
});
afterAll(() => database.stop(), databaseTimeoutMs);

const ana = () => bot.teams.person('Ana');
const ben = () => bot.teams.person('Ben');
const channel = () => bot.teams.channel('team-sales');
const at = (time: string) => new Date(`2026-12-01T${time}+01:00`);
const texts = () => channel().messages.map(({ plainText }) => plainText);

/** Ana plans for Tuesday at ten; at ten the first prompt stands. */
const begin = async (howOften?: string) => {
  const people = ['Ben', 'Caro', 'Dev'].map((name) => bot.teams.person(name));
  await ana().openExtension('schedule', { in: 'team-sales' });
  if (howOften) ana().choose('How often?', howOften);
  await ana().click('Go on');
  if (howOften) await ana().click('Plan it');
  if (ana().dialog) await ana().click('Plan it');
  await bot.settle();
  for (const person of people) await person.click('Count me in', { in: 'team-sales' });
  for (const time of ['09:30:00', '09:55:00', '10:00:00', '10:00:01']) await bot.moveTo(at(time));
};
const session = async () => {
  const { workspace, context } = bot;
  const [stored] = await context.transaction(workspace, ({ sessions }) => sessions.comingIn(channel().id));
  if (!stored) throw new Error('no session');
  return stored;
};
const answersOf = async () => {
  const { facts } = await session();
  return bot.context.transaction(bot.workspace, ({ answers }) => answers.of(facts.id));
};

test('A choice in a series is followed by the confidence, in the same card', async () => {
  await begin('Another rhythm');
  expect(await ben().click('A parcel notice', { in: 'team-sales' })).toMatchObject({ status: 200 });
  const own = () =>
    ben()
      .sees('team-sales')
      .filter(({ ownCard }) => ownCard);
  expect(own()).toMatchObject([{ text: expect.stringContaining('[1 not at all]') }]);
  await ben().click('1 not at all', { in: own()[0]!.id });
  expect((await answersOf()).map(({ question }) => question).toSorted()).toEqual([
    'confidence-before',
    'warm-up',
  ]);
  expect(own()[0]?.text).not.toContain('[1 not at all]');
});

describe('A session in Teams', () => {
  beforeEach(() => begin());

  test('has its card in the channel, its prompt in the thread, and its desk in the chat with the lead', async () => {
    const [root] = channel().messages.filter(({ rootId, plainText }) => !rootId && plainText !== '');
    expect(root?.summary).not.toBe('');
    expect(channel().messages.some(({ rootId }) => rootId !== undefined)).toBe(true);
    expect(bot.teams.directMessages('Ana').length).toBeGreaterThan(0);
    expect(texts().join()).toContain('how many warning signs do you see');
  });

  test('takes a choice by one press: the card is the receipt, for who pressed it alone', async () => {
    expect(await ben().click('2', { in: 'team-sales' })).toMatchObject({ status: 200 });
    const own = () =>
      ben()
        .sees('team-sales')
        .filter(({ ownCard }) => ownCard);
    expect(own()).toMatchObject([{ text: expect.stringContaining('Saved: 2') }]);
    expect(own()[0]?.text).toContain('how many warning signs');
    expect(own()[0]?.text).not.toContain('Called because');
    expect(
      bot.teams
        .person('Caro')
        .sees('team-sales')
        .some(({ ownCard }) => ownCard),
    ).toBe(false);
    // Whoever thinks again presses another one, on the same card.
    expect(await ben().click('4', { in: own()[0]!.id })).toMatchObject({ status: 200 });
    expect(own()).toMatchObject([{ text: expect.stringContaining('Saved: 4') }]);
    expect(await ben().click('2', { in: own()[0]!.id })).toMatchObject({ status: 200 });
    expect(await answersOf()).toMatchObject([{ memberId: ben().aadObjectId, value: { option: 1 } }]);
    expect(ben().errors).toEqual([]);
  });

  test('counts a nervous press once, under either id', async () => {
    await ben().click('2', { in: 'team-sales', twice: 'new-id' });
    expect(await answersOf()).toHaveLength(1);
    const before = (await session()).session;
    const outcome = await ana().click('+1 min', { in: 'dm', twice: 'new-id' });
    expect(outcome).toMatchObject({ status: 200, second: { status: 200 } });
    const { session: after } = await session();
    expect(after).not.toEqual(before);
    await ana().click('+1 min', { in: 'dm' });
    // The desk was not drawn anew: that press was the same one.
    expect((await session()).session).toEqual(after);
    await bot.settle();
    await ana().click('+1 min', { in: 'dm' });
    expect((await session()).session).not.toEqual(after);
  });

  test('is led from the desk, and takes text in a dialog', async () => {
    expect(await ana().click('Next', { in: 'dm' })).toMatchObject({ status: 200 });
    await bot.settle();
    await bot.moveTo(at('10:02:00'));
    expect(await ben().click('Write my', { in: 'team-sales' })).toMatchObject({ status: 200 });
    const [field] = Object.keys(ben().dialog?.values ?? {});
    ben().set(field!, 'the sender\nthe link');
    expect(await ben().submit()).toMatchObject({ status: 200 });
    expect(ben().dialog).toBeUndefined();
    expect((await answersOf()).map(({ question }) => question)).toContain('list');
  });

  test('does nothing for a card of another channel, and says so', async () => {
    const { facts } = await session();
    const random = bot.teams.channel('random');
    const { id, aadObjectId } = ben();
    const { body } = await bot.teams.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'forged',
      channelId: 'msteams',
      serviceUrl: bot.teams.serviceUrl,
      from: { id, aadObjectId },
      recipient: { id: bot.teams.botId },
      conversation: { id: random.id, conversationType: 'channel', tenantId: bot.teams.tenantId },
      channelData: { tenant: { id: bot.teams.tenantId }, team: { id: random.teamId } },
      replyToId: '1',
      value: {
        action: {
          type: 'Action.Execute',
          data: { press: { does: `choose:${facts.id}:${'warm-up'}:1` } },
        },
      },
    });
    expect(JSON.parse(body)).toMatchObject({ value: 'This does not exist any more.' });
    expect(await answersOf()).toEqual([]);
  });

  test('answers a press on a message that is gone by now', async () => {
    const press = ben().click('2', { in: 'team-sales' });
    const prompt = channel().messages.findLast(({ plainText }) =>
      plainText.includes('how many warning signs'),
    );
    await press;
    const { conversationId, id, rootId } = prompt!;
    const reference = { conversation: `${conversationId};messageid=${rootId}`, activity: id };
    expect(await bot.messenger.remove(reference)).toMatchObject({ kind: 'done' });
    expect(await bot.teams.redeliver('adaptiveCard/action')).toMatchObject({ status: 200 });
    expect(await answersOf()).toHaveLength(1);
  });

  test('answers in words while Teams’ own directory is out of reach', async () => {
    bot.teams.faults.always('getPagedMembers', { kind: 'hang', when: 'before' });
    bot.context.directory.forget(bot.workspace, channel().id);
    const { result, tookMs } = await withStandstill(() => ben().click('2', { in: 'team-sales' }));
    expect(result).toMatchObject({ status: 200, message: expect.stringContaining('Not saved') });
    expect(tookMs).toBeLessThan(5_000);
    bot.log.splice(0);
  });
});
