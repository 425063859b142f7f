import { describe, expect } from '@jest/globals';
import { Client } from 'pg';
import { reportOf } from '../support/delivery-report.ts';
import { type OwnPostgres, startOwnPostgres, testOnOwnPostgres } from '../support/own-postgres.ts';
import { begun } from '../support/session-in-channel.ts';
import { notSaved, troubledBotForEachTest } from '../support/troubled-bot.ts';
import { news, people } from '../support/world.ts';

let server: OwnPostgres;
const present = troubledBotForEachTest('http', async () => {
  server = await startOwnPostgres(['max_connections = 40']);
  return server;
});

/** Takes every connection that the server has left. */
const takeConnections = async (): Promise<{ leave(): Promise<void> }> => {
  const taken: Client[] = [];
  for (;;) {
    const client = new Client({ connectionString: server.url });
    client.on('error', () => {});
    try {
      await client.connect();
    } catch (fault) {
      expect(fault).toMatchObject({ code: '53300' });
      return { leave: async () => void (await Promise.all(taken.map((one) => one.end()))) };
    }
    taken.push(client);
  }
};

describe('a bot whose PostgreSQL (one of the test’s own, with TEST_DATABASE_URL)', () => {
  testOnOwnPostgres(
    'crashes while a phase changes says so, and goes on by itself when it is back',
    async () => {
      const { world, session, strike, comes, moveTo, answerTo, firstWords, logged, says } = present();
      const [ben] = people(world, 'Ben');
      await begun(world, 'Ben', 'Caro', 'Dev');

      const stopped = server.stopAtOnce();
      strike('10:03');
      await stopped;
      await says(news.away);
      expect(await answerTo(ben, '4', session.prompt(1))).toBe(notSaved);

      await server.start();
      const startedAt = performance.now();
      await comes(2);
      await says(news.back);
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      await moveTo('10:09');

      expect(firstWords()).toEqual(['1', '2', '3']);
      expect(logged('error').filter((text) => text === news.away)).toHaveLength(1);
    },
  );

  testOnOwnPostgres(
    'crashes and comes back while a message is on its way records that it was posted',
    async () => {
      const { world, strike, ask, firstWords } = present();
      await begun(world, 'Ben', 'Caro', 'Dev');
      world.slack.faults.slow('chat.postMessage', 1_500);

      strike('10:03');
      for (let onTheWay = 0; onTheWay === 0; ) {
        onTheWay = (await ask(`select from deliveries where state = 'sending'`)).length;
      }
      await server.stopAtOnce();
      await server.start();
      await world.settled();

      expect(firstWords()).toEqual(['1', '2']);
      expect(await reportOf(world)).toMatchObject({
        due: 0,
        unknown: [],
      });
    },
  );

  testOnOwnPostgres('has no connection left says so, and goes on when it has', async () => {
    const { world, proxy, session, answerTo, strike, comes, firstWords, says } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');

    await proxy.refuse();
    const connections = await takeConnections();
    await proxy.heal();
    expect(await answerTo(ben, '4', session.prompt(1))).toBe(notSaved);
    await says(news.away);
    await connections.leave();

    expect(await answerTo(ben, '4', session.prompt(1))).toContain('Saved: 4.');
    strike('10:03');
    await comes(2);
    expect(firstWords()).toEqual(['1', '2']);
  });
});
