import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { wrongTokenKinds } from '../../../src/sandbox/teams/control.ts';
import type { Json } from '../../../src/sandbox/teams/json.ts';
import { createTeamsApp } from '../../../src/teams/teams-app.ts';
import { createTeamsClient } from '../../../src/teams/teams-client.ts';
import { type BotInTeams, openBotInTeams, settingsFor } from '../../support/bot-in-teams.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../../support/database.ts';

/** What a bot may ask without having heard anything. */
const open = new Set(['openIdMetadata', 'keys']);

describe('In front of the bot', () => {
  let database: TestDatabase;
  let bot: BotInTeams;
  beforeAll(async () => {
    database = await startDatabase();
    bot = await openBotInTeams(database);
  }, databaseTimeoutMs);
  afterEach(() => {
    bot.log.splice(0);
    bot.teams.faults.clear();
  });
  afterAll(async () => {
    await bot.stop();
    await database.stop();
  }, databaseTimeoutMs);

  /** What Ana would send from the channel. */
  const activity = (changes: Json = {}): Json => {
    const { teams } = bot;
    const { id, aadObjectId } = teams.person('Ana');
    const channel = teams.channel('team-sales');
    return {
      type: 'message',
      id: '1',
      timestamp: '2026-11-30T08:00:00Z',
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { id, aadObjectId, name: 'Ana' },
      recipient: { id: teams.botId },
      conversation: { id: channel.id, conversationType: 'channel', tenantId: teams.tenantId },
      channelData: {
        tenant: { id: teams.tenantId },
        team: { id: channel.teamId },
        channel: { id: channel.id },
      },
      text: 'help',
      ...changes,
    };
  };
  const statusOf = async (changes: Json, options?: { token?: string | undefined }) =>
    (await bot.teams.post(activity(changes), options)).status;
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(bot.url, { method: 'POST', body, headers });

  test.each(wrongTokenKinds)('A token that is %s is refused, and nothing happens', async (kind) => {
    expect(await statusOf({}, { token: await bot.teams.mint(kind) })).toBe(401);
    expect(bot.log.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(bot.teams.traffic.filter(({ kind, name }) => kind === 'call' && !open.has(name))).toEqual([]);
  });

  test.each(['', 'Bearer', 'Bearer a b', 'Basic YTpi', 'Bearer not.a.token'])(
    'The header "%s" is refused',
    async (authorization) => {
      const { status } = await post(JSON.stringify(activity()), { authorization });
      expect(status).toBe(401);
    },
  );

  test('No header is refused', async () => {
    expect(await statusOf({}, { token: undefined })).toBe(401);
  });

  test.each<[string, Json]>([
    ['conversation', { conversation: undefined }],
    ['conversation id', { conversation: { id: '' } }],
    ['sender', { from: undefined }],
    ['service URL', { serviceUrl: undefined }],
    ['readable service URL', { serviceUrl: 'smba' }],
    ['type', { type: '' }],
    ['channel of Teams', { channelId: 'emulator' }],
    ['id without a zero byte', { from: { id: 'a\u0000b' } }],
  ])('Without a %s it is no activity', async (_, changes) => {
    expect(await statusOf(changes)).toBe(400);
  });

  test.each(['', '{', 'null', '[]', '1', '"x"', '{}'])('The body %s is no activity', async (body) => {
    expect((await post(body)).status).toBe(400);
  });

  test('More than a mebibyte is not read, and only what is posted counts', async () => {
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await fetch(bot.url)).status).toBe(405);
  });

  test('An activity of Teams with a right token comes through', async () => {
    expect(await statusOf({})).toBe(200);
  });

  test('Another tenant is refused, although its token is right', async () => {
    const tenant = { id: bot.teams.addTenant('Fabrikam').id };
    expect(await statusOf({ channelData: { tenant } })).toBe(403);
    expect(await statusOf({ channelData: {}, conversation: { id: 'a:1' } })).toBe(403);
  });

  test('A connector elsewhere is refused, although the token names it', async () => {
    const serviceUrl = 'https://smba.example.com/emea/';
    const token = await bot.teams.mint('right', { serviceUrl });
    expect(await statusOf({ serviceUrl }, { token })).toBe(403);
  });

  test('Invokes that nobody knows, and data that is not ours, are answered', async () => {
    const invoke = { type: 'invoke', name: 'signin/verifyState' };
    expect(await statusOf(invoke)).toBe(400);
    for (const value of [undefined, null, 7, {}, { action: { data: { press: { does: 'rubbish' } } } }]) {
      const answer = await bot.teams.post(activity({ type: 'invoke', name: 'adaptiveCard/action', value }));
      expect(JSON.parse(answer.body)).toMatchObject({ value: 'This does not exist any more.' });
      const dialog = await bot.teams.post(activity({ type: 'invoke', name: 'task/submit', value }));
      expect(JSON.parse(dialog.body)).toMatchObject({ task: { type: 'continue' } });
    }
  });

  test('While the keys cannot be fetched, nobody is let in and nobody is told a lie', async () => {
    const fresh = await openBotInTeams(database);
    const person = fresh.teams.person('Ana');
    fresh.teams.faults.next('openIdMetadata', { kind: '5xx', when: 'before' });
    expect(await person.command('team-sales', 'help')).toMatchObject({ status: 503 });
    expect(await person.command('team-sales', 'help')).toMatchObject({ status: 200 });
    await fresh.stop();
  });

  test.each([
    ['app id', { appId: ' ' }],
    ['tenant', { tenantId: '' }],
    ['password', { credential: { kind: 'password', password: '' } as const }],
    ['sandbox, but in the clear', { isSandbox: false }],
  ])('Without an %s there is no bot', (_, changes) => {
    const { teams, context, messenger, store } = bot;
    const parts = {
      ...{ context, messenger, store },
      client: createTeamsClient(settingsFor(teams), () => new Date(0)),
      takeEvidence: async () => {},
      clock: { now: () => new Date(0), wait: async () => {} },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    };
    expect(() => createTeamsApp({ ...settingsFor(teams), ...changes }, parts)).toThrow('not usable');
  });
});
