import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLimiter } from '../../../src/delivery/limiter.ts';
import type { Permit } from '../../../src/use-cases/delivery-ports.ts';
import { law } from '../../support/law.ts';

const handClock = () => {
  let presentMs = 0;
  return {
    now: () => new Date(presentMs),
    nowMs: () => presentMs,
    pass: (ms: number) => {
      presentMs += ms;
    },
  };
};

const channel: Permit = { budget: 'channel', burst: 2, perSecond: 1 };
const team: Permit = { budget: 'team', burst: 3, perSecond: 5 };

describe('the limiter', () => {
  test('lets a burst through and then says exactly how long to wait', () => {
    const clock = handClock();
    const { reserve } = createLimiter(clock);
    expect([reserve([channel]), reserve([channel]), reserve([channel])]).toEqual([0, 0, 1_000]);
    clock.pass(999);
    expect(reserve([channel])).toBe(1);
    clock.pass(1);
    expect(reserve([channel])).toBe(0);
  });

  test('takes from all budgets or from none', () => {
    const clock = handClock();
    const { reserve } = createLimiter(clock);
    reserve([channel]);
    reserve([channel]);
    for (let tries = 0; tries < 10; tries += 1) expect(reserve([team, channel])).toBe(1_000);
    expect([reserve([team]), reserve([team]), reserve([team])]).toEqual([0, 0, 0]);
  });

  test('keeps a budget closed for as long as the platform says, and the others open', () => {
    const clock = handClock();
    const { reserve, penalise } = createLimiter(clock);
    penalise('channel', 7_000);
    expect(reserve([channel, team])).toBe(7_000);
    expect(reserve([team])).toBe(0);
    clock.pass(6_999);
    expect(reserve([channel])).toBe(1);
    clock.pass(1);
    expect(reserve([channel])).toBe(0);
  });

  test('does not shorten a penalty by a smaller one', () => {
    const clock = handClock();
    const { reserve, penalise } = createLimiter(clock);
    penalise('channel', 7_000);
    penalise('channel', 1_000);
    expect(reserve([channel])).toBe(7_000);
  });

  test('is not starved by a clock that is set back', () => {
    const clock = handClock();
    const { reserve } = createLimiter(clock);
    clock.pass(3_600_000);
    reserve([channel]);
    clock.pass(-3_600_000);
    expect(reserve([channel])).toBeLessThanOrEqual(1_000);
    clock.pass(1_000);
    expect(reserve([channel])).toBe(0);
  });

  test('keeps a budget closed for no longer than the platform said, though the clock is set back', () => {
    const clock = handClock();
    const { reserve, penalise } = createLimiter(clock);
    clock.pass(3_600_000);
    penalise('channel', 7_000);
    clock.pass(-3_600_000);
    expect(reserve([channel])).toBe(7_000);
    clock.pass(7_000);
    expect(reserve([channel])).toBe(0);
  });

  test('keeps a budget closed for the longer of two penalties, though the clock is set back between them', () => {
    const clock = handClock();
    const { reserve, penalise } = createLimiter(clock);
    clock.pass(3_600_000);
    penalise('channel', 7_000);
    clock.pass(-3_600_000);
    penalise('channel', 1_000);
    expect(reserve([channel])).toBe(7_000);
    clock.pass(7_000);
    expect(reserve([channel])).toBe(0);
  });

  const size = fc.record({
    burst: fc.integer({ min: 1, max: 8 }),
    perSecond: fc.constantFrom(0.3, 1, 7, 50),
  });
  const budgets = fc.record({ a: size, b: size, c: size });
  const names = ['a', 'b', 'c'] as const;
  const wants = fc.array(fc.subarray([...names], { minLength: 1 }), { minLength: 1, maxLength: 60 });
  const pauses = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 60, maxLength: 60 });

  test('never gives more than burst and rate allow, in any window of time', () => {
    law([budgets, wants, pauses], (sizes, calls, waits) => {
      const clock = handClock();
      const { reserve } = createLimiter(clock);
      const taken: Record<'a' | 'b' | 'c', number[]> = { a: [], b: [], c: [] };
      for (const [index, call] of calls.entries()) {
        clock.pass(waits[index]!);
        if (reserve(call.map((name) => ({ budget: name, ...sizes[name] }))) > 0) continue;
        for (const name of call) taken[name].push(clock.nowMs());
      }
      for (const name of names) {
        const { burst, perSecond } = sizes[name];
        for (const [first, from] of taken[name].entries()) {
          for (const [last, to] of taken[name].entries()) {
            if (last < first) continue;
            expect(last - first + 1).toBeLessThanOrEqual(burst + ((to - from) / 1_000) * perSecond + 1e-6);
          }
        }
      }
    });
  });

  test('serves everybody who comes again when told, the longest waiting first', () => {
    law([budgets, wants], (sizes, calls) => {
      const clock = handClock();
      const { reserve } = createLimiter(clock);
      const waiting = calls.map((call) => ({
        comesAt: 0,
        permits: call.map((name) => ({ budget: name, ...sizes[name] })),
      }));
      const enoughMs = calls.length * 3_400;
      while (waiting.length > 0) {
        clock.pass(Math.max(0, Math.min(...waiting.map(({ comesAt }) => comesAt)) - clock.nowMs()));
        expect(clock.nowMs()).toBeLessThanOrEqual(enoughMs);
        for (const one of waiting.filter(({ comesAt }) => comesAt <= clock.nowMs())) {
          const waitMs = reserve(one.permits);
          one.comesAt = clock.nowMs() + waitMs;
          if (waitMs === 0) waiting.splice(waiting.indexOf(one), 1);
        }
      }
    });
  });
});
