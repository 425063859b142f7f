import { describe, expect, test } from '@jest/globals';
import type { Context } from '../../../src/use-cases/context.ts';
import { crowdAt } from '../../../src/use-cases/start-budget.ts';
import {
  berlin,
  type ChannelOnDatabase,
  channelForEachTest,
  shown,
} from '../../support/channel-on-database.ts';

let channel: ChannelOnDatabase;
let context: Context;
channelForEachTest((opened) => {
  channel = opened;
  context = { ...channel.context, startsPerMinute: 2 };
});

/** Single sessions on Tuesday, 1 December, one after the other in as many channels. */
const planAt = async (...times: string[]) => {
  for (const localTime of times) {
    await channel.plan({ kind: 'single', localTime, cadence: { kind: 'once' } });
  }
};

const crowd = (...dates: Date[]) => channel.stores((stores) => crowdAt(context, stores, dates));

describe('the starts of one minute in a workspace', () => {
  test('are kept as long as the platform lets the bot post for them', async () => {
    await planAt('10:00');
    expect(await crowd(berlin('2026-12-01', '10:00'))).toBeUndefined();
  });

  test('are full then, and the next free minutes are offered', async () => {
    await planAt('10:00', '10:00', '10:02', '10:02');
    const found = await crowd(berlin('2026-12-01', '10:00'));
    expect(found?.most).toBe(2);
    expect(found?.free.map(shown)).toEqual(['Tue 1 Dec 10:01', 'Tue 1 Dec 10:03', 'Tue 1 Dec 10:04']);
  });

  test('of another minute do not matter', async () => {
    await planAt('10:01', '10:01');
    expect(await crowd(berlin('2026-12-01', '10:00'))).toBeUndefined();
  });

  test('have to be free on every date of a series', async () => {
    await planAt('10:00', '10:00');
    await channel.plan({
      kind: 'single',
      firstDate: '2026-12-03',
      localTime: '10:01',
      cadence: { kind: 'once' },
    });
    await channel.plan({
      kind: 'single',
      firstDate: '2026-12-03',
      localTime: '10:01',
      cadence: { kind: 'once' },
    });
    const found = await crowd(berlin('2026-12-01', '10:00'), berlin('2026-12-03', '10:00'));
    expect(found?.free.map(shown)).toEqual(['Tue 1 Dec 10:02', 'Tue 1 Dec 10:03', 'Tue 1 Dec 10:04']);
  });
});
