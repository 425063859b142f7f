import type { Changes } from './changes.ts';
import type { TrafficEntry } from './control.ts';

/** Keeps API calls, `response_url` posts and deliveries, in the order of their ends. */
export class Traffic {
  readonly entries: TrafficEntry[] = [];
  readonly #now: () => Date;
  readonly #machineNow: () => number;
  readonly #changes: Changes;
  readonly #most: number;

  /** @param most about so many of the latest entries are kept */
  constructor(now: () => Date, machineNow: () => number, changes: Changes, most: number) {
    this.#now = now;
    this.#machineNow = machineNow;
    this.#changes = changes;
    this.#most = most;
  }

  /** Notes the beginning of an exchange; the returned function notes its end. */
  begin(
    about: Pick<TrafficEntry, 'kind' | 'name' | 'request' | 'channelId' | 'to' | 'retry'>,
  ): (outcome: Pick<TrafficEntry, 'status' | 'error' | 'response'>) => TrafficEntry {
    const at = this.#now();
    const machineAt = this.#machineNow();
    return (outcome) => {
      const entry = { ...about, ...outcome, at, machineAt, ms: this.#machineNow() - machineAt };
      this.entries.push(entry);
      // Not one by one: that would move all the others each time.
      if (this.entries.length > 2 * this.#most) this.entries.splice(0, this.entries.length - this.#most);
      this.#changes.announce();
      return entry;
    };
  }
}
