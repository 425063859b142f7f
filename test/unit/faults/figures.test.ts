import { describe, expect, test } from '@jest/globals';
import { describeFigures } from '../../faults/describe-figures.ts';
import { brokenPromises, figuresOf, promised, promisedWithoutLookUps } from '../../faults/figures.ts';
import type { SwarmResult } from '../../faults/swarm.ts';
import { result } from './samples.ts';

const due = { session: 'Talk 1', kind: 'card', workspace: 'T1', channel: 'C1', dueAt: 0 };
const seen = { session: 'Talk 1', kind: 'card', workspace: 'T1', channel: 'C1', at: 0 };
/** A prompt stands twice and a recap is missing, and the ledger tells of both. */
const withoutProof: SwarmResult = {
  ...result({ doubled: [seen], missed: [due] }),
  reported: { doubled: [seen], missed: [due] },
};
const press = { session: 'S1', member: 'U1', question: 'plan', value: '1', confirmed: true };

describe('the figures', () => {
  test('are those of both parts together, and lateness of each', () => {
    const faulted = result({ latenessMs: [1_000, 3_000], copyLifeMs: [400, 900] });
    expect(figuresOf(7, result(), faulted, [])).toEqual({
      seed: 7,
      posts: 8,
      lost: 0,
      givenUp: 0,
      doubledAtRest: 0,
      doubledAndReported: 0,
      transientCopies: 2,
      longestCopyMs: 900,
      early: 0,
      outOfOrder: 0,
      elsewhere: 0,
      latenessMs: {
        clean: { p50: 200, p95: 250, p99: 250, max: 250 },
        faulted: { p50: 1_000, p95: 3_000, p99: 3_000, max: 3_000 },
      },
      recoveredMs: 1_235,
      answersConfirmed: 6,
      answersLost: 0,
      answersDoubled: 0,
      crashed: 0,
      faults: 7,
      faultsByKind: { 'kill -9': 2, '429': 5 },
      scenarios: [],
    });
  });

  test('say in a table what was found on each platform, beside what is promised', () => {
    const slack = figuresOf(7, result(), result(), [{ name: 'a clock', passed: true }]);
    const teams = figuresOf(7, result(), withoutProof, []);
    const table = describeFigures(
      [
        { platform: 'Slack', figures: slack, promises: promised },
        { platform: 'Teams', figures: teams, promises: promisedWithoutLookUps(18_000) },
      ],
      [],
    );
    expect(table).toMatch(/^ +Slack +Teams$/m);
    expect(table).toMatch(/^lost +0 +0 +promised: 0$/m);
    expect(table).toMatch(/^doubled at rest +0 +1 +promised: 0 on Slack, each reported on Teams$/m);
    expect(table).toMatch(/^p99 +250 ms +250 ms +promised: 2,000 ms$/m);
    expect(table).toMatch(/^p99 +250 ms +250 ms +promised: 5,000 ms on Slack, 14,000 ms on Teams$/m);
    expect(table).toMatch(/^passed +a clock$/m);
    expect(table).toContain('Teams: 429: 5 · kill -9: 2');
    expect(table).toContain('seed 7');
  });
});

describe('a promise', () => {
  const broken = (faulted: SwarmResult, isLong = false, clean = result()) =>
    brokenPromises(figuresOf(7, clean, faulted, []), isLong);

  test('is not broken where all is well', () => {
    expect(broken(result(), true)).toEqual([]);
  });

  test.each<[string, Partial<SwarmResult['findings']>]>([
    ['lost: 1', { missed: [due] }],
    ['doubled at rest: 1', { doubled: [seen] }],
    ['early: 2', { early: [seen, seen] }],
    ['out of order: 1', { outOfOrder: [seen] }],
    ['not due, or elsewhere: 3', { extra: [seen], wrongChannel: [seen], wrongWorkspace: [seen] }],
    ['copy that stood longest: 60001 ms, promised 60000 ms', { copyLifeMs: [60_001] }],
  ])('is broken, also in a short run: %s', (line, findings) => {
    expect(broken(result(findings))).toEqual([line]);
    expect(broken(result(), false, result(findings))).toEqual([line]);
  });

  test('is broken by an answer lost or doubled, a process that ended, a backlog that stays', () => {
    const stored = { ...press, late: false };
    const answers = { confirmed: 1, lost: [press], extra: [stored, stored] };
    expect(broken({ ...result(), answers, crashed: 1, recoveredMs: Number.POSITIVE_INFINITY })).toEqual([
      'answers lost: 1',
      'answers doubled: 2',
      'processes that ended by themselves: 1',
      'recovery: Infinity ms, promised 60000 ms',
    ]);
  });

  test('is not kept where no fault was injected', () => {
    expect(broken({ ...result(), faults: {} })).toEqual(['no fault was injected']);
  });

  test('is broken by a scenario that failed', () => {
    const scenarios = [{ name: 'a clock', passed: false, why: '1 early' }];
    const figures = figuresOf(7, result(), result(), scenarios);
    expect(brokenPromises(figures, false)).toEqual(['scenario "a clock": 1 early']);
  });

  test('about lateness is judged in a long run only', () => {
    const late = result({ latenessMs: [400, 400, 16_000] });
    expect(broken(late, false, late)).toEqual([]);
    expect(broken(late, true, late)).toEqual([
      'lateness clean, p50: 400 ms, promised 300 ms',
      'lateness clean, p99: 16000 ms, promised 2000 ms',
      'lateness faulted, p99: 16000 ms, promised 5000 ms',
      'lateness faulted, max: 16000 ms, promised 15000 ms',
    ]);
  });
});

describe('a promise where nothing can be looked up', () => {
  const broken = (faulted: SwarmResult, isLong = false) =>
    brokenPromises(figuresOf(7, result(), faulted, []), isLong, promisedWithoutLookUps(18_000));

  test('is not broken by what stands twice, or not at all, where the ledger tells of it', () => {
    expect(broken(withoutProof, true)).toEqual([]);
  });

  test('is broken by the same where the ledger is silent', () => {
    expect(broken(result({ doubled: [seen], missed: [due] }))).toEqual([
      'lost: 1',
      'doubled at rest, not reported: 1',
    ]);
  });

  test('allows half of what a message is good for besides', () => {
    expect(broken(result({ latenessMs: [9_000, 14_000] }), true)).toEqual([]);
    expect(broken(result({ latenessMs: [9_000, 24_001] }), true)).toEqual([
      'lateness faulted, p99: 24001 ms, promised 14000 ms',
      'lateness faulted, max: 24001 ms, promised 24000 ms',
    ]);
  });
});
