import { TEAMS_LIMITS } from '../../teams/limits.ts';
import type { Operation } from './control.ts';
import { partsOf } from './ids.ts';

type Windows = readonly { count: number; seconds: number }[];

const { perConversation, perTenant, reading } = TEAMS_LIMITS.rates;
const eachSecond = (count: number): Windows => [{ count, seconds: 1 }];

const sending: readonly Operation[] = [
  'createConversation',
  'sendToConversation',
  'replyToActivity',
  'updateActivity',
  'deleteActivity',
];

/** Counts calls by Teams' rates, on the machine clock. Refused ones do not count. */
export class Rates {
  readonly #machineNow: () => number;
  readonly #calls = new Map<string, number[]>();

  constructor(machineNow: () => number) {
    this.#machineNow = machineNow;
  }

  /**
   * Counts one call of the connector.
   * @param conversationId with or without a thread, which does not count for itself
   * @returns seconds to wait when it comes too early, else `undefined`
   */
  retryAfter(operation: Operation, tenantId: string, conversationId: string): number | undefined {
    const keys: [string, Windows][] = [[tenantId, eachSecond(perTenant.perSecond)]];
    if (sending.includes(operation)) keys.push([partsOf(conversationId).id, perConversation]);
    return this.#count(keys);
  }

  /** Counts one reading of a channel's messages, likewise. */
  readingRetryAfter(teamId: string, channelId: string): number | undefined {
    return this.#count([
      ['reading', eachSecond(reading.perTenant)],
      [`reading ${teamId}`, eachSecond(reading.perTeam)],
      [`reading ${channelId}`, eachSecond(reading.perChannel)],
    ]);
  }

  #count(keys: readonly [string, Windows][]): number | undefined {
    const waits = keys.map(([key, windows]) => this.#waitFor(key, windows));
    const longest = Math.max(...waits);
    if (longest > 0) return Math.ceil(longest / 1_000);
    for (const [key] of keys) this.#calls.set(key, [...(this.#calls.get(key) ?? []), this.#machineNow()]);
    return undefined;
  }

  /** Milliseconds until every window has room again. */
  #waitFor(key: string, windows: Windows): number {
    const now = this.#machineNow();
    const longestMs = Math.max(...windows.map(({ seconds }) => seconds)) * 1_000;
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - longestMs);
    this.#calls.set(key, recent);
    const waits = windows.map(({ count, seconds }) => {
      const first = recent.at(-count);
      return first === undefined ? 0 : Math.max(0, first + seconds * 1_000 - now);
    });
    return Math.max(...waits);
  }
}
