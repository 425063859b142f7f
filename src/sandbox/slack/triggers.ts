import { SLACK_LIMITS } from '../../slack/limits.ts';
import { SlackApiError } from './slack-api-error.ts';

/** What a `trigger_id` stands for. */
export interface Trigger {
  userId: string;
  /** The form in which the interaction happened, if any. */
  viewId: string | undefined;
}

/** Hands out `trigger_id`s: each valid for 3 s of the machine clock and for one use. */
export class Triggers {
  readonly #machineNow: () => number;
  readonly #issued = new Map<string, Trigger & { issuedAt: number; used: boolean }>();

  constructor(machineNow: () => number) {
    this.#machineNow = machineNow;
  }

  issue(userId: string, viewId?: string): string {
    const issuedAt = this.#machineNow();
    const id = `${this.#issued.size + 1}.${Math.floor(issuedAt)}.${crypto.randomUUID().replaceAll('-', '')}`;
    this.#issued.set(id, { userId, viewId, issuedAt, used: false });
    return id;
  }

  /** @throws SlackApiError `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id` */
  redeem(id: string): Trigger {
    const trigger = this.#issued.get(id);
    if (!trigger) throw new SlackApiError('invalid_trigger_id');
    if (trigger.used) throw new SlackApiError('exchanged_trigger_id');
    if (this.#machineNow() - trigger.issuedAt > SLACK_LIMITS.interaction.triggerMs) {
      throw new SlackApiError('expired_trigger_id');
    }
    trigger.used = true;
    return trigger;
  }
}
