import type { Changes } from './changes.ts';

/** One exchange with the bot. */
export interface TrafficEntry {
  /** Session clock, at its beginning. */
  at: Date;
  /** Machine clock in milliseconds, at its beginning. */
  machineAt: number;
  kind: 'call' | 'response_url' | 'delivery';
  /**
   * Slack: method (`chat.update`), `response_url`, or type (`command`, `block_actions`, `event member_joined_channel`).
   * Teams: operation (`sendToConversation`), or the activity (`message`, `invoke task/fetch`).
   */
  name: string;
  channelId?: string;
  /** HTTP status of the answer; 0 when there was none. */
  status: number;
  /** The platform's error code, or what went wrong on the way. */
  error?: string;
  ms: number;
  /** Arguments of a call, payload of a delivery. */
  request: Record<string, unknown>;
  /** Body of the answer. */
  response: unknown;
  /** Request URL of a delivery (or `socket 3`), and the number of the retry (0: first attempt). */
  to?: string;
  retry?: number;
}

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
