import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { SLACK_LIMITS } from '../../slack/limits.ts';
import type { Changes } from '../changes.ts';
import { SocketConnection } from './socket-connection.ts';
import { SANDBOX } from './workspace.ts';

const pingEveryMs = 5_000;
/** From the warning to the end, where no other connection is opened. */
const successorWithinMs = 10_000;

/** Socket Mode: the bots' open connections, each envelope on one of them. */
export class Sockets {
  readonly #changes: Changes;
  readonly #acknowledgeWithinMs: number;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  /** Those that take envelopes. */
  readonly #open: SocketConnection[] = [];
  readonly #all = new Set<SocketConnection>();
  readonly #pings: NodeJS.Timeout;
  #count = 0;
  #turn = 0;

  constructor(changes: Changes, acknowledgeWithinMs: number) {
    this.#changes = changes;
    this.#acknowledgeWithinMs = acknowledgeWithinMs;
    this.#pings = setInterval(() => {
      for (const connection of this.#all) connection.ping();
    }, pingEveryMs).unref();
  }

  /** How many take envelopes now. */
  get open(): number {
    return this.#open.length;
  }

  /** Whether there has ever been a connection: then a bot without one misses something. */
  get wereUsed(): boolean {
    return this.#count > 0;
  }

  /** @returns a URL for one connection. @param origin where this Slack is, over HTTP */
  issueUrl(origin: string): string {
    const ticket = crypto.randomUUID();
    this.#tickets.add(ticket);
    return `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${SANDBOX.appId}`;
  }

  /** Answers a request to become a WebSocket. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const isInvited = pathname === '/link/' && this.#tickets.delete(searchParams.get('ticket') ?? '');
    if (isInvited) this.#server.handleUpgrade(request, stream, head, (socket) => this.#add(socket));
    else stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
  }

  /** The connection whose turn it is. */
  next(): SocketConnection | undefined {
    return this.#open.length > 0 ? this.#open[this.#turn++ % this.#open.length] : undefined;
  }

  /** Renews every connection in turn: warns, serves until there is a successor (at most 10 s), and ends it. */
  async refresh(): Promise<void> {
    for (const connection of [...this.#open]) {
      const successor = this.#successor();
      connection.warn();
      await Promise.race([successor, connection.closed]);
      this.#retire(connection);
      await Promise.all([connection.finish(), successor]);
    }
  }

  /** Breaks every connection; with `link_disabled` Slack says before that the app has left Socket Mode. */
  drop(reason?: 'link_disabled'): void {
    for (const connection of [...this.#all]) {
      if (reason) connection.end(reason);
      else connection.drop();
      this.#retire(connection);
    }
  }

  stop(): void {
    clearInterval(this.#pings);
    for (const connection of this.#all) connection.drop();
  }

  #add(socket: WebSocket): void {
    this.#count += 1;
    const connection = new SocketConnection(socket, `socket ${this.#count}`, this.#acknowledgeWithinMs);
    this.#all.add(connection);
    void connection.closed.then(() => {
      this.#all.delete(connection);
      this.#retire(connection);
    });
    if (this.#open.length >= SLACK_LIMITS.sockets.connections) {
      connection.end('too_many_websockets');
      return;
    }
    this.#open.push(connection);
    connection.greet(this.#open.length);
    this.#changes.announce();
  }

  #retire(connection: SocketConnection): void {
    const place = this.#open.indexOf(connection);
    if (place >= 0) this.#open.splice(place, 1);
    this.#changes.announce();
  }

  /** Resolves with the next connection, or without one when it takes too long. */
  async #successor(): Promise<void> {
    const before = this.#count;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, successorWithinMs).unref();
    const stopListening = this.#changes.listen(() => {
      if (this.#count > before) resolve();
    });
    await promise;
    clearTimeout(timer);
    stopListening();
  }
}
