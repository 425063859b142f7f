import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createProgress } from '../bench/progress.ts';
import { regressionSeeds } from './regression-seeds.ts';
import type { SeedResult } from './seed-result.ts';
import { addSeed, describeEvent, describeFailure, describeSummary, emptySummary } from './summary.ts';

const help = `npm run test:simulation -- [--seeds 500] [--from 1] [--seed 1234 [--trace]]`;
const tellEveryMs = 5_000;

const run = async (): Promise<boolean> => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '500' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
  });
  const [count, from] = [number(values.seeds), number(values.from)];
  const seeds =
    values.seed === undefined
      ? [
          ...regressionSeeds.map(({ seed }) => seed),
          ...Array.from({ length: count }, (_, index) => from + index),
        ]
      : [number(values.seed)];
  const progress = createProgress();
  const beganAt = performance.now();
  let toldAt = beganAt;
  const summary = emptySummary();
  await playAll(seeds, values.trace, (result) => {
    addSeed(summary, result);
    for (const event of result.events) print(describeEvent(event, result.startMs));
    if (result.violations.length > 0) print(`\n${describeFailure(result)}\n`);
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    progress(
      `${summary.seeds} of ${seeds.length} seeds, ${summary.posts} messages, ${summary.failed.length} failed`,
    );
  });
  print(describeSummary(summary, performance.now() - beganAt));
  return summary.failed.length === 0;
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const number = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is no number\n${help}`);
  return Number(text);
};

/** Plays the seeds on all cores. */
const playAll = async (
  seeds: readonly number[],
  trace: boolean,
  tell: (result: SeedResult) => void,
): Promise<void> => {
  const cores = Math.min(availableParallelism(), seeds.length);
  const shares = Array.from({ length: cores }, (_, core) =>
    seeds.filter((_, index) => index % cores === core),
  );
  await Promise.all(
    shares.map(
      (share) =>
        new Promise<void>((resolve, reject) => {
          const url = new URL('seed-worker.ts', import.meta.url);
          const worker = new Worker(url, { workerData: { seeds: share, trace } });
          worker.on('message', tell);
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
};

try {
  if (!(await run())) process.exitCode = 1;
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
}
