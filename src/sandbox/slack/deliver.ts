import type { Posted } from '../post.ts';
import type { Traffic } from '../traffic.ts';
import type { RequestUrls } from './request-urls.ts';
import type { Sockets } from './socket-mode.ts';

/** What came back from the bot; an acknowledgement over a socket counts as 200. */
export interface Answer extends Omit<Posted, 'failure'> {
  failure?: Posted['failure'] | 'no_connection' | 'no_request_url';
}

/** One delivery, whichever way it goes. */
export interface Delivery {
  /** As Socket Mode calls it; over HTTP it decides how the payload is written. */
  type: 'slash_commands' | 'interactive' | 'events_api';
  /** What the traffic log calls it. */
  name: string;
  payload: Record<string, unknown>;
  channelId?: string | undefined;
  /** Of events only; `attempt` 0 is the first one. */
  retry?: { attempt: number; reason: string };
}

const farewells = ['event tokens_revoked', 'event app_uninstalled'];

/**
 * Deliveries to the connected bots, in turn: over one of their open sockets, where there is any, else to their
 * request URLs.
 */
export class Deliveries {
  readonly #sockets: Sockets;
  readonly #urls: RequestUrls;
  readonly #traffic: Traffic;
  /** False once the app was removed from the workspace: of what people do it hears no more. */
  isInstalled = true;

  constructor(sockets: Sockets, urls: RequestUrls, traffic: Traffic) {
    this.#sockets = sockets;
    this.#urls = urls;
    this.#traffic = traffic;
  }

  /** To exactly one bot; the next one is tried only when a request URL refuses the connection. */
  async deliver(delivery: Delivery): Promise<Answer> {
    if (!this.isInstalled && !farewells.includes(delivery.name)) {
      return { status: 0, body: '', headers: {}, failure: 'no_request_url', ms: 0 };
    }
    const socket = this.#sockets.next();
    if (!socket) return this.#post(delivery);
    const end = this.#begin(delivery, socket.name);
    const answer = await socket.deliver(delivery);
    end(logged(answer));
    return answer;
  }

  async #post(delivery: Delivery): Promise<Answer> {
    const urls = this.#urls.inTurn();
    const failure = this.#sockets.wereUsed ? 'no_connection' : 'no_request_url';
    let answer: Answer = { status: 0, body: '', headers: {}, failure, ms: 0 };
    if (urls.length === 0) this.#begin(delivery, undefined)(logged(answer));
    for (const url of urls) {
      const end = this.#begin(delivery, url);
      answer = await this.#urls.post(url, delivery);
      end(logged(answer));
      if (answer.failure !== 'connection_refused') break;
    }
    return answer;
  }

  #begin({ name, payload, channelId, retry }: Delivery, to: string | undefined) {
    return this.#traffic.begin({
      kind: 'delivery',
      name,
      request: payload,
      ...(channelId && { channelId }),
      ...(to && { to }),
      ...(retry && { retry: retry.attempt }),
    });
  }
}

function logged({ status, body, failure }: Answer) {
  const error = failure ?? (status >= 200 && status < 300 ? undefined : `http_${status}`);
  return { status, response: body, ...(error && { error }) };
}
