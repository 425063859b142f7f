import { type Connections, createConnections } from './connections.ts';
import { serve } from './serve.ts';
import { createPresses, type PressParts } from './signed-press.ts';
import { wait } from './wait.ts';

let press: (number: number) => string;
let connections: Connections;
let next = 0;
let acknowledged: number[] = [];

/** @returns after how many milliseconds it was acknowledged */
const sendOne = async (): Promise<number> => {
  const beganAt = performance.now();
  const number = next++;
  try {
    const status = await connections.send(press(number));
    if (status === 200) acknowledged.push(number);
  } catch {
    // A connection that broke acknowledges nothing.
  }
  return performance.now() - beganAt;
};

/** Stands for Slack: sends signed presses, from a process of its own. */
export const answerSenderDeeds = serve({
  prepare: async (parts: PressParts & { most: number }): Promise<void> => {
    press = createPresses(parts);
    connections = createConnections(parts.url, parts.most);
    next = 0;
    acknowledged = [];
  },

  /** So many of them, so many at once. */
  few: async ({ atOnce, count }: { atOnce: number; count: number }): Promise<void> => {
    const last = next + count;
    const worker = async () => {
      while (next < last) await sendOne();
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  },

  /** So many at once, each followed by the next. @returns how many a second were acknowledged */
  closed: async ({ atOnce, forMs }: { atOnce: number; forMs: number }): Promise<number> => {
    const before = acknowledged.length;
    const beganAt = performance.now();
    const worker = async () => {
      while (performance.now() - beganAt < forMs) await sendOne();
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return (acknowledged.length - before) / ((performance.now() - beganAt) / 1_000);
  },

  /**
   * So many a second, whether those before are acknowledged or not.
   * @returns after how many milliseconds each was acknowledged, counted from when it should have been sent
   */
  open: async ({ perSecond, forMs }: { perSecond: number; forMs: number }): Promise<Float64Array> => {
    const total = Math.round((perSecond * forMs) / 1_000);
    const latencies = new Float64Array(total);
    const underWay: Promise<void>[] = [];
    const beganAt = performance.now();
    for (let sent = 0; sent < total; ) {
      for (let dueMs = (sent * 1_000) / perSecond; sent < total && performance.now() - beganAt >= dueMs; ) {
        const number = sent++;
        const lateMs = performance.now() - beganAt - dueMs;
        underWay.push(
          sendOne().then((ms) => {
            latencies[number] = lateMs + ms;
          }),
        );
        dueMs = (sent * 1_000) / perSecond;
      }
      await wait(1);
    }
    await Promise.all(underWay);
    return latencies;
  },

  /** The numbers of the presses that were. */
  acknowledged: async (): Promise<readonly number[]> => acknowledged,
});
export type AnswerSenderDeeds = typeof answerSenderDeeds;
