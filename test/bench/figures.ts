import { z } from 'zod';

const amount = z.number().nonnegative();

/** Seconds from the due instant to the last post that the platform accepted. */
const herd = z.object({ ratio: amount, seconds: amount, baselineSeconds: amount, posts: amount });

const answers = z.object({
  ratio: amount,
  perSecond: amount,
  baselinePerSecond: amount,
  /** Of the open loop. */
  p99Ms: amount,
  openLoopPerSecond: amount,
  /** Acknowledged, and told to be saved, without a row. */
  lost: amount,
  /** Told that they are not saved. */
  refused: amount,
});

const peer = z.object({
  name: z.string(),
  /** Posts that are due at one instant. */
  perSecond: amount,
  p99LatenessMs: amount,
  /** Of `killed` posts whose process is killed again and again. */
  killed: amount,
  lost: amount,
  doubled: amount,
});

const scale = z.object({
  claimP99Ms: amount,
  reportMs: amount,
  futureRows: amount,
  answers: amount,
});

const memory = z.array(z.object({ planned: amount, rssMb: amount }));

export const figuresSchema = z
  .object({ herd, answers, peers: z.array(peer), scale, memory })
  .partial()
  .strict();

/** What the bench has measured; parts that were left out are absent. */
export type Figures = z.infer<typeof figuresSchema>;
export type Herd = z.infer<typeof herd>;
export type Answers = z.infer<typeof answers>;
export type Peer = z.infer<typeof peer>;
export type Scale = z.infer<typeof scale>;
export type Memory = z.infer<typeof memory>;

/** What the product aims at (reliability 7). */
export const aims = {
  herdRatio: 1.5,
  answersRatio: 0.4,
  answersP99Ms: 500,
  answersPerSecond: 1_100,
  claimP99Ms: 20,
  reportMs: 200,
} as const;
