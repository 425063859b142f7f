import { describe, expect, test } from '@jest/globals';
import type { LookUp, Outcome } from '../../../src/use-cases/delivery-ports.ts';
import { failedLookUp } from '../../../src/use-cases/failed-look-up.ts';

describe('A look-up whose call', () => {
  test.each<[string, Outcome, LookUp]>([
    ['is refused is never made', { kind: 'refused', code: 'scope' }, { kind: 'cannot', code: 'scope' }],
    [
      'comes too often waits as long as it is told to',
      { kind: 'not-done', code: '429', retryAfterMs: 1_000, spentBudget: 'reading' },
      { kind: 'not-now', code: '429', retryAfterMs: 1_000, spentBudget: 'reading' },
    ],
    [
      'broke off is made again',
      { kind: 'unknown', code: 'ECONNRESET' },
      { kind: 'not-now', code: 'ECONNRESET' },
    ],
    [
      'was answered with something else is made again',
      { kind: 'done' },
      { kind: 'not-now', code: 'unknown' },
    ],
  ])('%s', (_, outcome, lookUp) => {
    expect(failedLookUp(outcome)).toEqual(lookUp);
  });
});
