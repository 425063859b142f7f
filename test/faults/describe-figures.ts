import { aligned } from '../bench/aligned.ts';
import type { Figures, Promises } from './figures.ts';

/** What was found on one platform, and what is promised there. */
export type Column = { platform: string; figures: Figures; promises: Promises };

type Row = readonly string[];
type Cell = (figures: Figures) => number;

/** The figures as a table for people, a column for each platform, beside what is promised. */
export const describeFigures = (columns: readonly Column[], broken: readonly string[]): string => {
  const [{ figures: first }] = columns as [Column];
  const counted = (what: string, cell: Cell, beside = ''): Row => [
    what,
    ...columns.map(({ figures }) => count(cell(figures))),
    beside,
  ];
  const timed = (what: string, cell: Cell, most?: (promises: Promises) => number): Row => [
    what,
    ...columns.map(({ figures }) => `${count(cell(figures))} ms`),
    most ? promised(columns, (promises) => `${count(most(promises))} ms`) : '',
  ];
  const none = 'promised: 0';
  const doubles = promised(columns, ({ doubled }) => (doubled === 'none' ? '0' : 'each reported'));
  const rows: Row[] = [
    ['', ...columns.map(({ platform }) => platform), ''],
    counted('posts that were due', (one) => one.posts),
    counted('lost', (one) => one.lost, none),
    counted('given up, and reported', (one) => one.givenUp),
    counted('doubled at rest', (one) => one.doubledAtRest, doubles),
    counted('of them reported', (one) => one.doubledAndReported),
    counted('extra copies for a while', (one) => one.transientCopies),
    timed(
      'the longest of them stood',
      (one) => one.longestCopyMs,
      (most) => most.longestCopyMs,
    ),
    counted('early', (one) => one.early, none),
    counted('out of order', (one) => one.outOfOrder, none),
    counted('not due, or elsewhere', (one) => one.elsewhere, none),
    timed(
      'late without faults, p50',
      (one) => one.latenessMs.clean.p50,
      (most) => most.clean.p50,
    ),
    timed('p95', (one) => one.latenessMs.clean.p95),
    timed(
      'p99',
      (one) => one.latenessMs.clean.p99,
      (most) => most.clean.p99,
    ),
    timed('the latest', (one) => one.latenessMs.clean.max),
    timed('late with faults, p50', (one) => one.latenessMs.faulted.p50),
    timed('p95', (one) => one.latenessMs.faulted.p95),
    timed(
      'p99',
      (one) => one.latenessMs.faulted.p99,
      (most) => most.faulted.p99,
    ),
    timed(
      'the latest',
      (one) => one.latenessMs.faulted.max,
      (most) => most.faulted.max,
    ),
    counted('answers confirmed', (one) => one.answersConfirmed),
    counted('of them lost', (one) => one.answersLost, none),
    timed(
      'backlog gone after the trouble',
      (one) => one.recoveredMs,
      (most) => most.recoveredMs,
    ),
    counted('faults injected', (one) => one.faults),
  ];
  const scenarios = columns
    .flatMap(({ figures }) => figures.scenarios)
    .map(({ name, passed }) => [passed ? 'passed' : 'FAILED', name] as const);
  return [
    ...aligned(
      rows,
      columns.map((_, index) => index + 1),
    ),
    '',
    ...columns.map(({ platform, figures }) => `${platform}: ${describeKinds(figures.faultsByKind)}`),
    ...(scenarios.length > 0 ? ['', ...aligned(scenarios, [])] : []),
    '',
    `seed ${first.seed}`,
    ...(broken.length > 0 ? ['', 'Broken promises:', ...broken.map((line) => `- ${line}`)] : []),
  ].join('\n');
};

/** One for all platforms, or each for its own. */
const promised = (columns: readonly Column[], promise: (promises: Promises) => string): string => {
  const each = columns.map(({ platform, promises }) => ({ platform, text: promise(promises) }));
  const isOne = new Set(each.map(({ text }) => text)).size === 1;
  const texts = isOne ? [each[0]!.text] : each.map(({ platform, text }) => `${text} on ${platform}`);
  return `promised: ${texts.join(', ')}`;
};

/** Faults by kind, in one line. */
export const describeKinds = (byKind: Record<string, number>): string =>
  Object.entries(byKind)
    .map(([kind, times]) => `${kind}: ${times}`)
    .join(' · ');

const count = (number: number): string => number.toLocaleString('en');
