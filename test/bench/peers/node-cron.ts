import { schedule } from 'node-cron';
import { Pool } from 'pg';
import { serve } from '../serve.ts';
import { createPost, type PeerDeeds } from './peer.ts';

/** As it is commonly done: a table of what is planned, and at each start one task for each row that is still to come. */
const deeds: PeerDeeds = {
  plan: async ({ databaseUrl, jobs }) => {
    const pool = new Pool({ connectionString: databaseUrl });
    await pool.query(
      'create table jobs (channel text primary key, due_at timestamptz not null, done boolean not null)',
    );
    await pool.query('insert into jobs select *, false from unnest($1::text[], $2::timestamptz[])', [
      jobs.map(({ channel }) => channel),
      jobs.map(({ dueAt }) => new Date(dueAt)),
    ]);
    await pool.end();
  },

  work: async ({ databaseUrl, apiUrl }) => {
    const post = createPost(apiUrl);
    const pool = new Pool({ connectionString: databaseUrl });
    pool.on('error', () => {});
    const { rows } = await pool.query<{ channel: string; due_at: Date }>(
      'select channel, due_at from jobs where not done and due_at > now()',
    );
    for (const { channel, due_at } of rows) {
      const task = schedule(
        patternOf(due_at),
        async () => {
          await task.destroy();
          await post(channel);
          await pool.query('update jobs set done = true where channel = $1', [channel]);
        },
        { timezone: 'UTC' },
      );
    }
  },
};
serve(deeds);

/** Second, minute, hour, day and month of an instant, as cron writes them. */
const patternOf = (instant: Date): string =>
  [
    instant.getUTCSeconds(),
    instant.getUTCMinutes(),
    instant.getUTCHours(),
    instant.getUTCDate(),
    instant.getUTCMonth() + 1,
    '*',
  ].join(' ');
