import { percentile } from '../bench/percentile.ts';
import type { SwarmResult } from './swarm.ts';

/** Milliseconds from the instant at which a message was due to its arrival. */
export type Lateness = { p50: number; p95: number; p99: number; max: number };

export type ScenarioResult = {
  name: string;
  passed: boolean;
  why?: string;
  /** Of one that many short sessions were held in: how late the latest message came, and what was disturbed how often. */
  latestMs?: number;
  faults?: Record<string, number>;
};

/** What the programme has found on one platform. */
export type Figures = {
  seed: number;
  posts: number;
  /** Neither there nor told of by the ledger. */
  lost: number;
  /** Not there, but told of by the ledger where nobody could look it up. */
  givenUp: number;
  doubledAtRest: number;
  /** Of these, what the ledger tells of where nobody could look it up. */
  doubledAndReported: number;
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

export type Promises = {
  clean: Pick<Lateness, 'p50' | 'p99'>;
  faulted: Pick<Lateness, 'p99' | 'max'>;
  longestCopyMs: number;
  recoveredMs: number;
  /** What may stand twice at rest: nothing, or what the ledger tells of. */
  doubled: 'none' | 'reported';
};

/** What is promised where a message can be looked up (reliability 1). */
export const promised: Promises = {
  clean: { p50: 300, p99: 2_000 },
  faulted: { p99: 5_000, max: 15_000 },
  longestCopyMs: 60_000,
  recoveredMs: 60_000,
  doubled: 'none',
};

/** Where all but the desks can, which stand in chats with people. */
export const promisedButForDesks: Promises = { ...promised, doubled: 'reported' };

/** Where it cannot: what has not come is sent again after half of what it is good for, and may then stand twice. */
export const promisedWithoutLookUps = (phaseMs: number): Promises => {
  const { p99, max } = promised.faulted;
  const half = phaseMs / 2;
  return { ...promised, faulted: { p99: p99 + half, max: max + half }, doubled: 'reported' };
};

export const latenessOf = (latenessMs: readonly number[]): Lateness => ({
  p50: percentile(latenessMs, 0.5),
  p95: percentile(latenessMs, 0.95),
  p99: percentile(latenessMs, 0.99),
  max: percentile(latenessMs, 1),
});

/** How many faults were injected. */
export const faultsIn = ({ faults }: SwarmResult): number =>
  Object.values(faults).reduce((sum, one) => sum + one, 0);

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
    lost: count(({ findings, reported }) => findings.missed.length - reported.missed.length),
    givenUp: count(({ reported }) => reported.missed.length),
    doubledAtRest: count(({ findings }) => findings.doubled.length),
    doubledAndReported: count(({ reported }) => reported.doubled.length),
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
    faults: faultsIn(faulted),
    faultsByKind: faulted.faults,
    scenarios,
  };
};

/**
 * The promises that are broken, each as a line; none where all is well.
 * @param isLong lateness is judged, too: in a short run on a shared machine it is only told
 */
export const brokenPromises = (figures: Figures, isLong: boolean, promises = promised): string[] => {
  const { clean, faulted } = figures.latenessMs;
  const { doubledAtRest, doubledAndReported } = figures;
  const none: readonly (readonly [what: string, count: number])[] = [
    ['lost', figures.lost],
    promises.doubled === 'none'
      ? ['doubled at rest', doubledAtRest]
      : ['doubled at rest, not reported', doubledAtRest - doubledAndReported],
    ['early', figures.early],
    ['out of order', figures.outOfOrder],
    ['not due, or elsewhere', figures.elsewhere],
    ['answers lost', figures.answersLost],
    ['answers doubled', figures.answersDoubled],
    ['processes that ended by themselves', figures.crashed],
  ];
  const limits: readonly (readonly [what: string, figure: number, most: number])[] = [
    ['copy that stood longest', figures.longestCopyMs, promises.longestCopyMs],
    ['recovery', figures.recoveredMs, promises.recoveredMs],
    ...(isLong
      ? ([
          ['lateness clean, p50', clean.p50, promises.clean.p50],
          ['lateness clean, p99', clean.p99, promises.clean.p99],
          ['lateness faulted, p99', faulted.p99, promises.faulted.p99],
          ['lateness faulted, max', faulted.max, promises.faulted.max],
        ] as const)
      : []),
  ];
  return [
    ...(figures.faults === 0 ? ['no fault was injected'] : []),
    ...none.flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : [])),
    ...limits.flatMap(([what, ms, most]) => (ms > most ? [`${what}: ${ms} ms, promised ${most} ms`] : [])),
    ...figures.scenarios.flatMap(({ name, passed, why }) => (passed ? [] : [`scenario "${name}": ${why}`])),
  ];
};
