import type { WebSocket } from 'ws';
import type { Answer, Delivery } from './deliver.ts';
import { SANDBOX } from './workspace.ts';

/** What the local Slack says over a socket besides envelopes. */
interface Hello {
  type: 'hello';
  connection_info: { app_id: string };
  num_connections: number;
  debug_info: { host: string; started: string; build_number: number; approximate_connection_time: number };
}

/** Why Slack gives up a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';
interface Disconnect {
  type: 'disconnect';
  reason: DisconnectReason;
  debug_info: { host: string };
}

interface Envelope {
  envelope_id: string;
  type: Delivery['type'];
  payload: Record<string, unknown>;
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
}

interface Acknowledgement {
  envelope_id: string;
  payload?: Record<string, unknown>;
}

type Ending = Pick<Answer, 'status' | 'body' | 'failure'>;

const host = 'applink-local';

/** One connection of a bot: an envelope is acknowledged on the connection that brought it, or not at all. */
export class SocketConnection {
  /** What the traffic log calls it. */
  readonly name: string;
  readonly #socket: WebSocket;
  readonly #acknowledgeWithinMs: number;
  /** By envelope. */
  readonly #waiting = new Map<string, (ending: Ending) => void>();
  readonly #underWay = new Set<Promise<Ending>>();
  readonly #closed = Promise.withResolvers<void>();
  #answersPings = true;

  constructor(socket: WebSocket, name: string, acknowledgeWithinMs: number) {
    this.name = name;
    this.#socket = socket;
    this.#acknowledgeWithinMs = acknowledgeWithinMs;
    socket.on('message', (data) => this.#acknowledged(String(data)));
    socket.on('pong', () => {
      this.#answersPings = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const end of this.#waiting.values()) end({ status: 0, body: '', failure: 'connection_lost' });
      this.#closed.resolve();
    });
  }

  /** Resolves when nothing can come over it any more. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  greet(connections: number): void {
    this.#send({
      type: 'hello',
      connection_info: { app_id: SANDBOX.appId },
      num_connections: connections,
      debug_info: {
        host,
        started: '2026-01-01 00:00:00.000',
        build_number: 1,
        approximate_connection_time: 3_600,
      },
    });
  }

  /** Sends one envelope and waits for its acknowledgement. */
  async deliver(delivery: Delivery): Promise<Answer> {
    const startedAt = performance.now();
    const exchange = this.#exchange(delivery);
    this.#underWay.add(exchange);
    const answer = await exchange;
    this.#underWay.delete(exchange);
    return { ...answer, headers: {}, ms: performance.now() - startedAt };
  }

  /** Tells the bot to open another connection; this one still serves. */
  warn(): void {
    this.#disconnect('warning');
  }

  /** Ends it for a new one, when the last envelope is settled. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay);
    this.end('refresh_requested');
    await this.closed;
  }

  /** Says why, and closes. */
  end(reason: DisconnectReason): void {
    this.#disconnect(reason);
    this.#socket.close(1_000);
  }

  /** Breaks the connection without a word. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Drops the connection if the last ping has not been answered; else sends another. */
  ping(): void {
    if (!this.#answersPings) {
      this.drop();
      return;
    }
    this.#answersPings = false;
    this.#socket.ping(`Ping from ${host}`);
  }

  async #exchange({ type, payload, retry }: Delivery): Promise<Ending> {
    const id = crypto.randomUUID();
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const giveUp = () => resolve({ status: 0, body: '', failure: 'timeout' });
    const timer = setTimeout(giveUp, this.#acknowledgeWithinMs);
    this.#waiting.set(id, resolve);
    this.#send({
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...(retry && { retry_attempt: retry.attempt, retry_reason: retry.reason }),
    });
    const ending = await promise;
    clearTimeout(timer);
    this.#waiting.delete(id);
    return ending;
  }

  #disconnect(reason: DisconnectReason): void {
    this.#send({ type: 'disconnect', reason, debug_info: { host } });
  }

  #acknowledged(text: string): void {
    const { envelope_id, payload } = parse(text);
    const body = payload && Object.keys(payload).length > 0 ? JSON.stringify(payload) : '';
    this.#waiting.get(envelope_id ?? '')?.({ status: 200, body });
  }

  #send(message: Hello | Disconnect | Envelope): void {
    // Into a socket that is closing: its envelopes are given up when it is closed.
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

/** What is no acknowledgement is passed over, as Slack does. */
function parse(text: string): Partial<Acknowledgement> {
  try {
    return JSON.parse(text) as Acknowledgement;
  } catch {
    return {};
  }
}
