const everyMs = 20;
/** Less than that is what a busy machine does. */
const noticedMs = 200;

/**
 * Does something and tells how long the machine stood still meanwhile, as rented ones do: by how much a timer came too
 * late.
 * @returns `tookMs`: without that, for what is promised to take so long at most
 */
export const withStandstill = async <Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; stoodStillMs: number; tookMs: number }> => {
  let stoodStillMs = 0;
  const began = performance.now();
  let last = began;
  const look = () => {
    const now = performance.now();
    const lateMs = now - last - everyMs;
    if (lateMs > noticedMs) stoodStillMs += lateMs;
    last = now;
  };
  const timer = setInterval(look, everyMs);
  try {
    const result = await work();
    // What ends the work may be handled before the timer that is too late.
    look();
    return { result, stoodStillMs, tookMs: last - began - stoodStillMs };
  } finally {
    clearInterval(timer);
  }
};
