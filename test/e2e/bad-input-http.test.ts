import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openForm } from '../../src/sandbox/demo/stage.ts';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../support/database.ts';
import { begun } from '../support/session-in-channel.ts';
import { interactive, latestDelivery, postSigned, signed } from '../support/signed-post.ts';
import { withStandstill } from '../support/standstill.ts';
import { besidesNews, openWorld, people, type World } from '../support/world.ts';

/** One world for all of it: whatever is sent to it, nothing in it may change. */
let world: World;
let database: TestDatabase;
/** As Slack has delivered them: a command of Ana's, a press of Ben's in a session that runs, a form of his. */
let command: { to: string; body: string };
let press: ReturnType<typeof latestDelivery>;
let form: ReturnType<typeof latestDelivery>;

beforeAll(async () => {
  database = await startDatabase();
  world = await openWorld(database);
  const [ana, ben] = people(world, 'Ana', 'Ben');
  const session = await begun(world, 'Ben');
  await ben.click('4', { in: session.prompt(1) });
  press = anew(latestDelivery(world, 'block_actions', ben));
  for (const time of ['10:02', '10:03', '10:09']) await world.moveTo('2026-12-01', time);
  await openForm(world, ben, 'Park a question', { in: session.prompt(3) });
  await ben.set('What is still open?', '\u200B');
  await ben.submit();
  await ben.close();
  form = anew(latestDelivery(world, 'view_submission', ben));
  command = commandOf(ana);
  await world.settled();
}, databaseTimeoutMs);

afterAll(async () => {
  await world.stop();
  await database.stop();
}, databaseTimeoutMs);

const commandOf = (person: Person): typeof command => {
  const { to, payload } = latestDelivery(world, 'command', person);
  const sent = { ...(payload as Record<string, string>), text: `schedule "${secret}"`, trigger_id: 'anew' };
  return { to, body: new URLSearchParams(sent).toString() };
};

/** The same once more, so that it is not dropped for being known. */
const anew = ({ to, payload }: typeof press): typeof press => ({
  to,
  payload: { ...payload, trigger_id: 'anew' },
});

/** A word that nobody may find in a log. */
const secret = 'xyzzy-only-people-may-read-this';
/** What nobody answers is given up by Slack after three seconds; with a machine that is busy in mind. */
const soonMs = 2_000;

/** Everything that the database holds, but for the bot's own beats. */
const stored = async ({ database }: World): Promise<Record<string, string>> => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('beats', 'outages')`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: hashes } = await database.pool.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(one::text, ' ' order by one::text)), '') as hash from ${name} one`,
    );
    found[name] = hashes[0]!.hash;
  }
  return found;
};

/** Sends something, and looks at what the caller, the database and the log get of it. */
const refused = async (send: () => Promise<{ status: number }>): Promise<number> => {
  await world.settled();
  const before = await stored(world);
  const calls = world.slack.traffic.filter(({ kind }) => kind === 'call').length;
  const { result, tookMs } = await withStandstill(send);
  expect(tookMs).toBeLessThan(soonMs);
  await world.settled();
  expect(await stored(world)).toEqual(before);
  expect(JSON.stringify(world.log)).not.toContain(secret);
  const made = world.slack.traffic.filter(({ kind }) => kind === 'call').slice(calls);
  expect(made.filter(({ name }) => /^chat\.|publish/.test(name))).toEqual([]);
  return result.status;
};

const post = (to: string, headers: Record<string, string>, body: string) =>
  fetch(to, { method: 'POST', headers, body });

describe('a request that is not from Slack', () => {
  test('with a forged signature is refused', async () => {
    expect(
      await refused(() => post(command.to, signed(command.body, { secret: 'guessed' }), command.body)),
    ).toBe(401);
  });

  test('whose body was changed on the way is refused', async () => {
    expect(await refused(() => post(command.to, signed(command.body), `${command.body}&text=list`))).toBe(
      401,
    );
  });

  test.each([
    ['ten minutes old', -600],
    ['six minutes old', -360],
    ['dated six minutes ahead', 360],
    ['dated a year ahead', 31_536_000],
  ])('%s is refused', async (_, seconds) => {
    const at = Math.floor(Date.now() / 1_000) + seconds;
    expect(await refused(() => post(command.to, signed(command.body, { at }), command.body))).toBe(401);
  });

  test.each(['x-slack-signature', 'x-slack-request-timestamp'])('without %s is refused', async (name) => {
    const { [name]: _, ...headers } = signed(command.body);
    expect(await refused(() => post(command.to, headers, command.body))).toBe(401);
  });

  test.each([
    ['a timestamp that is none', { 'x-slack-request-timestamp': 'soon' }],
    ['an empty signature', { 'x-slack-signature': '' }],
    ['a signature of another version', { 'x-slack-signature': 'v1=00' }],
    ['a signature of another length', { 'x-slack-signature': 'v0=abc' }],
  ])('with %s is refused', async (_, headers) => {
    expect(await refused(() => post(command.to, { ...signed(command.body), ...headers }, command.body))).toBe(
      401,
    );
  });

  test('that only says ssl_check brings nothing with it', async () => {
    const body = `ssl_check=1&${interactive({ type: 'block_actions', text: secret })}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await refused(() => post(command.to, headers, body))).toBe(200);
  });
});

describe('a request that nobody can read', () => {
  test('of 2 MiB is refused for its size', async () => {
    const body = interactive({ type: 'block_actions', text: secret.padEnd(2 * 1024 * 1024, 'x') });
    expect(await refused(() => raw(command.to, 'POST', '/slack/events', body))).toBe(413);
  });

  test.each([
    ['broken JSON', `payload=${encodeURIComponent(`{"type": "block_actions", "text": "${secret}`)}`],
    ['broken urlencoding', `payload=%7B%22type%22%3A%E0%A4%A${secret}`],
    ['no payload', `something=${secret}`],
    ['nothing', ''],
    ['a payload that is a number', 'payload=1'],
    ['a payload that is null', 'payload=null'],
    ['a payload that is a list', `payload=${encodeURIComponent(`["${secret}"]`)}`],
    ['two payloads', `payload=${encodeURIComponent('{}')}&payload=${encodeURIComponent(`"${secret}"`)}`],
    ['an event without an event', JSON.stringify({ type: 'event_callback', secret })],
  ])('with %s is refused or dropped at once', async (_, body) => {
    const status = await refused(() => postSigned(command.to, body));
    expect([200, 400]).toContain(status);
  });

  test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'x/y'])(
    'sent as %s is refused or dropped at once',
    async (type) => {
      const body = `{"type": "${secret}`;
      const status = await refused(() => post(command.to, { ...signed(body), 'content-type': type }, body));
      expect([200, 400, 415]).toContain(status);
    },
  );
});

describe('a request to somewhere else', () => {
  test.each([
    '/',
    '/slack',
    '/slack/events/',
    '/slack/event',
    '/admin',
    '//',
    '/%',
    '/..%2f..',
    '/?x',
    '*',
    'http://[',
    '/\\',
  ])('%s is not found', async (path) => {
    expect(await refused(() => raw(command.to, 'POST', path))).toBe(404);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('by %s is refused', async (method) => {
    const status = await refused(() => raw(command.to, method, '/slack/events'));
    expect([404, 405]).toContain(status);
  });
});

/** A request as it stands: `fetch` would tidy its path. */
const raw = (to: string, method: string, path: string, body = '') =>
  new Promise<{ status: number }>((resolve, reject) => {
    const { hostname, port } = new URL(to);
    const sent = request(
      { hostname, port, method, path, headers: signed(body), agent: false },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0 });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

describe('what Slack would never send, well signed', () => {
  const nowhere = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
  const pressed = (odd: object) => postSigned(press.to, interactive({ ...press.payload, ...odd }));
  const sent = (odd: object) =>
    postSigned(form.to, interactive({ ...form.payload, view: { ...(form.payload.view as object), ...odd } }));
  const pressedOn = (id: string) =>
    pressed({ actions: [{ ...(press.payload.actions as object[])[0], action_id: id }] });

  test.each([
    'magic',
    '',
    'block_suggestion',
    'message_action',
    'shortcut',
    'view_closed',
    'url_verification_',
  ])('an interaction of the type "%s" is dropped', async (type) => {
    expect([200, 400]).toContain(await refused(() => pressed({ type, secret })));
  });

  test.each([
    secret,
    '',
    'choose',
    'choose:not-a-uuid:warm-up:1',
    `choose:${nowhere}:warm-up:6`,
    `choose:${nowhere}:warm-up:-1`,
    `choose:${nowhere}:warm-up:1e0`,
    `choose:${nowhere}:nonsense:1`,
    `choose:${nowhere}:warm-up:1:2`,
    'im-in:',
    "im-in:'; drop table sessions; --",
    'send-settings:../../etc',
    'start-ready:nothing-of-that-name',
    'command:dance',
    '__proto__',
    'constructor:x',
    'toString',
  ])('a press of "%s" is dropped', async (id) => {
    expect(await refused(() => pressedOn(id))).toBe(200);
  });

  test.each([
    ['no actions', { actions: [] }],
    ['actions that are none', { actions: [null] }],
    ['actions that are no list', { actions: secret }],
    ['an action without an id', { actions: [{ type: 'button', block_id: 'x' }] }],
    ['an action of an unknown type', { actions: [{ type: secret, action_id: 'x', block_id: 'y' }] }],
    [
      'a menu in which nothing is chosen',
      { actions: [{ type: 'overflow', action_id: 'more', block_id: 'y' }] },
    ],
    ['no user', { user: undefined }],
    ['no team', { team: undefined, user: { id: 'U0BEN' } }],
    ['no team at all', { team: null, user: { id: 'U0BEN', team_id: null } }],
    ['a team that is a word', { team: secret }],
    ['a user that is a word', { user: secret }],
    ['the team of somebody else', { team: { id: 'T0OTHER' }, user: { id: 'U0BEN', team_id: 'T0OTHER' } }],
  ])('a press with %s changes nothing', async (_, odd) => {
    expect([200, 400, 401]).toContain(await refused(() => pressed(odd)));
  });

  test('a command of another workspace plans nothing here', async () => {
    const body = new URLSearchParams([...new URLSearchParams(command.body)]);
    body.set('team_id', 'T0OTHER');
    expect([200, 401]).toContain(await refused(() => postSigned(command.to, body.toString())));
  });

  test.each([
    'im-in',
    'join',
    'not-this-time',
    'choose',
    'rate',
    'write-list',
    'park-question',
    'i-know',
    'start-now',
    'next',
    'star',
    'move',
    'edit-questions',
    'look-through',
    'cancel-session',
  ])('"%s" of a session that is another workspace’s finds nothing', async (verb) => {
    const parts = { choose: ':warm-up:1', rate: ':confidence-before:3', next: ':1', star: ':0a1b2c3d:on' };
    const rest = verb in parts ? parts[verb as keyof typeof parts] : '';
    expect(await refused(() => pressedOn(`${verb}:${nowhere}${rest}`))).toBe(200);
  });

  test.each(['count-me-in', 'count-me-out', 'what-is-this', 'pause-series', 'end-series', 'copy-series'])(
    '"%s" of a series that is another workspace’s finds nothing',
    async (verb) => {
      expect(await refused(() => pressedOn(`${verb}:${nowhere}`))).toBe(200);
    },
  );

  test.each([
    ['of a session that is another workspace’s', { callback_id: `send-list:${nowhere}` }],
    ['of a draft that is another workspace’s', { callback_id: `plan-it:${nowhere}` }],
    ['that nobody has made', { callback_id: secret }],
    ['without state', { state: undefined }],
    ['with fields that are none', { state: { values: { [secret]: { [secret]: { type: secret } } } } }],
    ['with a field that is null', { state: { values: { 'called~x': { called: null } } } }],
  ])('a form %s changes nothing', async (_, odd) => {
    const status = await refused(() => sent(odd));
    expect([200, 400]).toContain(status);
  });

  test('a form that no version of the bot knows any more stays open with what was typed', async () => {
    const answer = await sent({ callback_id: 'of-an-earlier-version' });
    expect(await answer.json()).toMatchObject({ response_action: 'errors' });
  });

  test('nothing of all that was a fault of the bot', () => {
    expect(besidesNews(world.log).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
