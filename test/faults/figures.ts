import { percentile } from '../bench/percentile.ts';
import type { SwarmResult } from './swarm.ts';

/** Milliseconds from the instant at which a message was due to its arrival. */
export type Lateness = { p50: number; p95: number; p99: number; max: number };

export type ScenarioResult = { name: string; passed: boolean; why?: string };

/** What the programme has found. */
export type Figures = {
  seed: number;
  posts: number;
  lost: number;
  doubledAtRest: number;
  transientCopies: number;
  longestCopyMs: number;
  early: number;
  outOfOrder: number;
  /** Messages that were not due, or not there. */
  elsewhere: number;
  latenessMs: { clean: Lateness; faulted: Lateness };
  /** From the end of the trouble until no backlog was left. */
  recoveredMs: number;
  answersConfirmed: number;
  answersLost: number;
  answersDoubled: number;
  crashed: number;
  faults: number;
  faultsByKind: Record<string, number>;
  scenarios: ScenarioResult[];
};

/** What is promised (reliability 1): p99 in milliseconds, and for the faulted part the longest. */
export const promised = {
  clean: { p50: 300, p99: 2_000 },
  faulted: { p99: 5_000, max: 15_000 },
  longestCopyMs: 60_000,
  recoveredMs: 60_000,
} as const;

export const latenessOf = (latenessMs: readonly number[]): Lateness => ({
  p50: percentile(latenessMs, 0.5),
  p95: percentile(latenessMs, 0.95),
  p99: percentile(latenessMs, 0.99),
  max: percentile(latenessMs, 1),
});

/** The figures of a long run in its two parts. */
export const figuresOf = (
  seed: number,
  clean: SwarmResult,
  faulted: SwarmResult,
  scenarios: ScenarioResult[],
): Figures => {
  const parts = [clean, faulted];
  const count = (how: (part: SwarmResult) => number) => parts.map(how).reduce((sum, one) => sum + one, 0);
  const copies = parts.flatMap(({ findings }) => findings.copyLifeMs);
  return {
    seed,
    posts: count(({ findings }) => findings.posts),
    lost: count(({ findings }) => findings.missed.length),
    doubledAtRest: count(({ findings }) => findings.doubled.length),
    transientCopies: copies.length,
    longestCopyMs: Math.max(0, ...copies),
    early: count(({ findings }) => findings.early.length),
    outOfOrder: count(({ findings }) => findings.outOfOrder.length),
    elsewhere: count(
      ({ findings: { extra, wrongChannel, wrongWorkspace } }) =>
        extra.length + wrongChannel.length + wrongWorkspace.length,
    ),
    latenessMs: {
      clean: latenessOf(clean.findings.latenessMs),
      faulted: latenessOf(faulted.findings.latenessMs),
    },
    recoveredMs: Math.round(Math.max(...parts.map(({ recoveredMs }) => recoveredMs))),
    answersConfirmed: count(({ answers }) => answers.confirmed),
    answersLost: count(({ answers }) => answers.lost.length),
    answersDoubled: count(({ answers }) => answers.extra.length),
    crashed: count(({ crashed }) => crashed),
    faults: Object.values(faulted.faults).reduce((sum, one) => sum + one, 0),
    faultsByKind: faulted.faults,
    scenarios,
  };
};

/**
 * The promises that are broken, each as a line; none where all is well.
 * @param isLong lateness is judged, too: in a short run on a shared machine it is only told
 */
export const brokenPromises = (figures: Figures, isLong: boolean): string[] => {
  const { clean, faulted } = figures.latenessMs;
  const none: readonly (readonly [what: string, count: number])[] = [
    ['lost', figures.lost],
    ['doubled at rest', figures.doubledAtRest],
    ['early', figures.early],
    ['out of order', figures.outOfOrder],
    ['not due, or elsewhere', figures.elsewhere],
    ['answers lost', figures.answersLost],
    ['answers doubled', figures.answersDoubled],
    ['processes that ended by themselves', figures.crashed],
  ];
  const limits: readonly (readonly [what: string, figure: number, most: number])[] = [
    ['copy that stood longest', figures.longestCopyMs, promised.longestCopyMs],
    ['recovery', figures.recoveredMs, promised.recoveredMs],
    ...(isLong
      ? ([
          ['lateness clean, p50', clean.p50, promised.clean.p50],
          ['lateness clean, p99', clean.p99, promised.clean.p99],
          ['lateness faulted, p99', faulted.p99, promised.faulted.p99],
          ['lateness faulted, max', faulted.max, promised.faulted.max],
        ] as const)
      : []),
  ];
  return [
    ...none.flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : [])),
    ...limits.flatMap(([what, ms, most]) => (ms > most ? [`${what}: ${ms} ms, promised ${most} ms`] : [])),
    ...figures.scenarios.flatMap(({ name, passed, why }) => (passed ? [] : [`scenario "${name}": ${why}`])),
  ];
};
