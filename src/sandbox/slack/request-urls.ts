import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Answer, Delivery } from './deliver.ts';

interface Settings {
  signingSecret: string;
  machineNow: () => number;
  acknowledgeWithinMs: number;
}

/** The bots' request URLs, and how one delivery is posted to one of them: signed, as Slack does it. */
export class RequestUrls {
  readonly #settings: Settings;
  readonly #urls: string[] = [];
  #turn = 0;
  /** No connection is kept: a bot that was stopped must be noticed as refused, not as reset. */
  readonly #agent = new Agent({ keepAlive: false });

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  connect(url: string): void {
    if (!this.#urls.includes(url)) this.#urls.push(url);
  }

  disconnect(url: string): void {
    if (this.#urls.includes(url)) this.#urls.splice(this.#urls.indexOf(url), 1);
  }

  /** All of them, the one whose turn it is first. */
  inTurn(): string[] {
    const start = this.#turn++;
    return this.#urls.map((_, i) => this.#urls[(start + i) % this.#urls.length] as string);
  }

  post(url: string, delivery: Delivery): Promise<Answer> {
    const startedAt = performance.now();
    const { contentType, body } = encode(delivery);
    const timestamp = Math.floor(this.#settings.machineNow() / 1_000);
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const fail = (failure: Answer['failure'] & string) =>
      resolve({ status: 0, body: '', headers: {}, failure, ms: performance.now() - startedAt });
    const outgoing = request(url, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': this.#sign(timestamp, body),
        ...retryHeaders(delivery),
      },
    });
    const timer = setTimeout(() => {
      fail('timeout');
      outgoing.destroy();
    }, this.#settings.acknowledgeWithinMs);
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ECONNREFUSED' ? 'connection_refused' : 'connection_lost'),
    );
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => fail('connection_lost'));
      incoming.on('end', () => {
        const answered = { status: incoming.statusCode ?? 0, headers: incoming.headers };
        resolve({ ...answered, body: Buffer.concat(chunks).toString(), ms: performance.now() - startedAt });
      });
    });
    outgoing.end(body);
    return promise.finally(() => clearTimeout(timer));
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
