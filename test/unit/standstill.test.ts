import { expect, test } from '@jest/globals';
import { withStandstill } from '../support/standstill.ts';

/** As a machine does that stands still: no timer goes off and nothing is answered. */
const standStill = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

test('a standstill is counted, also where the work ends before any timer has noticed it', async () => {
  const { result, stoodStillMs, tookMs } = await withStandstill(async () => {
    standStill(400);
    return 'done';
  });
  expect(result).toBe('done');
  expect(stoodStillMs).toBeGreaterThan(300);
  expect(tookMs).toBeLessThan(100);
});
