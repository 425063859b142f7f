import { SLACK_LIMITS } from '../../slack/limits.ts';
import type { Answer, Deliveries } from './deliver.ts';
import { SANDBOX } from './workspace.ts';

/** An event as in `event_callback.event`. */
export type SlackEvent = { type: string } & Record<string, unknown>;

type Envelope = Record<string, unknown> & { event: SlackEvent; event_id: string };

/** Delivers Events API envelopes, with Slack's retries under the same `event_id`. */
export class Events {
  readonly #deliveries: Deliveries;
  readonly #now: () => Date;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #pending = new Set<Promise<void>>();
  readonly #latest = new Map<string, { envelope: Envelope; channelId: string | undefined }>();
  /** Types that are never delivered. */
  readonly lost = new Set<string>();
  #count = 0;
  #stopped = false;

  constructor(deliveries: Deliveries, now: () => Date, wait: (ms: number) => Promise<void>) {
    this.#deliveries = deliveries;
    this.#now = now;
    this.#wait = wait;
  }

  /** Begins to deliver the event; nobody waits for it. */
  emit(event: SlackEvent, channelId?: string): void {
    if (this.lost.has(event.type)) return;
    const envelope = this.#envelope(event);
    this.#latest.set(event.type, { envelope, channelId });
    this.#hold(this.#deliverWithRetries(envelope, channelId));
  }

  /** Delivers the latest event of that type once more. @throws when there was none */
  async redeliver(type: string): Promise<void> {
    const latest = this.#latest.get(type);
    if (!latest) throw new Error(`There was no event ${type}`);
    const delivery = this.#deliverWithRetries(latest.envelope, latest.channelId);
    this.#hold(delivery);
    await delivery;
  }

  #hold(work: Promise<void>): void {
    const delivery = work.finally(() => this.#pending.delete(delivery));
    this.#pending.add(delivery);
  }

  /** Resolves when no event is on its way or waits for a retry. */
  async delivered(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  stop(): void {
    this.#stopped = true;
  }

  #envelope(event: SlackEvent): Envelope {
    const { teamId, appId, botUserId } = SANDBOX;
    return {
      token: 'local-verification-token',
      type: 'event_callback',
      team_id: teamId,
      context_team_id: teamId,
      api_app_id: appId,
      event,
      event_id: `Ev${String(++this.#count).padStart(8, '0')}`,
      event_time: Math.floor(this.#now().getTime() / 1_000),
      event_context: `local-${this.#count}`,
      is_ext_shared_channel: false,
      authorizations: [
        {
          enterprise_id: null,
          team_id: teamId,
          user_id: botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    };
  }

  async #deliverWithRetries(envelope: Envelope, channelId: string | undefined) {
    let answer = await this.#deliver(envelope, channelId, { attempt: 0, reason: '' });
    for (const [i, delayMs] of SLACK_LIMITS.events.retryDelaysMs.entries()) {
      // Without any bot there is nobody who could miss the event.
      if (accepted(answer) || answer.failure === 'no_request_url') return;
      if (answer.headers['x-slack-no-retry'] === '1') return;
      await this.#wait(delayMs);
      if (this.#stopped) return;
      answer = await this.#deliver(envelope, channelId, { attempt: i + 1, reason: reason(answer) });
    }
  }

  #deliver(
    envelope: Envelope,
    channelId: string | undefined,
    retry: { attempt: number; reason: string },
  ): Promise<Answer> {
    const name = `event ${envelope.event.type}`;
    return this.#deliveries.deliver({ type: 'events_api', name, payload: envelope, channelId, retry });
  }
}

const accepted = ({ status }: Answer) => status >= 200 && status < 300;

function reason({ failure }: Answer): string {
  if (failure === 'timeout') return 'timeout';
  return failure ? 'connection_failed' : 'http_error';
}
