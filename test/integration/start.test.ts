import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase, testOnServer } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { startProgramme } from '../support/sandbox-process.ts';

const botToken = 'xoxb-canary-of-the-start';
const folder = mkdtempSync(join(tmpdir(), 'microtraining-start-'));
let database: TestDatabase;
let slack: LocalSlack;
let right: Record<string, string>;

beforeAll(async () => {
  database = await startDatabase();
  slack = await startLocalSlack({
    now: () => new Date(),
    botToken,
    signingSecret: 'canary-of-the-start',
    appToken: 'xapp-canary-of-the-start',
  });
}, databaseTimeoutMs);
beforeEach(async () => {
  slack.faults.clear();
  right = {
    NODE_ENV: 'production',
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: 'canary-of-the-start',
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: database.connectionString,
    PORT: String(await freePort()),
  };
});
afterAll(async () => {
  await slack.stop();
  await database.stop();
}, databaseTimeoutMs);

/** What `npm start` says before it ends. */
const refusalOf = async (changes: Record<string, string>): Promise<string> => {
  const programme = startProgramme(folder, { ...right, ...changes });
  expect(await programme.ended).toBe(1);
  return programme.said();
};

const withSlack = async (code: string) => {
  slack.faults.always('*', { kind: 'error', when: 'before', code });
  return {};
};
const withOccupiedPort = async () => {
  const other = createServer().listen(0).unref();
  await once(other, 'listening');
  return { PORT: String((other.address() as AddressInfo).port) };
};

// The programme takes whatever DATABASE_URL names for a real server, which the embedded one is not.
describe('a start says in words what is wrong and what to do, where it is', () => {
  testOnServer.each([
    ['a token that Slack does not know', () => withSlack('invalid_auth'), 'Bot User OAuth Token'],
    ['a revoked token', () => withSlack('token_revoked'), 'Reinstall to Workspace'],
    ['an app that was removed', () => withSlack('account_inactive'), 'Reinstall to Workspace'],
    [
      'a Slack that is not reached',
      async () => ({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` }),
      'SLACK_API_URL',
    ],
    [
      'an app-level token that Slack does not know',
      async () => ({ SLACK_APP_TOKEN: 'xapp-canary-mistyped' }),
      'connections:write',
    ],
    [
      'a database that is not reached',
      async () => ({ DATABASE_URL: `postgres://bot:canary@127.0.0.1:${await freePort()}/canary` }),
      'Start PostgreSQL',
    ],
    [
      'a database whose host does not exist',
      async () => ({ DATABASE_URL: 'postgres://bot:canary@canary.invalid/canary' }),
      'Correct the host in DATABASE_URL',
    ],
    ['a port that is taken', withOccupiedPort, 'set PORT to another number'],
    ['a setting that is none', async () => ({ LOG_LEVEL: 'canary' }), 'LOG_LEVEL'],
  ])('%s', async (_, change, advice) => {
    const said = await refusalOf(await change());
    expect(said).toContain(advice);
    expect(said).toContain('npm run doctor');
    expect(said).not.toMatch(/^\s+at /m);
    expect(said).not.toContain('canary');
  });
});

testOnServer('a token that lacks scopes is warned of, by their names, and the bot runs', async () => {
  slack.scopes = ['commands', 'chat:write', 'channels:read'];
  const programme = startProgramme(folder, right);
  await programme.url();
  expect(programme.said()).toContain('"scopes":["groups:read","users:read"]');
  await programme.stop();
});
