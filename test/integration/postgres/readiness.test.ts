import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { connect } from '../../../src/postgres/connect.ts';
import { databaseReadiness } from '../../../src/postgres/readiness.ts';
import { createSystemClocks } from '../../../src/timer/clock.ts';
import { databaseTimeoutMs, startDatabase } from '../../support/database.ts';
import { withStandstill } from '../../support/standstill.ts';

const { machine } = createSystemClocks(() => {});
const poolAt = (port: number): Pool =>
  connect({
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    server: 'real',
    onError: () => {},
  });

describe('a database is', () => {
  test(
    'ready when it answers and is up to date',
    async () => {
      const database = await startDatabase();
      expect(await databaseReadiness(database.pool, machine)).toBe('ok');
      await database.pool.query('drop table schema_migrations');
      expect(await databaseReadiness(database.pool, machine)).toBe('not-migrated');
      await database.stop();
    },
    databaseTimeoutMs,
  );

  test('not ready where nobody listens', async () => {
    const pool = poolAt(1);
    expect(await databaseReadiness(pool, machine)).toBe('unreachable');
    await pool.end();
  });

  test('not ready where nobody answers, which is known after a second', async () => {
    const held: Socket[] = [];
    const mute = createServer((socket) => held.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const pool = poolAt((mute.address() as AddressInfo).port);
    const { result, tookMs, stoodStillMs } = await withStandstill(() => databaseReadiness(pool, machine));
    expect(result).toBe('no-answer');
    expect(tookMs + stoodStillMs).toBeGreaterThanOrEqual(990);
    expect(tookMs).toBeLessThan(2_000);
    for (const socket of held) socket.destroy();
    mute.close();
    await pool.end();
  });
});
