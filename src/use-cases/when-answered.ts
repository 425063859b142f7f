import type { MachineClock } from './ports.ts';

/** Keeps what is being answered in `underWay` until it has ended, however it ends. */
export const holdIn =
  (underWay: Set<Promise<unknown>>) =>
  <Result>(work: Promise<Result>): Promise<Result> => {
    const held = work.finally(() => underWay.delete(held));
    underWay.add(held);
    return held;
  };

/**
 * Resolves when nothing of `underWay` is being answered any more, or when that takes too long.
 * @param underWay who answers takes its work out when it has ended
 * @param longestMs milliseconds of the machine clock
 */
export const whenAnswered = async (
  underWay: ReadonlySet<Promise<unknown>>,
  clock: MachineClock,
  longestMs: number,
): Promise<void> => {
  const done = new AbortController();
  const all = async () => {
    // What comes in until the connection is closed is answered as well.
    while (underWay.size > 0) await Promise.allSettled(underWay);
    done.abort();
  };
  void all();
  await clock.wait(longestMs, done.signal);
};
