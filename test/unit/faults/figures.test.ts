import { describe, expect, test } from '@jest/globals';
import { describeFigures } from '../../faults/describe-figures.ts';
import { brokenPromises, figuresOf } from '../../faults/figures.ts';
import type { SwarmResult } from '../../faults/swarm.ts';

const result = (changes: Partial<SwarmResult['findings']> = {}): SwarmResult => ({
  findings: {
    posts: 4,
    latenessMs: [100, 200, 200, 250],
    copyLifeMs: [],
    missed: [],
    doubled: [],
    extra: [],
    early: [],
    late: [],
    outOfOrder: [],
    wrongChannel: [],
    wrongWorkspace: [],
    ...changes,
  },
  answers: { confirmed: 3, lost: [], extra: [] },
  lost: [],
  faults: { 'kill -9': 2, '429': 5 },
  recoveredMs: 1_234.5,
  crashed: 0,
});
const due = { session: 'Talk 1', kind: 'card', workspace: 'T1', channel: 'C1', dueAt: 0 };
const seen = { session: 'Talk 1', kind: 'card', workspace: 'T1', channel: 'C1', at: 0 };
const press = { session: 'S1', member: 'U1', question: 'plan', value: '1', confirmed: true };

describe('the figures', () => {
  test('are those of both parts together, and lateness of each', () => {
    const faulted = result({ latenessMs: [1_000, 3_000], copyLifeMs: [400, 900] });
    expect(figuresOf(7, result(), faulted, [])).toEqual({
      seed: 7,
      posts: 8,
      lost: 0,
      doubledAtRest: 0,
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

  test('say in a table what was found, beside what is promised', () => {
    const figures = figuresOf(7, result(), result(), [{ name: 'a clock', passed: true }]);
    const table = describeFigures(figures, []);
    expect(table).toMatch(/^lost +0 +promised: 0$/m);
    expect(table).toMatch(/^late with faults, p99 +250 ms +p50 200, p95 250, max 250; promised: 5,000 ms$/m);
    expect(table).toMatch(/^passed +a clock$/m);
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
