const everyMs = 20;
/** Less than that is what a busy machine does. */
const noticedMs = 200;

/**
 * Does something and tells how long the machine stood still meanwhile, as rented ones do: by how much a timer came too
 * late. What was promised to take so long took that much less.
 */
export const withStandstill = async <Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; stoodStillMs: number }> => {
  let stoodStillMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const lateMs = now - last - everyMs;
    if (lateMs > noticedMs) stoodStillMs += lateMs;
    last = now;
  }, everyMs);
  try {
    const result = await work();
    return { result, stoodStillMs };
  } finally {
    clearInterval(timer);
  }
};
