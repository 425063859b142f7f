import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createMovableClock, createSystemClocks } from '../../../src/timer/clock.ts';

const start = new Date('2026-12-01T09:00:00Z');
const at = (ms: number) => new Date(start.getTime() + ms);
const day = 86_400_000;

beforeEach(() => void jest.useFakeTimers({ now: start }));
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('wakeAt', () => {
  test('wakes at the instant, once, and not before', () => {
    const { session } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(1_000), wake);
    jest.advanceTimersByTime(999);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(10_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  test('wakes soon, but never during the call, where the instant is past', () => {
    const { session } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(-5), wake);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  test('does not wake after being cancelled', () => {
    const { session } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(1_000), wake)();
    jest.advanceTimersByTime(2_000);
    expect(wake).not.toHaveBeenCalled();
  });

  test('survives waits that setTimeout cannot make', () => {
    const { session } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(100 * day), wake);
    jest.advanceTimersByTime(100 * day - 1);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  test('waits on when the timer fires too early', () => {
    const { session } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(1_000), wake);
    const real = performance.now.bind(performance);
    const slow = jest.spyOn(performance, 'now').mockImplementation(() => real() - 3);
    jest.advanceTimersByTime(1_000);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(3);
    expect(wake).toHaveBeenCalledTimes(1);
    slow.mockRestore();
  });

  test('wakes late, and once, when the event loop was blocked', () => {
    const clock = createMovableClock(start);
    const wake = jest.fn();
    clock.wakeAt(at(1_000), wake);
    const real = performance.now.bind(performance);
    const blocked = jest.spyOn(performance, 'now').mockImplementation(() => real() + 60_000);
    jest.advanceTimersByTime(1_000);
    expect(wake).toHaveBeenCalledTimes(1);
    blocked.mockRestore();
  });
});

describe('the system’s clocks', () => {
  test.each([-3_600_000, 90_000, day])('do not care when the calendar clock jumps by %i ms', (jump) => {
    const { session, machine } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(1_000), wake);
    jest.setSystemTime(at(jump));
    jest.advanceTimersByTime(999);
    expect(wake).not.toHaveBeenCalled();
    expect(machine.now()).toEqual(at(999));
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
    expect(session.now()).toEqual(at(1_000));
  });

  test('follow the database’s, and tell of more than a second’s difference', async () => {
    const onSkew = jest.fn();
    const { session, machine, followDatabase } = createSystemClocks(onSkew);
    await followDatabase(async () => 90_000);
    expect([session.now(), machine.now()]).toEqual([at(90_000), at(90_000)]);
    expect(onSkew).toHaveBeenCalledWith(90_000);
    jest.advanceTimersByTime(10_000);
    await followDatabase(async () => -400);
    expect(session.now()).toEqual(at(99_600));
    expect(onSkew).toHaveBeenCalledTimes(1);
  });

  /** Beats so often, a second apart; returns at which of them the offset was measured. */
  const measuredAt = async (beats: number, measureOffset: () => number): Promise<number[]> => {
    const { followDatabase } = createSystemClocks(() => {});
    const measured: number[] = [];
    for (let beat = 0; beat < beats; beat += 1) {
      await followDatabase(async () => {
        measured.push(beat);
        return measureOffset();
      });
      jest.advanceTimersByTime(1_000);
    }
    return measured;
  };

  test('measure ever more seldom while they keep time, and every ten seconds in the end', async () => {
    expect(await measuredAt(50, () => 0)).toEqual([0, 1, 3, 7, 15, 25, 35, 45]);
  });

  test('measure on every beat while they run fast or slowly', async () => {
    expect(await measuredAt(6, () => -10)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await measuredAt(6, () => 10)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('take a clock that was set wrong, and runs well, for one that keeps time', async () => {
    const offsets = [90_000, 0, 1, 0];
    expect(await measuredAt(8, () => offsets.shift()!)).toEqual([0, 1, 3, 7]);
  });

  test('measure at once after a failure', async () => {
    const measure = jest.fn(async () => 0);
    const { followDatabase } = createSystemClocks(() => {});
    await expect(followDatabase(() => Promise.reject(new Error('no database')))).rejects.toThrow();
    await followDatabase(measure);
    expect(measure).toHaveBeenCalledTimes(1);
  });

  test('believe no measurement that took longer than what it shows', async () => {
    const { session, followDatabase } = createSystemClocks(() => {});
    await followDatabase(async () => {
      jest.advanceTimersByTime(800);
      return 390;
    });
    expect(session.now()).toEqual(at(800));
  });

  test.each([
    [90_000, 89_500],
    [-90_000, -90_500],
  ])('are late rather than early where a slow measurement shows %i ms', async (offset, shift) => {
    const { session, machine, followDatabase } = createSystemClocks(() => {});
    await followDatabase(async () => {
      jest.advanceTimersByTime(1_000);
      return offset;
    });
    expect([session.now(), machine.now()]).toEqual([at(1_000 + shift), at(1_000 + shift)]);
  });

  test('wake at once whoever is late by the database’s clock', async () => {
    const { session, followDatabase } = createSystemClocks(() => {});
    const wake = jest.fn();
    session.wakeAt(at(60_000), wake);
    await followDatabase(async () => 90_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });
});

describe('waiting on the machine clock', () => {
  test('takes the real time, whatever the database says meanwhile', async () => {
    const { machine, followDatabase } = createSystemClocks(() => {});
    const ended = jest.fn();
    const waiting = machine.wait(1_000).then(ended);
    await followDatabase(async () => 5_000);
    await jest.advanceTimersByTimeAsync(999);
    expect(ended).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledTimes(1);
    await waiting;
  });

  test('ends when it is aborted, and does not begin when it already was', async () => {
    const { machine } = createSystemClocks(() => {});
    const ending = new AbortController();
    const waiting = machine.wait(1_000, ending.signal);
    ending.abort();
    await waiting;
    await machine.wait(1_000, ending.signal);
  });

  test('survives waits that setTimeout cannot make', async () => {
    const { machine } = createSystemClocks(() => {});
    const ended = jest.fn();
    const waiting = machine.wait(60 * day).then(ended);
    await jest.advanceTimersByTimeAsync(60 * day - 1);
    expect(ended).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
  });
});

describe('a movable clock', () => {
  test('runs at real speed from where it was moved to', () => {
    const clock = createMovableClock(at(day));
    expect(clock.now()).toEqual(at(day));
    clock.moveTo(at(9 * day));
    jest.advanceTimersByTime(250);
    expect(clock.now()).toEqual(at(9 * day + 250));
  });

  test('wakes during the move whoever waited for a time that is past by then', () => {
    const clock = createMovableClock(start);
    const [near, far] = [jest.fn(), jest.fn()];
    clock.wakeAt(at(60_000), near);
    const cancel = clock.wakeAt(at(120_000), far);
    clock.moveTo(at(60_000));
    expect(near).toHaveBeenCalledTimes(1);
    expect(far).not.toHaveBeenCalled();
    cancel();
  });

  test('moved back lets everybody wait for longer', () => {
    const clock = createMovableClock(start);
    const wake = jest.fn();
    clock.wakeAt(at(1_000), wake);
    clock.moveTo(at(-60_000));
    jest.advanceTimersByTime(60_999);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });
});
