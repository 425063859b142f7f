import type { MachineClock } from './ports.ts';

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
