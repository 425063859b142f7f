import { describe, expect, test } from '@jest/globals';
import { createLife } from '../../simulation/life.ts';
import { createScheduler } from '../../simulation/scheduler.ts';

const given = (offsetMs = 0) => {
  const scheduler = createScheduler(0, () => 0);
  const life = createLife('p1', scheduler, offsetMs);
  const happened: [string, number][] = [];
  const note = (what: string) => () => void happened.push([what, scheduler.now()]);
  return { scheduler, life, happened, note };
};

describe('a simulated process', () => {
  test('that is killed never hears of anything again, and no wait of it ends', async () => {
    const { scheduler, life, happened, note } = given();
    life.onDeath(note('mourned'));
    void life.clock.wait(10).then(note('waited'));
    life.kill();
    life.enter(note('arrived'));
    await scheduler.runUntil(1_000);
    expect(happened).toEqual([['mourned', 0]]);
  });

  test('that is stopped hears of everything when it runs on', async () => {
    const { scheduler, life, happened, note } = given();
    void life.clock.wait(10).then(note('waited'));
    life.stop(500);
    life.enter(note('arrived'));
    expect(life.state()).toBe('stopped');
    await scheduler.runUntil(1_000);
    expect(happened.map(([, at]) => at)).toEqual([500, 500]);
    expect(life.heldUpSince(100)).toBe(400);
  });

  test('that is killed while it is stopped stays dead', async () => {
    const { scheduler, life, happened, note } = given();
    life.stop(500);
    life.enter(note('arrived'));
    life.kill();
    await scheduler.runUntil(1_000);
    expect(life.state()).toBe('dead');
    expect(happened).toEqual([]);
  });

  test('may have a clock that is a little off', async () => {
    const { scheduler, life, happened, note } = given(15);
    expect(life.clock.now()).toEqual(new Date(15));
    life.clock.wakeAt(new Date(115), note('woken'));
    await scheduler.runUntil(1_000);
    expect(happened).toEqual([['woken', 100]]);
  });

  test('ends a wait when it is aborted', async () => {
    const { scheduler, life, happened, note } = given();
    const ended = new AbortController();
    void life.clock.wait(100, ended.signal).then(note('ended'));
    scheduler.in(20, () => ended.abort());
    await scheduler.runUntil(1_000);
    expect(happened).toEqual([['ended', 20]]);
  });
});
