import { describe, expect, jest, test } from '@jest/globals';
import { createRunner } from '../../../src/timer/runner.ts';
import { createManualClocks } from '../../support/manual-clocks.ts';

const start = new Date('2026-12-01T09:00:00Z');
const at = (ms: number) => new Date(start.getTime() + ms);

/** A runner over rows that are due by the session clock; a tick does what is due, in `takesMs`. */
const givenRunner = ({ takesMs = 0 } = {}) => {
  const clocks = createManualClocks(start);
  const due: Date[] = [];
  const retries: Date[] = [];
  const done: { dueMs: number; atMs: number }[] = [];
  let ticks = 0;
  let running = 0;
  let most = 0;
  const onFault = jest.fn();
  let broken: unknown;

  const take = (rows: Date[], now: Date) => {
    for (const row of rows.filter((one) => one <= now)) {
      rows.splice(rows.indexOf(row), 1);
      done.push({
        dueMs: row.getTime() - start.getTime(),
        atMs: clocks.machine.now().getTime() - start.getTime(),
      });
    }
  };
  const first = (rows: Date[]) => [...rows].sort((one, other) => one.getTime() - other.getTime())[0];

  const runner = createRunner({
    tick: async (now) => {
      ticks += 1;
      running += 1;
      most = Math.max(most, running);
      if (takesMs > 0) await clocks.machine.wait(takesMs);
      running -= 1;
      if (broken !== undefined) throw broken;
      take(due, now);
      take(retries, clocks.machine.now());
    },
    nextDueAt: async () => ({ session: first(due), machine: first(retries) }),
    clocks,
    onFault,
  });
  const breakWith = (fault: unknown) => {
    broken = fault;
  };
  return {
    clocks,
    runner,
    due,
    retries,
    done,
    onFault,
    breakWith,
    ticks: () => ticks,
    mostAtOnce: () => most,
  };
};

/** True when `promise` has resolved by now. */
const isSettled = async (clocks: { flush(): Promise<void> }, promise: Promise<unknown>) => {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await clocks.flush();
  return settled;
};

describe('the runner', () => {
  test('does what is due at its instant, to the millisecond, without any beat', async () => {
    const { clocks, runner, due, done } = givenRunner();
    due.push(at(1_500), at(700));
    runner.nudge();
    await clocks.pass(5_000);
    expect(done).toEqual([
      { dueMs: 700, atMs: 700 },
      { dueMs: 1_500, atMs: 1_500 },
    ]);
  });

  test('wakes by the machine clock, too', async () => {
    const { clocks, runner, retries, done } = givenRunner();
    retries.push(at(900));
    runner.nudge();
    clocks.moveSession(at(-3_600_000));
    await clocks.pass(1_000);
    expect(done).toEqual([{ dueMs: 900, atMs: 900 }]);
  });

  test('sets no tick going while nothing is due', async () => {
    const { clocks, runner, due, ticks } = givenRunner();
    due.push(at(3_600_000));
    runner.nudge();
    await clocks.pass(3_599_999);
    expect(ticks()).toBe(1);
  });

  test('does what was committed after a nudge', async () => {
    const { clocks, runner, due, done } = givenRunner();
    runner.nudge();
    await clocks.pass(100);
    due.push(at(100));
    runner.nudge();
    await clocks.flush();
    expect(done).toEqual([{ dueMs: 100, atMs: 100 }]);
  });

  test('never ticks twice at once; nudges during a tick make one more', async () => {
    const { clocks, runner, ticks, mostAtOnce } = givenRunner({ takesMs: 100 });
    runner.nudge();
    await clocks.pass(50);
    for (let nudges = 0; nudges < 10; nudges += 1) runner.nudge();
    await clocks.pass(1_000);
    expect(ticks()).toBe(2);
    expect(mostAtOnce()).toBe(1);
  });

  test('goes on at once with what became due during a tick', async () => {
    const { clocks, runner, due, done } = givenRunner({ takesMs: 100 });
    due.push(at(50));
    runner.nudge();
    await clocks.pass(1_000);
    expect(done).toEqual([{ dueMs: 50, atMs: 200 }]);
  });

  test('looks again soon, and then ever more slowly, at what a tick left over', async () => {
    const clocks = createManualClocks(start);
    const tickedAtMs: number[] = [];
    const runner = createRunner({
      tick: async () => void tickedAtMs.push(clocks.machine.now().getTime() - start.getTime()),
      nextDueAt: async () => ({ session: at(0), machine: undefined }),
      clocks,
      onFault: () => {},
    });
    runner.nudge();
    await clocks.pass(3_600);
    expect(tickedAtMs).toEqual([0, 50, 150, 350, 750, 1_550, 2_550, 3_550]);
    await runner.stop();
  });
});

describe('the runner under an odd session clock', () => {
  test('moved forward does at once everything that is due by then', async () => {
    const { clocks, runner, due, done } = givenRunner();
    due.push(at(60_000), at(120_000));
    await clocks.until(runner.tick());
    clocks.moveSession(at(90_000));
    await runner.idle();
    expect(done).toEqual([{ dueMs: 60_000, atMs: 0 }]);
  });

  test('moved forward in small jumps does each thing once', async () => {
    const { clocks, runner, due, done } = givenRunner();
    for (let minute = 1; minute <= 15; minute += 1) due.push(at(minute * 60_000));
    runner.nudge();
    for (let jump = 1; jump <= 32; jump += 1) {
      clocks.moveSession(at(jump * 29_000));
      await runner.idle();
    }
    expect(done.map(({ dueMs }) => dueMs / 60_000)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ]);
  });

  test('set back does nothing again and nothing early', async () => {
    const { clocks, runner, due, done } = givenRunner();
    due.push(at(1_000), at(2_000));
    runner.nudge();
    await clocks.pass(1_500);
    clocks.moveSession(at(-1_000));
    await clocks.pass(2_999);
    expect(done.map(({ dueMs }) => dueMs)).toEqual([1_000]);
    await clocks.pass(1);
    expect(done.map(({ dueMs }) => dueMs)).toEqual([1_000, 2_000]);
  });

  test('set back during a tick waits for the instant to come', async () => {
    const { clocks, runner, due, done } = givenRunner({ takesMs: 100 });
    runner.nudge();
    await clocks.pass(50);
    due.push(at(60));
    clocks.moveSession(at(-10_000));
    await clocks.pass(5_000);
    expect(done).toEqual([]);
    await clocks.pass(5_200);
    expect(done.map(({ dueMs }) => dueMs)).toEqual([60]);
  });

  test('woken too late does what is due, once', async () => {
    const { clocks, runner, due, done } = givenRunner();
    due.push(at(1_000), at(2_000));
    await clocks.until(runner.tick());
    clocks.moveSession(at(86_400_000));
    await runner.idle();
    runner.nudge();
    await runner.idle();
    expect(done.map(({ dueMs }) => dueMs)).toEqual([1_000, 2_000]);
  });
});

describe('a fault in a tick', () => {
  test('is given to the callback once, and the loop goes on until it is over', async () => {
    const { clocks, runner, due, done, onFault, breakWith, ticks } = givenRunner();
    breakWith(new Error('no database'));
    due.push(at(500));
    runner.nudge();
    await clocks.pass(4_500);
    expect(onFault).toHaveBeenCalledTimes(1);
    expect(ticks()).toBe(5);
    breakWith(undefined);
    await clocks.pass(1_000);
    expect(done).toEqual([{ dueMs: 500, atMs: 5_000 }]);
    breakWith(new Error('no database'));
    runner.nudge();
    await clocks.flush();
    expect(onFault).toHaveBeenCalledTimes(2);
    await runner.stop();
  });

  test('does not reject the single shot', async () => {
    const { clocks, runner, breakWith, onFault } = givenRunner();
    breakWith(new Error('no database'));
    await clocks.until(runner.tick());
    expect(onFault).toHaveBeenCalledTimes(1);
    await runner.stop();
  });
});

describe('the single shot', () => {
  test('resolves when a tick that began after the call has ended', async () => {
    const { clocks, runner, ticks } = givenRunner({ takesMs: 100 });
    runner.nudge();
    await clocks.pass(50);
    const shot = runner.tick();
    await clocks.pass(50);
    expect(await isSettled(clocks, shot)).toBe(false);
    await clocks.pass(100);
    expect(await isSettled(clocks, shot)).toBe(true);
    expect(ticks()).toBe(2);
  });
});

describe('being idle', () => {
  test('is waiting for a running tick, and for the one that was asked for meanwhile', async () => {
    const { clocks, runner } = givenRunner({ takesMs: 100 });
    runner.nudge();
    await clocks.pass(50);
    runner.nudge();
    const idle = runner.idle();
    await clocks.pass(100);
    expect(await isSettled(clocks, idle)).toBe(false);
    await clocks.pass(50);
    expect(await isSettled(clocks, idle)).toBe(true);
  });

  test('is not being left with something due', async () => {
    const { clocks, runner, due, breakWith } = givenRunner();
    due.push(at(0));
    breakWith(new Error('no database'));
    runner.nudge();
    const idle = runner.idle();
    await clocks.pass(500);
    expect(await isSettled(clocks, idle)).toBe(false);
    breakWith(undefined);
    await clocks.pass(500);
    expect(await isSettled(clocks, idle)).toBe(true);
  });

  test('is what a runner is in which nothing has happened yet', async () => {
    await givenRunner().runner.idle();
  });
});

describe('stopping', () => {
  test('ends the loop and leaves no alarm', async () => {
    const { clocks, runner, due, ticks } = givenRunner();
    due.push(at(1_000));
    await clocks.until(runner.tick());
    expect(await runner.stop()).toBe(true);
    expect(clocks.alarms()).toBe(0);
    runner.nudge();
    await runner.tick();
    await clocks.pass(5_000);
    expect(ticks()).toBe(1);
  });

  test('tells the running tick and waits for it', async () => {
    const clocks = createManualClocks(start);
    let told = false;
    const runner = createRunner({
      tick: async (_, signal) => {
        await clocks.machine.wait(60_000, signal);
        told = signal.aborted;
      },
      nextDueAt: async () => ({ session: undefined, machine: undefined }),
      clocks,
      onFault: () => {},
    });
    runner.nudge();
    await clocks.flush();
    expect(await runner.stop()).toBe(true);
    expect(told).toBe(true);
  });

  test('waits five seconds and no longer', async () => {
    const { clocks, runner } = givenRunner({ takesMs: 60_000 });
    runner.nudge();
    await clocks.flush();
    const stopping = runner.stop();
    await clocks.pass(4_999);
    expect(await isSettled(clocks, stopping)).toBe(false);
    await clocks.pass(1);
    expect(await stopping).toBe(false);
  });
});
