import { SLACK_LIMITS } from '../../slack/limits.ts';

const { rates } = SLACK_LIMITS;

/** Methods with a tier of their own; `chat.postMessage` has its special rule, all others are in tier 3. */
const PER_MINUTE: Record<string, number> = {
  'chat.update': rates.update.perMinute,
  'chat.postEphemeral': rates.postEphemeral.perMinute,
  'auth.test': rates.tiers[4].perMinute,
  'conversations.members': rates.tiers[4].perMinute,
  'users.info': rates.tiers[4].perMinute,
  'users.list': rates.tiers[2].perMinute,
  'conversations.list': rates.tiers[2].perMinute,
  'views.open': rates.tiers[4].perMinute,
  'views.push': rates.tiers[4].perMinute,
  'views.update': rates.tiers[4].perMinute,
  'views.publish': rates.tiers[4].perMinute,
};

/** Counts calls by Slack's rates, on the machine clock. */
export class Rates {
  readonly #machineNow: () => number;
  readonly #minutes = new Map<string, number[]>();
  /** Per channel: posts that may still go out at once, and when that was counted. */
  readonly #bursts = new Map<string, { left: number; at: number }>();

  constructor(machineNow: () => number) {
    this.#machineNow = machineNow;
  }

  /** Counts one call. @returns seconds to wait when it comes too early, else `undefined` */
  retryAfter(method: string, channelId: string | undefined): number | undefined {
    if (method !== 'chat.postMessage') {
      return this.#countInMinute(method, PER_MINUTE[method] ?? rates.tiers[3].perMinute);
    }
    return this.#countPost(channelId ?? '') ?? this.#countInMinute(method, rates.postsPerWorkspace.perMinute);
  }

  #countInMinute(key: string, allowed: number): number | undefined {
    const now = this.#machineNow();
    const recent = (this.#minutes.get(key) ?? []).filter((at) => at > now - 60_000);
    this.#minutes.set(key, recent);
    if (recent.length < allowed) {
      recent.push(now);
      return undefined;
    }
    return Math.max(1, Math.ceil(((recent[0] ?? now) + 60_000 - now) / 1_000));
  }

  #countPost(channelId: string): number | undefined {
    const { perSecond, burst } = rates.postsPerChannel;
    const now = this.#machineNow();
    const before = this.#bursts.get(channelId) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + ((now - before.at) / 1_000) * perSecond);
    const allowed = left >= 1;
    this.#bursts.set(channelId, { left: allowed ? left - 1 : left, at: now });
    return allowed ? undefined : Math.ceil((1 - left) / perSecond);
  }
}
