import type { Figures } from '../../bench/figures.ts';

/** As the bench may have measured them. */
export const figures = {
  herd: { ratio: 1.4, seconds: 7.42, baselineSeconds: 5.3, posts: 10_000 },
  answers: {
    ratio: 0.45,
    perSecond: 1_710,
    baselinePerSecond: 3_800,
    p99Ms: 38,
    openLoopPerSecond: 1_100,
    lost: 0,
    refused: 0,
  },
  peers: [
    { name: 'microtraining', perSecond: 1_350, p99LatenessMs: 3_700, killed: 1_500, lost: 0, doubled: 0 },
    { name: 'graphile-worker', perSecond: 1_650, p99LatenessMs: 3_000, killed: 1_500, lost: 212, doubled: 0 },
    { name: 'pg-boss', perSecond: 900, p99LatenessMs: 5_500, killed: 1_500, lost: 208, doubled: 0 },
    { name: 'node-cron', perSecond: 1_800, p99LatenessMs: 2_700, killed: 1_500, lost: 610, doubled: 12 },
  ],
  scale: { claimP99Ms: 4.2, reportMs: 31, futureRows: 1_000_000, answers: 10_000_000 },
  memory: [
    { planned: 0, rssMb: 163 },
    { planned: 10_000, rssMb: 163 },
    { planned: 1_000_000, rssMb: 164 },
  ],
} satisfies Figures;
