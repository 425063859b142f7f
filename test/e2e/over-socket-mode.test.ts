import { describe, expect, test } from '@jest/globals';
import { openPlanning, plan, tap } from '../../src/sandbox/demo/stage.ts';
import { announcementsIn, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { people, type World, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest({ mode: 'socket' });

const deliveries = ({ slack }: World) => slack.traffic.filter(({ kind }) => kind === 'delivery');

describe('over Socket Mode', () => {
  test('a session is planned by the form, begins on time and takes answers', async () => {
    const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
    await plan(world(), ana);
    expect(announcementsIn(world())).toHaveLength(1);
    for (const person of [ben, caro]) await tap(world(), person, 'Count me in');

    await world().moveTo('2026-12-01', '10:00');
    await tap(world(), ben, '4', { in: sessionIn(world()).prompt(1) });
    await tap(world(), caro, '3', { in: sessionIn(world()).prompt(1) });
    await world().moveTo('2026-12-01', '10:02');

    expect(noteTo(ben)).toContain('Saved: 4.');
    expect(sessionIn(world()).prompt(1).plainText).toContain('Two answers');
    expect(deliveries(world()).length).toBeGreaterThan(5);
    expect(deliveries(world()).filter(({ to, status }) => to !== 'socket 1' || status !== 200)).toEqual([]);
  });

  test('a form that cannot be taken says so below the field', async () => {
    const [ana] = people(world(), 'Ana');
    await openPlanning(world(), ana);
    await ana.choose('How often?', 'Another rhythm');
    await world().slack.until(() => ana.view?.text.includes('On which days?'));
    for (const day of ['Tuesday', 'Thursday']) await ana.choose('On which days?', day);

    const sent = await ana.submit();

    expect(sent.closed).toBe(false);
    expect(Object.values(sent.errors ?? {})).toEqual(['Choose at least one day.']);
  });

  test('a session goes on over the next connection when Slack renews the present one', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana);
    await tap(world(), ben, 'Count me in');
    await world().moveTo('2026-12-01', '10:00');

    await Promise.all([
      world().slack.refreshSockets(),
      tap(world(), ben, '4', { in: sessionIn(world()).prompt(1) }),
    ]);
    await tap(world(), ben, '5', { in: sessionIn(world()).prompt(1) });

    expect(noteTo(ben)).toContain('Saved: 5.');
    expect(deliveries(world()).at(-1)).toMatchObject({ to: 'socket 2', status: 200 });
    expect(ben.errors).toEqual([]);
  });

  test('two bots share what people do', async () => {
    await world().addBot();
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana);

    await tap(world(), ben, 'Count me in');

    expect(new Set(deliveries(world()).map(({ to }) => to))).toEqual(new Set(['socket 1', 'socket 2']));
    expect(announcementsIn(world())).toHaveLength(1);
  });

  test('a bot that stops answers what it has begun', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    const bot = await world().addProcess();
    await ana.command('team-sales', 'schedule');

    const said = ben.command('team-sales', 'schedule');
    await world().slack.until(() => ben.view, {
      because: 'the form is there, the acknowledgement is to follow',
    });
    await bot.stop();

    expect(await said).toMatchObject({ status: 200 });
    expect(deliveries(world()).at(-1)).toMatchObject({ to: 'socket 2' });
    await world().slack.until(() => world().slack.openSockets === 1, { because: 'its connection is closed' });
  });
});

test('an event is acknowledged over Socket Mode once what follows from it is stored', async () => {
  const [ana] = people(world(), 'Ana');
  await plan(world(), ana, { howOften: 'Its series', date: '2026-12-03' });

  world().slack.channel('team-sales').remove('Ana');
  await world().noticed();

  expect(deliveries(world()).at(-1)).toMatchObject({ name: 'event member_left_channel', status: 200 });
  expect(world().slack.channel('team-sales').messages.at(-1)?.plainText).toContain(
    'Ana has left, so Suspicious mail pauses.',
  );
});
