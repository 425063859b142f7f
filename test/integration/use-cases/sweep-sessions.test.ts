import { expect, test } from '@jest/globals';
import { mostInARound, sweepSessions } from '../../../src/use-cases/sweep-sessions.ts';
import { berlin, type ChannelOnDatabase, channelForEachTest } from '../../support/channel-on-database.ts';
import { id } from '../postgres/samples.ts';

let channel: ChannelOnDatabase;
channelForEachTest((opened) => {
  channel = opened;
});

test('more sessions than a round holds begin in one sweep, and what they owe need not wait for the last of them', async () => {
  const series = await channel.plan({ kind: 'single', cadence: { kind: 'once' } });
  const [planned] = await channel.sessionsOf(series);
  const { facts, session } = planned!;
  await channel.stores(({ sessions }) =>
    Promise.all(
      Array.from({ length: mostInARound }, (_, number) =>
        sessions.add({ ...facts, id: id(1_000 + number), ordinal: number + 2 }, session),
      ),
    ),
  );
  channel.setNow(berlin('2026-12-01', '09:50'));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  let rounds = 0;

  await sweepSessions(channel.context, log, () => {
    rounds += 1;
  });

  expect(rounds).toBe(2);
  await expect(channel.context.due.dueSessions(channel.context.now(), 1)).resolves.toEqual([]);
});
