import { percentile } from '../bench/percentile.ts';
import type { SeedResult } from './seed-result.ts';
import type { Traced } from './trace.ts';

/** All seeds together. */
export type Summary = {
  seeds: number;
  failed: number[];
  posts: number;
  answers: number;
  resends: number;
  blindResends: number;
  extraCopies: number;
  longestCopyMs: number;
  latenessMs: number[];
  faults: Map<string, number>;
};

export const emptySummary = (): Summary => ({
  ...{ seeds: 0, failed: [], posts: 0, answers: 0, resends: 0, blindResends: 0 },
  ...{ extraCopies: 0, longestCopyMs: 0, latenessMs: [], faults: new Map() },
});

/** Adds a seed to `summary`. */
export const addSeed = (summary: Summary, { seed, figures, faults, violations }: SeedResult): void => {
  summary.seeds += 1;
  if (violations.length > 0) summary.failed.push(seed);
  for (const name of ['posts', 'answers', 'resends', 'blindResends', 'extraCopies'] as const) {
    summary[name] += figures[name];
  }
  summary.longestCopyMs = Math.max(summary.longestCopyMs, figures.longestCopyMs);
  summary.latenessMs.push(...figures.latenessMs);
  for (const [kind, count] of faults) summary.faults.set(kind, (summary.faults.get(kind) ?? 0) + count);
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

export const describeSummary = (summary: Summary, tookMs: number): string => {
  const { latenessMs, faults, failed } = summary;
  const late = (share: number) => seconds(percentile(latenessMs, share));
  const figures: [string, string][] = [
    ['seeds', `${summary.seeds} (${(summary.seeds / (tookMs / 1_000)).toFixed(1)} a second)`],
    ['failed', failed.length === 0 ? '0' : failed.join(', ')],
    ['messages posted', String(summary.posts)],
    ['answers confirmed', String(summary.answers)],
    ['sent again', `${summary.resends}, of these ${summary.blindResends} without proof`],
    [
      'extra copies',
      `${summary.extraCopies}, the longest beside another for ${seconds(summary.longestCopyMs)}`,
    ],
    ['late, faults included', `p50 ${late(0.5)}, p99 ${late(0.99)}, max ${late(1)}`],
    ['faults', String([...faults.values()].reduce((sum, count) => sum + count, 0))],
  ];
  const byKind = [...faults]
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]): [string, string] => [`  ${kind}`, String(count)]);
  return [...figures, ...byKind].map(([name, value]) => `${name.padEnd(42)} ${value}`).join('\n');
};

/** A seed that fails: what is broken, what led to it, and how to see it again. */
export const describeFailure = ({ seed, startMs, violations, leadUp }: SeedResult): string =>
  [
    `seed ${seed} breaks a promise:`,
    ...violations.map(({ promise, what, about, at }) =>
      [`  ${promise}`, what, about && `(${about})`, `at ${seconds(at - startMs)}`].filter(Boolean).join(' '),
    ),
    'what led to the first:',
    ...leadUp.map((event) => describeEvent(event, startMs)),
    `again: npm run test:simulation -- --seed ${seed} --trace`,
  ].join('\n');

export const describeEvent = ({ at, who, what, about }: Traced, startMs: number): string =>
  `${((at - startMs) / 1_000).toFixed(3).padStart(9)}  ${who.padEnd(9)} ${about.padEnd(12)} ${what}`;
