import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { By } from '../../../src/use-cases/context.ts';
import type { Series } from '../../../src/use-cases/ports.ts';
import { recordAnswer } from '../../../src/use-cases/record-answer.ts';
import { signUpForSeries, signUpForSession } from '../../../src/use-cases/sign-up.ts';
import { berlin, type ChannelOnDatabase, channelForEachTest } from '../../support/channel-on-database.ts';

let channel: ChannelOnDatabase;
let series: Series;
let id: string;
channelForEachTest(async (opened) => {
  channel = opened;
  series = await channel.plan();
  id = (await channel.sessionsOf(series))[0]!.facts.id;
});

/** Ben, who pressed at that time. */
const benAt = (time: string): By => ({
  ...channel.by('U-BEN'),
  pressedAt: berlin('2026-11-30', time),
  requestId: randomUUID(),
});
const isIn = () => channel.stores(({ participants }) => participants.isIn(id, 'U-BEN'));
const peopleIn = () => channel.stores(async ({ sessions }) => (await sessions.get(id)).session.peopleIn);

describe('presses that arrive the other way round', () => {
  test("I'm in, and then Not this time: they are out", async () => {
    await signUpForSession(channel.context, benAt('09:05'), id, false);
    await signUpForSession(channel.context, benAt('09:04'), id, true);

    await expect(isIn()).resolves.toBe(false);
    await expect(peopleIn()).resolves.toBe(0);
  });

  test("Not this time, and then I'm in: they are in", async () => {
    await signUpForSession(channel.context, benAt('09:03'), id, true);
    await signUpForSession(channel.context, benAt('09:05'), id, true);
    await signUpForSession(channel.context, benAt('09:04'), id, false);

    await expect(isIn()).resolves.toBe(true);
    await expect(peopleIn()).resolves.toBe(1);
  });

  test("Count me in, and then Don't call me: they are called for nothing", async () => {
    await signUpForSeries(channel.context, benAt('09:05'), series.id, 'none');
    await signUpForSeries(channel.context, benAt('09:04'), series.id, 'all');

    await expect(isIn()).resolves.toBe(false);
    await expect(channel.stores(({ series: all }) => all.signedUp(series.id))).resolves.toEqual([]);
  });

  test('an answer, and then Not this time: the answer stands, and they are out', async () => {
    await signUpForSession(channel.context, channel.by('U-CARO'), id, true);
    for (const time of ['09:50', '10:00']) {
      channel.setNow(berlin('2026-12-01', time));
      await channel.sweep();
    }
    await signUpForSession(channel.context, benAt('09:05'), id, false);
    await recordAnswer(channel.context, benAt('09:04'), id, 'warm-up', { kind: 'choice', option: 1 });

    await expect(isIn()).resolves.toBe(false);
    await expect(channel.stores(({ answers }) => answers.of(id))).resolves.toHaveLength(1);
  });
});
