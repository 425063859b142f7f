import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import { insist, isRefusal } from '../../src/sandbox/demo/stage.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase, testOnServer } from '../support/database.ts';
import { type SandboxProcess, startProgramme } from '../support/sandbox-process.ts';
import { sessionIn } from '../support/session-in-channel.ts';
import { withStandstill } from '../support/standstill.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { throughProxy } from '../support/through-proxy.ts';
import { localSlackWaitsMs } from '../support/world.ts';

const credentials = { botToken: 'xoxb-local', signingSecret: 'local-secret', appToken: 'xapp-local' };

let database: TestDatabase;
let databaseUrl: string;
let proxy: TcpProxy;
let slack: LocalSlack;
let folder: string;
let programmes: SandboxProcess[];

beforeAll(async () => {
  database = await startDatabase();
  folder = await mkdtemp(join(tmpdir(), 'microtraining-stopping-'));
}, databaseTimeoutMs);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.stop();
}, databaseTimeoutMs);
beforeEach(async () => {
  const proxied = await throughProxy(database);
  proxy = proxied.proxy;
  databaseUrl = proxied.database.connectionString;
  slack = await startLocalSlack({
    now: () => new Date(),
    ...credentials,
    acknowledgeWithinMs: localSlackWaitsMs,
  });
  programmes = [];
});
afterEach(async () => {
  await Promise.all(programmes.map((programme) => programme.kill()));
  await slack.stop();
  await proxy.stop();
  await database.emptyTables();
}, databaseTimeoutMs);

/** `npm start` with a real configuration, on real clocks. */
const start = async (intake: 'http' | 'socket' = 'http'): Promise<SandboxProcess> => {
  const programme = startProgramme(folder, {
    DATABASE_URL: databaseUrl,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: credentials.botToken,
    ...(intake === 'http'
      ? { SLACK_SIGNING_SECRET: credentials.signingSecret }
      : { SLACK_APP_TOKEN: credentials.appToken }),
  });
  programmes.push(programme);
  if (intake === 'http') slack.connect(`${await programme.url()}/slack/events`);
  else await slack.until(() => slack.openSockets === 1, { because: 'the bot has opened its connection' });
  return programme;
};

const states = async (): Promise<string[]> =>
  (await database.pool.query('select state from deliveries order by state')).rows.map(({ state }) => state);

/** Ana begins a session: Slack has got its card. @returns lets Slack post it */
const cardOnItsWay = async (): Promise<() => void> => {
  const release = slack.faults.hold('chat.postMessage');
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  // Looks at the call and lets it pass.
  slack.faults.always('chat.postMessage', { kind: 'reset', when: 'before' }, ({ channel }) => {
    // The lead's desk goes out at the same moment.
    if (channel === slack.channel('team-sales').id) resolve();
    return false;
  });
  const ana = slack.person('Ana');
  await insist(
    ana,
    () => ana.command('team-sales', 'start "Spot the phish"'),
    ({ text }) => isRefusal(text),
  );
  await arrived;
  return release;
};

/** How a programme ended: its exit code, and after how many milliseconds. */
const endOf = async ({ ended }: SandboxProcess) => {
  const { result: code, tookMs: ms } = await withStandstill(() => ended);
  return { code, ms };
};

const cards = () =>
  slack.channel('team-sales').messages.filter(({ threadTs, deletedAt }) => !threadTs && !deletedAt);

describe('a bot that is told to stop (on a server: TEST_DATABASE_URL)', () => {
  testOnServer.each([
    ['by SIGTERM', ['SIGTERM']],
    ['by Ctrl-C', ['SIGINT']],
    ['twice, as a terminal and npm do', ['SIGINT', 'SIGINT']],
    ['twice, by an impatient operator', ['SIGTERM', 'SIGTERM']],
  ] as const)('%s ends its call to Slack and records it', async (_, signals) => {
    const bot = await start();
    const post = await cardOnItsWay();

    for (const signal of signals) {
      bot.signal(signal);
      await bot.says('"msg":"stopping"');
      // Two at once would be one to the system: what is asked after a signal is answered after it was taken.
      expect(await slack.person('Ben').command('team-sales', 'help')).toMatchObject({ status: 200 });
    }
    post();
    const { code, ms } = await endOf(bot);

    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
    expect(cards()).toHaveLength(1);
    expect(await states()).toContain('posted');
    expect(await states()).not.toContain('sending');
    expect(await states()).not.toContain('unknown');
    expect(bot.said()).toContain('"msg":"stopped"');
  });

  testOnServer('leaves what it has not begun to the next process', async () => {
    const bot = await start();
    const post = await cardOnItsWay();
    bot.signal('SIGTERM');
    await bot.says('"msg":"stopping"');
    post();
    await bot.ended;
    slack.faults.clear();
    expect(sessionIn({ platform: slack }).thread()).toEqual([]);

    await start();
    await slack.until(() => sessionIn({ platform: slack }).findPrompt(1), {
      because: 'the next process goes on',
    });

    expect(cards()).toHaveLength(1);
    expect(sessionIn({ platform: slack }).thread()).toHaveLength(1);
  });

  testOnServer('answers who presses meanwhile, and refuses at once when it has gone', async () => {
    const bot = await start();
    const post = await cardOnItsWay();
    const [ben, caro] = [slack.person('Ben'), slack.person('Caro')];

    bot.signal('SIGTERM');
    await bot.says('"msg":"stopping"');
    const meanwhile = await ben.command('team-sales', 'help');
    post();
    await bot.ended;
    const { result: afterwards, tookMs } = await withStandstill(() => caro.command('team-sales', 'help'));

    expect(meanwhile).toMatchObject({ status: 200 });
    expect(afterwards.status).toBe(0);
    expect(tookMs).toBeLessThan(1_000);
    expect(caro.errors).toHaveLength(1);
  });

  testOnServer(
    'ends all the same where a call cannot be recorded, and the next process settles it',
    async () => {
      const bot = await start();
      const post = await cardOnItsWay();
      proxy.freeze();
      bot.signal('SIGTERM');
      post();
      const { code, ms } = await endOf(bot);
      expect(code).toBe(0);
      expect(ms).toBeLessThan(7_000);
      expect(await states()).toContain('sending');

      await proxy.heal();
      slack.faults.clear();
      await start();
      // What was frozen may have got through after all; else it is found by a look.
      const isSettled = async () =>
        (await states()).every((state) => state !== 'sending' && state !== 'unknown');
      while (!(await isSettled()));

      expect(cards()).toHaveLength(1);
    },
  );

  testOnServer('ends in Socket Mode, too', async () => {
    const bot = await start('socket');
    const post = await cardOnItsWay();

    bot.signal('SIGTERM');
    await bot.says('"msg":"stopping"');
    post();
    const { code, ms } = await endOf(bot);

    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
    expect(await states()).not.toContain('sending');
    await slack.until(() => slack.openSockets === 0, { because: 'its connection is closed' });
  });
});
