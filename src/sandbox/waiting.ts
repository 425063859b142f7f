/** Waiting with timers that can be ended early and keep no process alive. */
export function realWaiting() {
  const ends = new Set<() => void>();
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms).unref();
      ends.add(end);
    });
  return {
    wait,
    stop: () => {
      for (const end of [...ends]) end();
    },
  };
}
