import { describe, expect, test } from '@jest/globals';
import { endSeries, pauseSeries, resumeSeries, skipDate } from '../../../src/use-cases/change-series.ts';
import type { By } from '../../../src/use-cases/context.ts';
import { controlSession } from '../../../src/use-cases/control-session.ts';
import { moveSession } from '../../../src/use-cases/move-session.ts';
import type { Series } from '../../../src/use-cases/ports.ts';
import {
  berlin,
  type ChannelOnDatabase,
  channelForEachTest,
  channelId,
  shown,
} from '../../support/channel-on-database.ts';
import { testOnServer } from '../../support/database.ts';

let channel: ChannelOnDatabase;

channelForEachTest((opened) => {
  channel = opened;
});

const ana = () => channel.by('U-ANA');
const ben = () => channel.by('U-BEN');
const idOf = async (series: Series, ordinal: number): Promise<string> =>
  (await channel.sessionsOf(series))[ordinal - 1]!.facts.id;
const cancel = (id: string) =>
  controlSession(channel.context, ana(), id, () => ({
    type: 'cancel',
    memberId: 'U-ANA',
    now: channel.context.now(),
  }));
const skipOn = (date: string, by: By, id: string) => skipDate(channel.context, by, id, date);
const statuses = async (series: Series): Promise<string[]> =>
  (await channel.sessionsOf(series)).map(({ session }) =>
    session.status === 'closed' ? session.reason : session.status,
  );
const planned = [
  'Tue 1 Dec 10:00 Why us, why mail?',
  'Thu 3 Dec 10:00 Spot the phish',
  'Tue 8 Dec 10:00 What happened here?',
  'Thu 10 Dec 10:00 I clicked, what now?',
];
const endless = {
  kind: 'continuous',
  cadence: { kind: 'continuous', everyWeeks: 1, days: [2, 4] },
} as const satisfies Partial<Series>;

describe('to skip a date', () => {
  test('moves this session and those after it one meeting later', async () => {
    const series = await channel.plan();
    expect(await channel.coming(series)).toEqual(planned);
    const skipped = await skipOn('2026-12-03', ana(), await idOf(series, 2));
    expect(skipped).toMatchObject({
      done: {
        title: 'Spot the phish',
        skipped: berlin('2026-12-03', '10:00'),
        startsAt: berlin('2026-12-08', '10:00'),
      },
    });
    expect(await channel.coming(series)).toEqual([
      'Tue 1 Dec 10:00 Why us, why mail?',
      'Tue 8 Dec 10:00 Spot the phish',
      'Thu 10 Dec 10:00 What happened here?',
      'Tue 15 Dec 10:00 I clicked, what now?',
    ]);
    const { skipDates } = await channel.stores(({ series: all }) => all.get(series.id));
    expect(skipDates).toEqual([{ from: '2026-12-03', to: '2026-12-03' }]);
  });

  test('takes over a place that was moved, and leaves out skip dates and what is taken', async () => {
    const series = await channel.plan();
    await moveSession(channel.context, ana(), await idOf(series, 3), () => berlin('2026-12-09', '11:00'));
    const before = await channel.stores(({ settings }) => settings.get(channelId));
    const skipDates = [{ from: '2026-12-14', to: '2026-12-16' }];
    await channel.stores(({ settings }) =>
      settings.save(channelId, { ...before, skipDates }, channel.context.now()),
    );
    await channel.plan({
      kind: 'single',
      firstDate: '2026-12-17',
      localTime: '09:50',
      cadence: { kind: 'once' },
    });
    await skipOn('2026-12-03', ana(), await idOf(series, 2));
    expect(await channel.coming(series)).toEqual([
      'Tue 1 Dec 10:00 Why us, why mail?',
      'Wed 9 Dec 11:00 Spot the phish',
      'Thu 10 Dec 10:00 What happened here?',
      'Tue 22 Dec 10:00 I clicked, what now?',
    ]);
  });

  test('pressed twice skips once', async () => {
    const series = await channel.plan();
    const id = await idOf(series, 2);
    await skipOn('2026-12-03', ana(), id);
    await expect(skipOn('2026-12-03', ana(), id)).resolves.toEqual({ refusal: 'date-changed' });
  });

  test('is for those who lead or planned the series', async () => {
    const series = await channel.plan();
    const id = await idOf(series, 2);
    await expect(skipOn('2026-12-03', ben(), id)).resolves.toEqual({ refusal: 'not-your-series' });
    const led = await channel.plan({ coLeadId: 'U-BEN', firstDate: '2027-01-05' });
    await expect(skipOn('2027-01-05', ben(), await idOf(led, 1))).resolves.toHaveProperty('done');
  });

  test('is refused where there is none to take: begun, cancelled, single, paused', async () => {
    const series = await channel.plan();
    const [begun, cancelled] = [await idOf(series, 1), await idOf(series, 2)];
    await cancel(cancelled);
    await expect(skipOn('2026-12-03', ana(), cancelled)).resolves.toEqual({ refusal: 'cancelled' });
    const single = await channel.plan({ kind: 'single', firstDate: '2026-12-04', cadence: { kind: 'once' } });
    await expect(skipOn('2026-12-04', ana(), await idOf(single, 1))).resolves.toEqual({
      refusal: 'no-next-date',
    });
    channel.setNow(berlin('2026-12-01', '10:10'));
    await expect(skipOn('2026-12-01', ana(), begun)).resolves.toEqual({ refusal: 'session-over' });
    await pauseSeries(channel.context, ana(), series.id);
    await expect(skipOn('2026-12-08', ana(), await idOf(series, 3))).resolves.toEqual({
      refusal: 'series-paused',
    });
  });
});

describe('to cancel a session', () => {
  test('leaves its content out, and moves nothing', async () => {
    const series = await channel.plan();
    await cancel(await idOf(series, 2));
    expect(await channel.coming(series)).toEqual(planned.filter((_, index) => index !== 1));
    expect(await statuses(series)).toEqual(['planned', 'cancelled', 'planned', 'planned']);
  });
});

describe('to move a session', () => {
  test('is refused where something else is on, with the next free time', async () => {
    const series = await channel.plan();
    const id = await idOf(series, 1);
    const moved = await moveSession(channel.context, ana(), id, () => berlin('2026-12-03', '10:05'));
    expect(moved.clash).toEqual({ title: 'Spot the phish', freeAt: berlin('2026-12-03', '10:15') });
    expect(await channel.coming(series)).toEqual(planned);
    // Its own time is no obstacle.
    await moveSession(channel.context, ana(), id, () => berlin('2026-12-01', '10:05'));
    expect((await channel.coming(series))[0]).toBe('Tue 1 Dec 10:05 Why us, why mail?');
  });

  test('is for its lead', async () => {
    const series = await channel.plan();
    const moved = moveSession(channel.context, ben(), await idOf(series, 1), () =>
      berlin('2026-12-02', '10:00'),
    );
    await expect(moved).resolves.toMatchObject({ refusal: 'not-yours' });
  });
});

describe('a paused series', () => {
  test('has nothing due, and gets the next dates when it is resumed', async () => {
    const series = await channel.plan();
    await expect(pauseSeries(channel.context, ana(), series.id)).resolves.toMatchObject({
      done: { held: 4 },
    });
    expect(await channel.coming(series)).toEqual([]);
    await expect(channel.context.due.nextSessionDueAt()).resolves.toBeUndefined();
    await expect(pauseSeries(channel.context, ana(), series.id)).resolves.toEqual({
      refusal: 'series-paused',
    });

    channel.setNow(berlin('2026-12-16', '12:00'));
    await channel.sweep();
    await channel.plan({ kind: 'single', firstDate: '2026-12-17', cadence: { kind: 'once' } });
    const resumed = await resumeSeries(channel.context, ana(), series.id);
    expect(resumed).toMatchObject({ done: { nextAt: berlin('2026-12-22', '10:00') } });
    expect(await channel.coming(series)).toEqual([
      'Tue 22 Dec 10:00 Why us, why mail?',
      'Thu 24 Dec 10:00 Spot the phish',
      'Tue 29 Dec 10:00 What happened here?',
      'Thu 31 Dec 10:00 I clicked, what now?',
    ]);
    await expect(resumeSeries(channel.context, ana(), series.id)).resolves.toEqual({
      refusal: 'not-on-hold',
    });
  });

  test('leaves its times to others', async () => {
    const series = await channel.plan();
    const other = await channel.plan({ kind: 'single', firstDate: '2026-12-02', cadence: { kind: 'once' } });
    await pauseSeries(channel.context, ana(), series.id);
    const { clash } = await moveSession(channel.context, ana(), await idOf(other, 1), () =>
      berlin('2026-12-03', '10:00'),
    );
    expect(clash).toBeUndefined();
  });
});

describe('to end a series', () => {
  test('cancels what is planned and keeps what was held', async () => {
    const series = await channel.plan();
    channel.setNow(berlin('2026-12-01', '10:10'));
    await channel.sweep();
    await expect(endSeries(channel.context, ben(), series.id)).resolves.toEqual({
      refusal: 'not-your-series',
    });
    await expect(endSeries(channel.context, ana(), series.id)).resolves.toMatchObject({
      done: { cancelled: 3 },
    });
    expect(await statuses(series)).toEqual(['missed', 'cancelled', 'cancelled', 'cancelled']);
    await expect(endSeries(channel.context, ana(), series.id)).resolves.toEqual({ refusal: 'series-ended' });
    await expect(resumeSeries(channel.context, ana(), series.id)).resolves.toEqual({
      refusal: 'series-ended',
    });
  });

  test('ends a continuous one, too', async () => {
    const series = await channel.plan(endless);
    await endSeries(channel.context, ana(), series.id);
    expect(await statuses(series)).toEqual(Array.from({ length: 5 }, () => 'cancelled'));
  });
});

describe('a continuous series', () => {
  const dates = async (series: Series) =>
    (await channel.sessionsOf(series))
      .filter(({ session }) => session.status === 'planned')
      .map(({ session }) => shown(session.plan.startsAt));

  test('plans the next one when one is missed, and begins its contents anew', async () => {
    const series = await channel.plan(endless);
    await channel.stores(({ series: all }) => all.signUp(series.id, 'U-BEN', 'all', channel.context.now()));
    for (const day of ['2026-12-01', '2026-12-03', '2026-12-08']) {
      channel.setNow(berlin(day, '10:10'));
      await channel.sweep();
    }
    const sessions = await channel.sessionsOf(series);
    expect(sessions.map(({ facts }) => [facts.ordinal, facts.title])).toEqual([
      [1, 'Why us, why mail?'],
      [2, 'Spot the phish'],
      [3, 'What happened here?'],
      [4, 'I clicked, what now?'],
      [5, sessions[4]!.facts.title],
      [6, sessions[5]!.facts.title],
      [7, 'Why us, why mail?'],
      [8, 'Spot the phish'],
    ]);
    expect(await dates(series)).toEqual([
      'Thu 10 Dec 10:00',
      'Tue 15 Dec 10:00',
      'Thu 17 Dec 10:00',
      'Tue 22 Dec 10:00',
      'Thu 24 Dec 10:00',
    ]);
    expect(sessions[7]!.session.peopleIn).toBe(1);
    await expect(
      channel.stores(({ participants }) => participants.isIn(sessions[7]!.facts.id, 'U-BEN')),
    ).resolves.toBe(true);
  });

  test('plans another when one is cancelled, not in its place', async () => {
    const series = await channel.plan(endless);
    await cancel(await idOf(series, 5));
    expect(await dates(series)).toEqual([
      'Tue 1 Dec 10:00',
      'Thu 3 Dec 10:00',
      'Tue 8 Dec 10:00',
      'Thu 10 Dec 10:00',
      'Thu 17 Dec 10:00',
    ]);
  });

  test('leaves out skip dates, its own and the channel’s', async () => {
    const series = await channel.plan({ ...endless, skipDates: [{ from: '2026-12-17', to: '2026-12-17' }] });
    const settings = await channel.stores(({ settings: all }) => all.get(channelId));
    const skipDates = [{ from: '2026-12-21', to: '2027-01-06' }];
    await channel.stores(({ settings: all }) =>
      all.save(channelId, { ...settings, skipDates }, channel.context.now()),
    );
    channel.setNow(berlin('2026-12-01', '10:10'));
    await channel.sweep();
    expect((await dates(series)).at(-1)).toBe('Thu 7 Jan 10:00');
  });

  test('has five to come again after weeks without anybody there', async () => {
    const series = await channel.plan(endless);
    channel.setNow(berlin('2027-01-20', '12:00'));
    await channel.sweep();
    expect(await dates(series)).toEqual([
      'Thu 21 Jan 10:00',
      'Tue 26 Jan 10:00',
      'Thu 28 Jan 10:00',
      'Tue 2 Feb 10:00',
      'Thu 4 Feb 10:00',
    ]);
  });

  test('has five to come after a skip, a pause and a resume', async () => {
    const series = await channel.plan(endless);
    await skipOn('2026-12-01', ana(), await idOf(series, 1));
    expect(await dates(series)).toEqual([
      'Thu 3 Dec 10:00',
      'Tue 8 Dec 10:00',
      'Thu 10 Dec 10:00',
      'Tue 15 Dec 10:00',
      'Thu 17 Dec 10:00',
    ]);
    await pauseSeries(channel.context, ana(), series.id);
    channel.setNow(berlin('2026-12-20', '12:00'));
    await channel.sweep();
    await resumeSeries(channel.context, ana(), series.id);
    expect((await dates(series))[0]).toBe('Tue 22 Dec 10:00');
    expect(await dates(series)).toHaveLength(5);
  });

  testOnServer(
    'has five to come however many processes sweep, and none when it is ended meanwhile',
    async () => {
      const series = await channel.plan(endless);
      channel.setNow(berlin('2026-12-09', '12:00'));
      await Promise.all([channel.sweep(), channel.sweep(), channel.sweep()]);
      await channel.sweep();
      expect(await dates(series)).toHaveLength(5);

      channel.setNow(berlin('2026-12-18', '12:00'));
      const [ended] = await Promise.all([
        endSeries(channel.context, ana(), series.id),
        channel.sweep(),
        channel.sweep(),
      ]);
      await channel.sweep();
      expect(ended).toHaveProperty('done');
      expect(await dates(series)).toEqual([]);
    },
  );
});
