import type { MachineClock } from '../use-cases/ports.ts';

/** What those who wait in a lane know of each other. */
export type Lane = {
  /**
   * Set by one who was put back until then (machine clock): whoever comes after it in the meantime goes back, too,
   * so that all are claimed again in their order.
   */
  heldUntil: Date | undefined;
};

export type Lanes = {
  /** Runs `work` after all the work that was given before it under the same key; other keys run side by side. */
  run(key: string, work: (lane: Lane) => Promise<void>): Promise<void>;
};

type Queue = { lane: Lane; tail: Promise<void>; length: number };

/** Up to so many, lanes that are held may be kept for longer than needed. */
const fewLanes = 1_000;

/** Keeps the order within a channel. `work` must not reject. */
export const createLanes = (machine: Pick<MachineClock, 'now'>): Lanes => {
  const queues = new Map<string, Queue>();
  let sweepAt = fewLanes;

  const forgetIdle = () => {
    if (queues.size < sweepAt) return;
    const now = machine.now();
    for (const [key, { lane, length }] of queues) {
      if (length === 0 && (!lane.heldUntil || lane.heldUntil <= now)) queues.delete(key);
    }
    sweepAt = Math.max(fewLanes, 2 * queues.size);
  };

  return {
    run: (key, work) => {
      const queue = queues.get(key) ?? { lane: { heldUntil: undefined }, tail: Promise.resolve(), length: 0 };
      queues.set(key, queue);
      queue.length += 1;
      queue.tail = queue.tail
        .then(() => work(queue.lane))
        .then(() => {
          queue.length -= 1;
          if (queue.length > 0) return;
          if (queue.lane.heldUntil) forgetIdle();
          else queues.delete(key);
        });
      return queue.tail;
    },
  };
};
