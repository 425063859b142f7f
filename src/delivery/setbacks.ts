/**
 * How often something has failed in a row, by delivery, as far as this process knows. A claim's attempt cannot
 * tell: waiting for a permit makes attempts, too.
 */
export type Setbacks = {
  /** @returns how often by now */
  add(key: string): number;
  clear(key: string): void;
};

/** The oldest are forgotten above this: another process may have brought them to an end. */
const mostRemembered = 10_000;

export const createSetbacks = (): Setbacks => {
  const counts = new Map<string, number>();
  return {
    add: (key) => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.delete(key);
      counts.set(key, count);
      if (counts.size > mostRemembered) counts.delete(counts.keys().next().value!);
      return count;
    },
    clear: (key) => void counts.delete(key),
  };
};

const firstDelayMs = 250;
const longestDelayMs = 30_000;

/** After a call that was certainly not done: 250 ms, 500 ms … 30 s. `count` is 1 the first time. */
export const retryDelayMs = (count: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** (count - 1));

/**
 * After a fault of our own: 250 ms, 1 s, 4 s, 16 s. Steeper, because a letter is given up after a few of them, and
 * a database that hesitates for seconds must not cost a message.
 */
export const faultDelayMs = (count: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 4 ** (count - 1));
