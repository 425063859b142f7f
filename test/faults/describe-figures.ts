import { aligned } from '../bench/aligned.ts';
import { type Figures, type Lateness, promised } from './figures.ts';

/** The figures as a table for people, each beside what is promised. */
export const describeFigures = (figures: Figures, broken: readonly string[]): string => {
  const { clean, faulted } = figures.latenessMs;
  const rows: (readonly [what: string, figure: string, beside: string])[] = [
    ['posts that were due', count(figures.posts), ''],
    ['lost', count(figures.lost), 'promised: 0'],
    ['doubled at rest', count(figures.doubledAtRest), 'promised: 0'],
    ['extra copies for a while', count(figures.transientCopies), longestCopy(figures)],
    ['early', count(figures.early), 'promised: 0'],
    ['out of order', count(figures.outOfOrder), 'promised: 0'],
    ['not due, or elsewhere', count(figures.elsewhere), 'promised: 0'],
    ['late without faults, p99', `${count(clean.p99)} ms`, lateness(clean, promised.clean.p99)],
    ['late with faults, p99', `${count(faulted.p99)} ms`, lateness(faulted, promised.faulted.p99)],
    [
      'answers confirmed and lost',
      count(figures.answersLost),
      `of ${count(figures.answersConfirmed)} confirmed`,
    ],
    [
      'backlog gone after the trouble',
      `${count(figures.recoveredMs)} ms`,
      `promised: ${count(promised.recoveredMs)} ms`,
    ],
    ['faults injected', count(figures.faults), kinds(figures.faultsByKind)],
  ];
  const scenarios = figures.scenarios.map(
    ({ name, passed }) => [passed ? 'passed' : 'FAILED', name] as const,
  );
  return [
    ...aligned(rows, [1]),
    ...(scenarios.length > 0 ? ['', ...aligned(scenarios, [])] : []),
    '',
    `seed ${figures.seed}`,
    ...(broken.length > 0 ? ['', 'Broken promises:', ...broken.map((line) => `- ${line}`)] : []),
  ].join('\n');
};

const longestCopy = ({ longestCopyMs }: Figures): string =>
  `the longest stood ${count(longestCopyMs)} ms; promised: ${count(promised.longestCopyMs)} ms`;

const lateness = ({ p50, p95, max }: Lateness, promisedMs: number): string =>
  `p50 ${count(p50)}, p95 ${count(p95)}, max ${count(max)}; promised: ${count(promisedMs)} ms`;

const kinds = (byKind: Record<string, number>): string =>
  Object.entries(byKind)
    .map(([kind, times]) => `${kind}: ${times}`)
    .join(' · ');

const count = (number: number): string => number.toLocaleString('en');
