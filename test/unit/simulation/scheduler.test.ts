import { describe, expect, test } from '@jest/globals';
import { createChance } from '../../simulation/chance.ts';
import { createScheduler } from '../../simulation/scheduler.ts';

const start = 1_000;

describe('the scheduler', () => {
  test('lets things happen in the order of their instants, each at its own', async () => {
    const scheduler = createScheduler(start, createChance(1, 'order').number);
    const happened: [string, number][] = [];
    const note = (what: string) => () => void happened.push([what, scheduler.now()]);
    scheduler.in(30, note('last'));
    scheduler.at(1_010, note('first'));
    scheduler.in(20, note('second'));
    await scheduler.runUntil(2_000);
    expect(happened).toEqual([
      ['first', 1_010],
      ['second', 1_020],
      ['last', 1_030],
    ]);
    expect(scheduler.now()).toBe(2_000);
  });

  test('lets everything that follows without waiting happen before the next', async () => {
    const scheduler = createScheduler(start, () => 0);
    const happened: string[] = [];
    scheduler.in(10, async () => {
      for (let turn = 1; turn <= 50; turn += 1) await undefined;
      happened.push('what follows');
    });
    scheduler.in(11, () => void happened.push('the next'));
    await scheduler.runUntil(2_000);
    expect(happened).toEqual(['what follows', 'the next']);
  });

  test('orders what falls on one instant by the seed', async () => {
    const orderOf = async (seed: number) => {
      const scheduler = createScheduler(start, createChance(seed, 'order').number);
      const happened: number[] = [];
      for (let one = 1; one <= 6; one += 1) scheduler.in(10, () => void happened.push(one));
      await scheduler.runUntil(2_000);
      return happened.join();
    };
    expect(await orderOf(1)).toBe(await orderOf(1));
    expect(await orderOf(1)).not.toBe(await orderOf(2));
  });

  test('lets nothing happen that was taken back, that is past as soon as may be, and nothing after the end', async () => {
    const scheduler = createScheduler(start, () => 0);
    const happened: string[] = [];
    scheduler.in(10, () => void happened.push('taken back'))();
    scheduler.at(0, () => void happened.push('past'));
    scheduler.in(1_001, () => void happened.push('too late'));
    await scheduler.runUntil(2_000);
    expect(happened).toEqual(['past']);
  });
});
