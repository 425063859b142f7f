import { createHmac } from 'node:crypto';
import { post } from '../post.ts';
import { UrlsInTurn } from '../urls-in-turn.ts';
import type { Answer, Delivery } from './deliver.ts';

interface Settings {
  signingSecret: string;
  machineNow: () => number;
  acknowledgeWithinMs: number;
}

/** The bots' request URLs, and how one delivery is posted to one of them: signed, as Slack does it. */
export class RequestUrls extends UrlsInTurn {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    super();
    this.#settings = settings;
  }

  post(url: string, delivery: Delivery): Promise<Answer> {
    const { contentType, body } = encode(delivery);
    const timestamp = Math.floor(this.#settings.machineNow() / 1_000);
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': this.#sign(timestamp, body),
      ...retryHeaders(delivery),
    };
    return post(url, { headers, body, withinMs: this.#settings.acknowledgeWithinMs });
  }

  #sign(timestamp: number, body: string): string {
    const hmac = createHmac('sha256', this.#settings.signingSecret);
    return `v0=${hmac.update(`v0:${timestamp}:${body}`).digest('hex')}`;
  }
}

function encode({ type, payload }: Delivery): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  return {
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields as Record<string, string>).toString(),
  };
}

function retryHeaders({ retry }: Delivery): Record<string, string> {
  if (!retry || retry.attempt === 0) return {};
  const reason = retry.reason === 'timeout' ? 'http_timeout' : retry.reason;
  return { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': reason };
}
