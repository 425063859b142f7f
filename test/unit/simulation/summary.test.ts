import { describe, expect, test } from '@jest/globals';
import { leadUpTo, type SeedResult } from '../../simulation/seed-result.ts';
import { addSeed, describeFailure, describeSummary, emptySummary } from '../../simulation/summary.ts';

const result = (seed: number, more: Partial<SeedResult> = {}): SeedResult => ({
  ...{ seed, startMs: 1_000, violations: [], leadUp: [], events: [] },
  figures: {
    ...{ posts: 10, extraCopies: 1, longestCopyMs: 4_000, resends: 2, blindResends: 1, answers: 3 },
    latenessMs: [100, 2_000],
  },
  faults: [['killed', 2]],
  ...more,
});
const violation = { promise: 'G2', what: 'stands twice', about: 'delivery-7', at: 3_500 };

describe('the summary', () => {
  test('adds up the seeds, and names those that failed', () => {
    const summary = emptySummary();
    addSeed(summary, result(1));
    addSeed(
      summary,
      result(2, {
        violations: [violation],
        faults: [
          ['killed', 1],
          ['stopped', 5],
        ],
      }),
    );
    const text = describeSummary(summary, 4_000);
    expect(text).toMatch(/^seeds +2 \(0\.5 a second\)$/m);
    expect(text).toMatch(/^failed +2$/m);
    expect(text).toMatch(/^messages posted +20$/m);
    expect(text).toMatch(/^sent again +4, of these 2 without proof$/m);
    expect(text).toMatch(/^faults +8$/m);
    expect(text).toMatch(/^ {2}stopped +5\n {2}killed +3$/m);
  });

  test('tells of a failure what is broken, what led to it and how to see it again', () => {
    const leadUp = [{ at: 2_250, who: 'p1', what: 'ledger: doubt', about: 'delivery-7' }];
    expect(describeFailure(result(12, { violations: [violation], leadUp })).split('\n')).toEqual([
      'seed 12 breaks a promise:',
      '  G2 stands twice (delivery-7) at 2.5 s',
      'what led to the first:',
      '    1.250  p1        delivery-7   ledger: doubt',
      'again: npm run test:simulation -- --seed 12 --trace',
    ]);
  });

  test('leads up to a violation by what befell the same message and the processes, not by what came later', () => {
    const event = (at: number, what: string, about = '') => ({ at, who: 'p1', what, about });
    const own = event(2_000, 'ledger: doubt', 'delivery-7');
    const killed = event(2_500, 'FAULT killed');
    const events = [
      own,
      event(2_200, 'ledger: doubt', 'delivery-8'),
      killed,
      event(4_000, 'found', 'delivery-7'),
    ];
    expect(leadUpTo(violation, events)).toEqual([own, killed]);
  });
});
