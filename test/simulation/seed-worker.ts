import { parentPort, workerData } from 'node:worker_threads';
import { readTemplates } from '../../src/read-templates.ts';
import { runSeed } from './seed-result.ts';

/** Plays its share of the seeds and sends what came of each. */
const { seeds, trace } = workerData as { seeds: number[]; trace: boolean };
const content = readTemplates('en').sessions[0]!;
for (const seed of seeds) parentPort?.postMessage(await runSeed(seed, content, { trace }));
