/**
 * When a call goes wrong. `before`: it is not carried out; `after`: it is carried out, and only the answer is lost;
 * `afterMs`: it goes wrong at once, and is carried out so much later.
 */
export type Moment = 'before' | 'after' | { afterMs: number };

type Where = (args: Record<string, unknown>) => boolean;

/** Faults by method; `*` means any method. */
export interface FaultPlan<Fault, Method extends string = string> {
  /** For the next `times` (default 1) calls of that method, of those whose arguments satisfy `where`. */
  next(method: Method, fault: Fault, times?: number, where?: Where): void;
  always(method: Method, fault: Fault, where?: Where): void;
  /** Lets each call of that method wait `ms` before it is carried out. */
  slow(method: Method, ms: number): void;
  /** Lets them wait until they are released, by what is returned or by `clear`. */
  hold(method: Method): () => void;
  clear(): void;
}

interface Planned<Fault> {
  fault: Fault;
  left: number;
  where: Where | undefined;
}

/** Faults on demand, by method. */
export class PlannedFaults<Fault> implements FaultPlan<Fault> {
  readonly #planned = new Map<string, Planned<Fault>[]>();
  readonly #delays = new Map<string, () => Promise<void>>();
  readonly #releases = new Set<() => void>();

  next(method: string, fault: Fault, times = 1, where?: Where): void {
    this.#planned.set(method, [...(this.#planned.get(method) ?? []), { fault, left: times, where }]);
  }

  always(method: string, fault: Fault, where?: Where): void {
    this.next(method, fault, Number.POSITIVE_INFINITY, where);
  }

  slow(method: string, ms: number): void {
    this.#delays.set(method, () => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  hold(method: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wait = () => promise;
    this.#delays.set(method, wait);
    const release = () => {
      if (this.#delays.get(method) === wait) this.#delays.delete(method);
      this.#releases.delete(release);
      resolve();
    };
    this.#releases.add(release);
    return release;
  }

  clear(): void {
    this.#planned.clear();
    this.#delays.clear();
    for (const release of this.#releases) release();
  }

  /** The fault that is due for this call, if any; it is used up by asking. */
  take(method: string, args: Record<string, unknown>): Fault | undefined {
    const planned = [...(this.#planned.get(method) ?? []), ...(this.#planned.get('*') ?? [])];
    const due = planned.find(({ left, where }) => left > 0 && (where?.(args) ?? true));
    if (!due) return undefined;
    due.left -= 1;
    return due.fault;
  }

  /** Waits as long as calls of this method are to be delayed. */
  async delay(method: string): Promise<void> {
    await (this.#delays.get(method) ?? this.#delays.get('*'))?.();
  }
}
