import type { Changes } from './changes.ts';
import type { TrafficEntry } from './traffic.ts';

/**
 * Waits until `condition` is truthy; evaluated at once, after every change, and once more at the end.
 * A condition that throws counts as "not yet".
 * @throws when the time is up, with `because`, the last error of the condition and the latest traffic
 */
export async function until<T>(
  changes: Changes,
  traffic: readonly TrafficEntry[],
  condition: () => T,
  { timeoutMs = 30_000, because }: { timeoutMs?: number; because?: string },
): Promise<NonNullable<T>> {
  const { promise, resolve, reject } = Promise.withResolvers<NonNullable<T>>();
  let lastError: unknown;
  const evaluate = () => {
    try {
      const value = condition();
      if (value) resolve(value);
    } catch (error) {
      lastError = error;
    }
  };
  const stopListening = changes.listen(evaluate);
  const timer = setTimeout(() => {
    evaluate();
    reject(new Error(explain(because, timeoutMs, traffic), { cause: lastError }));
  }, timeoutMs);
  evaluate();
  return promise.finally(() => {
    clearTimeout(timer);
    stopListening();
  });
}

function explain(because: string | undefined, timeoutMs: number, traffic: readonly TrafficEntry[]): string {
  const latest = traffic
    .slice(-8)
    .map(({ name, status, error, channelId }) =>
      [` `, name, channelId, status || 'no answer', error].filter(Boolean).join(' '),
    );
  const what = because
    ? `Not within ${timeoutMs} ms: ${because}`
    : `The condition did not hold within ${timeoutMs} ms`;
  return [`${what}. Latest traffic:`, ...(latest.length > 0 ? latest : ['  none'])].join('\n');
}
