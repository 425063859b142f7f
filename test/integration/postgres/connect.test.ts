import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect } from '../../../src/postgres/connect.ts';
import { begin, transacted } from '../../../src/postgres/transacted.ts';
import { testOnServer } from '../../support/database.ts';

/** A message of PostgreSQL's protocol: its letter, its length, what it says. */
const message = (letter: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(letter), length, body]);
};
const authenticated = message('R', Buffer.alloc(4));
const ready = message('Z', Buffer.from('I'));
const terminated = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
);

let server: Server;

beforeEach(async () => {
  // The session is ended as it begins, and the news of both come in one piece.
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([authenticated, ready, terminated])));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

test('a connection that is ended in the moment in which it is up fails, and ends no process', async () => {
  const { port } = server.address() as AddressInfo;
  const pool = connect({
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    server: 'real',
    onError: () => {},
  });
  const asked = transacted(pool, [begin], (client) => client.query('select 1'));
  await expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  await pool.end();
});

testOnServer('a server compiles no plan for a connection of the bot, and makes none anew', async () => {
  const pool = connect({
    connectionString: process.env.TEST_DATABASE_URL!,
    server: 'real',
    onError: () => {},
  });
  const { rows } = await pool.query(
    `select current_setting('jit') as jit, current_setting('plan_cache_mode') as plans`,
  );
  await pool.end();
  expect(rows).toEqual([{ jit: 'off', plans: 'force_generic_plan' }]);
});
