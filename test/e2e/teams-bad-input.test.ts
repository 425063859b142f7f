import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wrongTokenKinds } from '../../src/sandbox/teams/control.ts';
import type { Json } from '../../src/sandbox/teams/json.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../support/database.ts';
import { announcementsIn, begun, sessionIn } from '../support/session-in-channel.ts';
import { openTeamsWorld, type TeamsWorld } from '../support/teams-world.ts';
import { besidesNews } from '../support/world.ts';

/** One world for all of it, in which a session runs: whatever is sent to it, nothing in it may change. */
let world: TeamsWorld;
let database: TestDatabase;
/** As Teams has delivered Ben's press in the session that runs. */
let press: Json;
/** Where the bot takes activities. */
let url: string;

beforeAll(async () => {
  database = await startDatabase();
  world = await openTeamsWorld(database, { withBot: false });
  url = (await world.addBot()).requestUrls.teams!;
  const session = await begun(world, 'Ben');
  // What is known of a place is no secret: it is known from now on.
  world.teams.person('Ben').say('random', '@Microtraining help');
  await world.platform.person('Ben').click('4', { in: session.prompt(1) });
  await world.settled();
  press = latest('invoke adaptiveCard/action');
}, databaseTimeoutMs);
afterAll(async () => {
  expect(besidesNews(world.log).filter(({ level }) => level === 'error')).toEqual([]);
  await world.stop();
  await database.stop();
}, databaseTimeoutMs);

const latest = (name: string): Json => {
  const found = world.teams.traffic.findLast((one) => one.kind === 'delivery' && one.name === name);
  if (!found) throw new Error(`nothing of ${name} was delivered`);
  return found.request as Json;
};

/** Everything that the database holds, but for the bot's own beats. */
const stored = async (): Promise<Record<string, string>> => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('beats', 'outages') order by 1`,
  );
  const all = rows.map(async ({ name }) => {
    const { rows: found } = await database.pool.query<{ all: string }>(
      `select coalesce(string_agg(one::text, e'\\n' order by one::text), '') as all from ${name} as one`,
    );
    return [name, found[0]!.all] as const;
  });
  return Object.fromEntries(await Promise.all(all));
};

/** Whatever `work` does, nothing is stored by it and nothing is posted. */
const changesNothing = async (work: () => Promise<void>): Promise<void> => {
  const before = await stored();
  const posted = world.teams.channels.flatMap(({ messages }) => messages).length;
  await work();
  await world.settled();
  expect(await stored()).toEqual(before);
  expect(world.teams.channels.flatMap(({ messages }) => messages)).toHaveLength(posted);
};

let number = 0;
/** Ben's press once more, as a new one, with changes. */
const changed = (changes: Json = {}): Json => {
  number += 1;
  return { ...structuredClone(press), id: `forged-${number}`, ...changes };
};
const statusOf = async (activity: Json, options?: { token?: string | undefined }) =>
  (await world.teams.post(activity, options)).status;
const within = (activity: Json, ...path: string[]): Json =>
  path.reduce((one, name) => one[name] as Json, activity);
/** What the press carries, changed. */
const carrying = (change: (pressed: Json) => Json): Json => {
  const activity = changed();
  const data = within(activity, 'value', 'action', 'data');
  data.press = change(data.press as Json);
  return activity;
};
const said = async (activity: Json): Promise<{ status: number; text: string }> => {
  const { status, body } = await world.teams.post(activity);
  return { status, text: body };
};
const gone = 'This does not exist any more';

describe('What is no activity of Teams', () => {
  test.each<[string, Json]>([
    ['a conversation', { conversation: undefined }],
    ['a conversation with an id', { conversation: { id: '' } }],
    ['a sender', { from: undefined }],
    ['a service URL', { serviceUrl: undefined }],
    ['a service URL that is one', { serviceUrl: 'javascript:alert(1)//' }],
    ['a type', { type: undefined }],
    ['an id without a zero byte', { id: 'a\u0000b' }],
    ['a member without a zero byte', { from: { id: '29:1', aadObjectId: '\u0000' } }],
    ['an id of a size that an id has', { conversation: { id: 'x'.repeat(2_000) } }],
  ])('without %s is answered with 4xx', async (_, changes) => {
    await changesNothing(async () => {
      const status = await statusOf(changed(changes));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    });
  });

  test.each(wrongTokenKinds)('with a token that is %s is answered with 401', async (kind) => {
    const token = await world.teams.mint(kind);
    await changesNothing(async () => expect(await statusOf(changed(), { token })).toBe(401));
  });

  test('of another tenant is answered with 403, although its token is right', async () => {
    const { id } = world.teams.addTenant('Fabrikam');
    await changesNothing(async () => {
      const channelData = { ...(press.channelData as Json), tenant: { id } };
      expect(await statusOf(changed({ channelData }))).toBe(403);
    });
  });

  test('in a body that is no JSON, or too large, is answered with 4xx', async () => {
    await changesNothing(async () => {
      const post = async (body: string) => (await fetch(url, { method: 'POST', body })).status;
      for (const body of ['', '{', 'null', '[[[', '"x"', '\u0000']) expect(await post(body)).toBe(400);
      expect(await post('x'.repeat(1024 * 1024 + 1))).toBe(413);
    });
  });
});

describe('A press that carries what our cards do not', () => {
  test('of another session, which is in another channel, is told so', async () => {
    const random = world.teams.channel('random');
    await changesNothing(async () => {
      const elsewhere = changed({
        conversation: { ...(press.conversation as Json), id: `${random.id};messageid=1` },
        channelData: {
          ...(press.channelData as Json),
          channel: { id: random.id },
          team: { id: random.teamId },
        },
      });
      expect(await said(elsewhere)).toMatchObject({ status: 200, text: expect.stringContaining(gone) });
    });
  });

  test.each([
    ['no session', 'choose:6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601:warm-up:1'],
    ['no id', "choose:' or 1=1 --:warm-up:1"],
    ['no option', 'SESSION:warm-up:99999999999'],
    ['no question', 'SESSION:__proto__:1'],
    ['nothing', ''],
    ['what nobody knows', 'drop-everything'],
    ['too much', 'x'.repeat(100_000)],
  ])('of %s is answered with a clear word', async (_, does) => {
    const session = String(within(press, 'value', 'action', 'data', 'press').does)
      .split(':')
      .slice(0, 2);
    await changesNothing(async () => {
      const forged = carrying((one) => ({ ...one, does: does.replace('SESSION', session.join(':')) }));
      const { status, text } = await said(forged);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ value: expect.anything() });
    });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 7],
    ['a list', [1]],
    ['a text', 'x'],
    ['a deep one', Array.from({ length: 500 }).reduce<unknown>((one) => ({ one }), 1)],
  ])('in the form of %s is answered with a clear word, in each kind of invoke', async (_, value) => {
    await changesNothing(async () => {
      for (const name of [
        'adaptiveCard/action',
        'task/fetch',
        'task/submit',
        'composeExtension/submitAction',
      ]) {
        expect(await said(changed({ name, value }))).toMatchObject({
          status: 200,
          text: expect.stringContaining(gone),
        });
      }
      for (const name of ['composeExtension/fetchTask', 'signin/verifyState', 'x', undefined]) {
        expect(await statusOf(changed({ name, value }))).toBe(400);
      }
    });
  });

  test('so deep that a parser could lose its way is answered', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = JSON.stringify(changed({ value: 'DEEP' })).replace('"DEEP"', deep);
    const headers = { authorization: `Bearer ${await world.teams.mint()}` };
    await changesNothing(async () => {
      const { status } = await fetch(url, { method: 'POST', headers, body });
      expect([200, 400]).toContain(status);
    });
  });

  test('by somebody who is not in the channel changes nothing and tells nothing', async () => {
    const hal = world.teams.addPerson('Hal', { teams: [] });
    const { id, aadObjectId } = hal;
    const { status, text } = await said(changed({ from: { id, aadObjectId, name: 'Hal' } }));
    expect(status).toBe(200);
    expect(text).not.toContain('warning signs');
    const { rows } = await database.pool.query('select member_id from answers where member_id = $1', [
      aadObjectId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('What Teams does twice, or late', () => {
  test('a press that is told again under another id counts once', async () => {
    const answers = async () => (await database.pool.query('select member_id from answers')).rows;
    const before = await answers();
    expect(await statusOf(changed())).toBe(200);
    expect(await world.teams.redeliver('adaptiveCard/action')).toMatchObject({ status: 200 });
    expect(await answers()).toEqual(before);
  });

  test('a press on a message that was deleted is answered, and counts', async () => {
    const caro = world.teams.person('Caro');
    const from = { id: caro.id, aadObjectId: caro.aadObjectId, name: 'Caro' };
    expect(await statusOf(changed({ from, replyToId: '1700000000000' }))).toBe(200);
    await world.settled();
    const { rows } = await database.pool.query('select 1 from answers where member_id = $1', [
      caro.aadObjectId,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('A message that Teams finds too large', () => {
  beforeEach(() => world.teams.faults.clear());

  test('is given up with the reason, and holds nothing else up', async () => {
    world.teams.faults.always('createConversation', {
      kind: 'error',
      when: 'before',
      status: 413,
      code: 'MessageSizeTooBig',
    });
    const announced = announcementsIn(world).length;
    const fay = world.teams.person('Fay');
    await fay.openExtension('schedule', { in: 'random' });
    await fay.click('Go on');
    fay.set('When? The time', '15:00');
    await fay.click('Plan it');
    if (fay.dialog) await fay.click('Plan it');
    await world.settled();
    const { rows } = await database.pool.query(
      `select state, closed_reason as reason, attempt from deliveries where kind = 'announcement' and state = 'closed'`,
    );
    expect(rows).toEqual([{ state: 'closed', reason: 'MessageSizeTooBig', attempt: 1 }]);
    world.teams.faults.clear();
    expect(announcementsIn(world)).toHaveLength(announced);
    await world.moveTo('2026-12-01', '10:03');
    expect(sessionIn(world).prompt(2).plainText).toContain('2 ·');
  });
});
