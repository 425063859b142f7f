import { describe, expect, test } from '@jest/globals';
import { askHealth } from '../support/ask-health.ts';
import { begun } from '../support/session-in-channel.ts';
import { openWorld, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest({ withBot: false, mayLogErrors: true });
const allOk = { process: 'ok', database: 'ok', slack: 'ok', connection: 'ok' };
const portOf = (url: string | undefined) => new URL(url!).port;

describe('a bot', () => {
  test('that can work says so to whoever runs it, and keeps nobody from asking again', async () => {
    const { port } = await world().addBot();

    const lives = await askHealth(port, '/healthz');
    const ready = await askHealth(port, '/readyz');

    expect(lives).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(ready).toMatchObject({ status: 200, body: { status: 'ready', checks: allOk } });
    for (const { headers } of [lives, ready]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-type')).toBe('application/json');
    }
  });

  test('whose database is not up to date is not ready, and is again when it is', async () => {
    const { port } = await world().addBot();
    const { pool } = world().database;
    await pool.query('alter table schema_migrations rename to elsewhere');
    try {
      expect(await askHealth(port, '/readyz')).toMatchObject({
        status: 503,
        body: { status: 'not-ready', checks: { ...allOk, database: 'not-migrated' } },
      });
      expect(await askHealth(port, '/healthz')).toMatchObject({ status: 200 });
    } finally {
      await pool.query('alter table elsewhere rename to schema_migrations');
    }
    expect(await askHealth(port, '/readyz')).toMatchObject({ status: 200 });
  });

  test('that lost its connection of Socket Mode is not ready until it has another', async () => {
    const socketWorld = await openWorld(world().database, { mode: 'socket', withBot: false });
    const { slack } = socketWorld;
    try {
      const { port } = await socketWorld.addBot();
      expect(await askHealth(port, '/readyz')).toMatchObject({ status: 200 });

      slack.faults.always('apps.connections.open', { kind: '5xx', when: 'before' });
      slack.dropSockets();
      await slack.until(() => slack.openSockets === 0);
      const asked = () => slack.traffic.filter(({ name }) => name === 'apps.connections.open').length;
      const before = asked();
      await slack.until(() => asked() > before);
      expect(await askHealth(port, '/readyz')).toMatchObject({
        status: 503,
        body: { checks: { ...allOk, connection: 'closed' } },
      });

      slack.faults.clear();
      await slack.until(() => slack.openSockets === 1);
      // The bot learns of its connection a little later.
      while ((await askHealth(port, '/readyz')).status !== 200);
    } finally {
      await socketWorld.stop();
    }
  });

  test('that is to stop takes no new work, but lives until it has done what it holds', async () => {
    const bot = await world().addProcess();
    const port = portOf(bot.requestUrls.slack);
    await begun(world(), 'Ben');
    const { slack } = world();
    const called = Promise.withResolvers<void>();
    slack.faults.always('chat.postMessage', { kind: 'hang', when: 'before' }, () => {
      called.resolve();
      return true;
    });
    const posts = () => slack.traffic.filter(({ name }) => name === 'chat.postMessage').length;
    const before = posts();
    world().clock.moveTo(new Date('2026-12-01T10:03:00+01:00'));
    await called.promise;

    const stopped = bot.stop();
    let ready = await askHealth(port, '/readyz');
    while (ready.status === 200) ready = await askHealth(port, '/readyz');

    expect(ready).toMatchObject({ status: 503, body: { checks: { ...allOk, process: 'stopping' } } });
    expect(await askHealth(port, '/healthz')).toMatchObject({ status: 200 });
    await stopped;
    expect(posts()).toBe(before + 1);
    await expect(askHealth(port, '/healthz')).rejects.toThrow('fetch failed');
  });
});
