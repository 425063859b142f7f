import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Bot } from '../../src/app.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import type { Fault } from '../../src/sandbox/teams/control.ts';
import { workspaceOf } from '../../src/slack/read-caller.ts';
import { askHealth } from '../support/ask-health.ts';
import { begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { type AnyWorld, besidesNews, newForEachTest } from '../support/world.ts';

const world = newForEachTest((database) => openTeamsWorld(database, { withBot: false }), true);
const errors = () => besidesNews(world().log).filter(({ level }) => level === 'error');
let slack: LocalSlack;
const credentials = { botToken: 'xoxb-beside-teams', signingSecret: 'only-for-the-local-slack' };
const slackSettings = () => ({ mode: 'http', ...credentials, apiUrl: slack.apiUrl }) as const;
/** The same process, seen from Slack. */
const onSlack = (): AnyWorld<LocalSlack> => ({
  ...world(),
  platform: slack,
  noticed: async () => {
    await slack.eventsDelivered();
    await world().settled();
  },
});

beforeEach(async () => {
  slack = await startLocalSlack({ now: world().clock.now, ...credentials });
});
afterEach(() => slack.stop());

describe('One process for Slack and Teams', () => {
  let bot: Bot;
  beforeEach(async () => {
    bot = await world().addBot({ slack: slackSettings() });
    slack.connect(bot.requestUrls.slack!);
  });

  test('takes what people do at one port, and says of each platform whether it is well', async () => {
    const ports = Object.values(bot.requestUrls).map((url) => new URL(url).port);
    expect(ports).toEqual([String(bot.port), String(bot.port)]);
    expect(await askHealth(bot.port, '/readyz')).toMatchObject({
      status: 200,
      body: { checks: { process: 'ok', database: 'ok', slack: 'ok', connection: 'ok', teams: 'ok' } },
    });
  });

  test('holds a session on each at the same time, in the words of each, and mixes nothing up', async () => {
    await planned(onSlack(), 'Ben');
    await begun(world(), 'Ben', 'Caro');
    for (const one of [onSlack(), world()]) {
      const session = sessionIn(one);
      expect(session.prompt(1).plainText).toContain('how many warning signs');
      expect(session.desk().plainText).toContain('1 · Active start');
    }
    expect(sessionIn(onSlack()).prompt(1).mentions).toHaveLength(1);
    expect(sessionIn(world()).prompt(1).mentions).toHaveLength(2);
    await slack.person('Ben').command('team-sales', 'help');
    await slack.until(() =>
      slack
        .person('Ben')
        .sees('team-sales')
        .some(({ text }) => text.includes('/microtraining schedule')),
    );
    const { text } = await world().platform.person('Ben').command('team-sales', 'help');
    expect(text).toContain('@Microtraining schedule');
    const { rows } = await world().database.pool.query(
      `select workspace_id as workspace, platform, count(*)::integer as people from workspaces
       join participants using (workspace_id) group by workspace_id, platform order by platform`,
    );
    expect(errors()).toEqual([]);
    expect(rows).toEqual([
      { workspace: workspaceOf(slack.teamId), platform: 'slack', people: 1 },
      { workspace: world().workspace, platform: 'teams', people: 2 },
    ]);
  });

  test('that Slack lets in no more goes on in Teams', async () => {
    slack.faults.always('*', { kind: 'error', when: 'before', code: 'token_revoked' });
    await slack
      .person('Ben')
      .command('team-sales', 'list')
      .catch(() => {});
    await begun(world(), 'Ben');
    expect(sessionIn(world()).prompt(1).plainText).toContain('1 ·');
    expect(await askHealth(bot.port, '/readyz')).toMatchObject({
      status: 503,
      body: { checks: { slack: 'token_revoked', teams: 'ok' } },
    });
  });
});

test('What a process has no credentials for is posted by none of its platforms, and waits for one that has them', async () => {
  const first = await world().addBot();
  await planned(world(), 'Ben');
  await world().dropBot(first);
  const other = await world().addBot({ slack: slackSettings(), teams: undefined });
  expect(other.requestUrls.teams).toBeUndefined();
  world().clock.moveTo(new Date('2026-12-01T09:50:00+01:00'));
  await other.tick();
  expect(sessionIn(world()).findCard()).toBeUndefined();
  expect(slack.channels.flatMap(({ messages }) => messages)).toEqual([]);
  const { rows } = await world().database.pool.query(
    `select state, attempt, retry_at from deliveries where kind = 'card'`,
  );
  expect(rows).toEqual([{ state: 'planned', attempt: 0, retry_at: null }]);
  const third = await world().addBot();
  await third.tick();
  expect(sessionIn(world()).findCard()).toBeDefined();
});

test('A secret that Microsoft refuses is named before anything begins', async () => {
  world().teams.faults.always('token', {
    kind: 'error',
    when: 'before',
    status: 401,
    code: 'invalid_client',
  });
  await expect(world().addBot()).rejects.toMatchObject({ part: 'teams', code: 'http_401' });
});

test.each<[Fault, string]>([
  [{ kind: 'reset', when: 'before' }, 'unreachable'],
  [{ kind: 'garbage', when: 'before' }, 'not-the-login'],
  [{ kind: '5xx', when: 'before' }, 'out-of-order'],
])('A login service that fails is named, too: %j', async (fault, code) => {
  world().teams.faults.always('token', fault);
  await expect(world().addBot()).rejects.toMatchObject({ part: 'teams', code });
});
