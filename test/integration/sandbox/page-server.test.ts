import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Change } from '../../../src/sandbox/page/protocol.ts';
import { startPageServer } from '../../../src/sandbox/page-server/page-server.ts';
import type { LocalSlack } from '../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts';
import type { LocalTeams } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { type OpenedPage, openPage } from '../../support/opened-page.ts';

const now = () => new Date('2026-12-01T09:48:00+01:00');
let slack: LocalSlack;
let teams: LocalTeams;
let page: OpenedPage;
beforeAll(async () => {
  slack = await startLocalSlack({ now, botToken: 'xoxb-local-slack', signingSecret: 'only-for-tests' });
  teams = await startLocalTeams({ now, appId: 'an id', appPassword: 'only for tests' });
  page = await openPage({ slack, teams, now });
});
afterAll(async () => {
  await page.stop();
  await slack.stop();
  await teams.stop();
});

/** A request with any headers, as no browser would send them. */
const ask = (path: string, method: string, headers: Record<string, string>, body = '') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const outgoing = request(`${page.url}${path}`, { method, headers }, (incoming) => {
        let text = '';
        incoming.on('data', (chunk: Buffer) => {
          text += chunk;
        });
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    },
  );

const said = JSON.stringify({
  ...{ on: 'slack', does: 'say', as: 'U0BEN', channel: 'C0RANDOM' },
  text: 'from the page',
});
const json = { 'content-type': 'application/json' };
const post = (headers: Record<string, string>) => ask('/do', 'POST', headers, said);

test('the page loads and runs nothing but its own, and asks nobody else', async () => {
  const { headers, body } = await ask('/', 'GET', {});
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  expect(body).not.toMatch(/https?:|<style|<script>|onclick/);
  expect((await ask('/page.js', 'GET', {})).headers['content-type']).toContain('text/javascript');
  expect((await ask('/page.css', 'GET', {})).body).not.toMatch(/url\(|@import/);
});

test('who comes before there is something to show is told to wait, and asks again by itself', async () => {
  const early = await startPageServer(0);
  const answer = await fetch(early.url);
  expect({ status: answer.status, refresh: answer.headers.get('refresh') }).toEqual({
    status: 503,
    refresh: '1',
  });
  await early.stop();
});

test('the page itself may do things', async () => {
  const done = await post({ ...json, origin: page.url, 'sec-fetch-site': 'same-origin' });
  expect(done).toMatchObject({ status: 200, body: '{}' });
  expect(slack.channel('random').messages.at(-1)).toMatchObject({ userId: 'U0BEN', text: 'from the page' });
});

test.each([
  ['another site', { ...json, origin: 'https://example.com' }],
  ['another port of this machine', { ...json, origin: 'http://127.0.0.1:1' }],
  ['nobody', json],
  ['a form of another site', { origin: 'null', 'content-type': 'text/plain' }],
  ['a frame of another site', { ...json, origin: '', 'sec-fetch-site': 'cross-site' }],
])('%s may not', async (_, headers) => {
  const before = slack.channel('random').messages.length;
  expect((await post(headers)).status).toBe(403);
  expect(slack.channel('random').messages).toHaveLength(before);
});

test('a foreign name that leads to this machine is not served', async () => {
  for (const path of ['/', '/state', '/page.js']) {
    expect((await ask(path, 'GET', { host: 'rebound.example:3000' })).status).toBe(403);
  }
  expect((await post({ ...json, host: 'rebound.example', origin: 'http://rebound.example' })).status).toBe(
    403,
  );
});

test('other addresses of this machine do not answer', async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  const { port } = new URL(page.url);
  // A machine without a network has its second one of the inside.
  for (const other of ['127.0.0.2', ...outside.map(({ address }) => address)]) {
    await expect(fetch(`http://${other}:${port}/`)).rejects.toThrow();
  }
});

test('a page is told everything first, and then what changes', async () => {
  const response = await fetch(`${page.url}/state`);
  const changes: Change[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      changes.push(...events.map((event) => JSON.parse(event.slice('data: '.length)) as Change));
      if (changes.some(({ set }) => JSON.stringify(set).includes('hello there'))) return;
    }
  })();
  await slack.until(() => changes.length > 0 || slack.person('Ana').say('random', 'hello there'));
  await reading;
  expect(changes[0]).toMatchObject({ fresh: true });
  expect(changes[0]!.set['slack-person:U0ANA']).toMatchObject({ name: 'Ana' });
  const rest = changes.slice(1).flatMap(({ set }) => Object.keys(set));
  expect(rest.filter((name) => name.includes('-person:'))).toEqual([]);
});

test('what cannot be done any more is said in words', async () => {
  const use = {
    on: 'slack',
    does: 'use',
    as: 'U0BEN',
    element: { on: { channel: 'C0RANDOM', ts: '1.000000' }, blockId: 'a', actionId: 'b' },
  } as const;
  expect(await page.do(use)).toEqual({ error: 'Ben does not see this element any more' });
});
