import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults as FaultControl } from './control.ts';

type Where = (args: Record<string, unknown>) => boolean;
interface Planned {
  fault: Fault;
  left: number;
  where: Where | undefined;
}

/** Faults on demand, by method. */
export class Faults implements FaultControl {
  readonly #planned = new Map<string, Planned[]>();
  readonly #delays = new Map<string, number>();
  #historyLagMs = 0;

  next(method: string, fault: Fault, times = 1, where?: Where): void {
    this.#planned.set(method, [...(this.#planned.get(method) ?? []), { fault, left: times, where }]);
  }

  always(method: string, fault: Fault, where?: Where): void {
    this.next(method, fault, Number.POSITIVE_INFINITY, where);
  }

  slow(method: string, ms: number): void {
    this.#delays.set(method, ms);
  }

  lagHistory(ms: number): void {
    this.#historyLagMs = ms;
  }

  clear(): void {
    this.#planned.clear();
    this.#delays.clear();
    this.#historyLagMs = 0;
  }

  /** Whether history shows a message that was stored then (`performance.now()`). */
  inHistory(storedAtMs: number): boolean {
    return performance.now() - storedAtMs >= this.#historyLagMs;
  }

  /** The fault that is due for this call, if any; it is used up by asking. */
  take(method: string, args: Record<string, unknown>): Fault | undefined {
    const planned = [...(this.#planned.get(method) ?? []), ...(this.#planned.get('*') ?? [])];
    const due = planned.find(({ left, where }) => left > 0 && (where?.(args) ?? true));
    if (!due) return undefined;
    due.left -= 1;
    return due.fault;
  }

  /** Waits as long as calls of this method are to be delayed. */
  async delay(method: string): Promise<void> {
    const ms = this.#delays.get(method) ?? this.#delays.get('*') ?? 0;
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Answers a request in the faulty way. @returns the HTTP status, 0 when there is no answer */
export function misfire(fault: Fault, request: IncomingMessage, response: ServerResponse): number {
  switch (fault.kind) {
    case '429':
      response.writeHead(429, {
        ...(fault.retryAfter !== undefined && { 'retry-after': String(fault.retryAfter) }),
        'content-type': 'application/json',
      });
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      return 429;
    case '5xx':
      response.writeHead(500, { 'content-type': 'text/html' });
      response.end('<h1>Server Error</h1>');
      return 500;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Just a moment</h1>');
      return 200;
    case 'error':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ ok: false, error: fault.code, response_metadata: { messages: fault.messages } }),
      );
      return 200;
    case 'reset':
      request.socket.resetAndDestroy();
      return 0;
    case 'hang':
      return 0;
  }
}
