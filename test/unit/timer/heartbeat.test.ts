import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startHeartbeat } from '../../../src/timer/heartbeat.ts';

beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-12-01T09:00:00.500Z') }));
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);
const noFault = (fault: unknown) => {
  throw fault;
};

describe('the heartbeat', () => {
  test('beats every second', async () => {
    const beat = jest.fn(async () => {});
    const heart = startHeartbeat(beat, noFault);
    await seconds(5);
    expect(beat).toHaveBeenCalledTimes(5);
    await heart.stop();
    await seconds(5);
    expect(beat).toHaveBeenCalledTimes(5);
  });

  test('never beats while a beat is running', async () => {
    const ends: (() => void)[] = [];
    const beat = jest.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
    const heart = startHeartbeat(beat, noFault);
    await seconds(5);
    expect(beat).toHaveBeenCalledTimes(1);
    ends[0]!();
    await seconds(1);
    expect(beat).toHaveBeenCalledTimes(2);
    ends[1]!();
    await heart.stop();
  });

  test('goes on after a fault', async () => {
    const onFault = jest.fn();
    const fault = new Error('no database');
    const heart = startHeartbeat(() => Promise.reject(fault), onFault);
    await seconds(3);
    expect(onFault.mock.calls).toEqual([[fault], [fault], [fault]]);
    await heart.stop();
  });

  test('stops when the running beat has ended', async () => {
    let end = () => {};
    const heart = startHeartbeat(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
      noFault,
    );
    await seconds(1);
    const stopped = jest.fn();
    const stopping = heart.stop().then(stopped);
    await seconds(1);
    expect(stopped).not.toHaveBeenCalled();
    end();
    await stopping;
  });
});
