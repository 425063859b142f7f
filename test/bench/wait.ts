/** Resolves after so many milliseconds. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const lookEveryMs = 50;

/** Looks again and again until `isSo`, for at most `longestMs`. @returns whether it came to be so */
export const waitUntil = async (isSo: () => Promise<boolean>, longestMs: number): Promise<boolean> => {
  const endsAt = performance.now() + longestMs;
  while (!(await isSo())) {
    if (performance.now() > endsAt) return false;
    await wait(lookEveryMs);
  }
  return true;
};
