import { expect, test } from '@jest/globals';
import { plan, tap } from '../../src/sandbox/demo/stage.ts';
import { press, sessionIn } from '../support/session-in-channel.ts';
import { people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';
const world = worldForEachTest();

const moveTo = (time: string) => world().moveTo(day, time);

test('two channels hold their sessions at the same time, each on its own clock and with its own answers', async () => {
  const [ana, ben, caro, dev] = people(world(), 'Ana', 'Ben', 'Caro', 'Dev');
  await plan(world(), ana);
  await plan(world(), ben, { channel: 'random' });
  for (const person of [caro, dev]) {
    await tap(world(), person, 'Count me in', { in: 'team-sales' });
    await tap(world(), person, 'Count me in', { in: 'random' });
  }
  const sales = sessionIn(world());
  const random = sessionIn(world(), 'Spot the phish', 'random');
  await moveTo('09:50');
  await moveTo('10:00');

  await tap(world(), caro, '2', { in: sales.prompt(1) });
  await tap(world(), caro, '5', { in: random.prompt(1) });
  await press(world(), ana, '+1 min', sales.desk('Ana'));
  await press(world(), ben, 'Next', random.desk('Ben'));

  expect(sales.card().plainText).toContain('running until 10:16 (1 min added) · ● ○ ○ ○ Active start');
  expect(random.card().plainText).toContain('● ● ○ ○ Exercise until 10:06');
  expect(sales.findPrompt(2)).toBeUndefined();
  // Some seconds later: the clock has run on until *Next* was pressed.
  for (const minute of ['10:04', '10:06', '10:10', '10:12', '10:14', '10:16']) await moveTo(`${minute}:10`);
  expect(sales.thread()).toHaveLength(5);
  expect(random.thread()).toHaveLength(5);
  expect(sales.recap().plainText).toContain('Planned and actual: 3/4 · 6/6 · 4/4 · 2/2');
  expect(random.recap().plainText).toContain('Planned and actual: 3/0 · 6/6 · 4/4 · 2/2');
});
