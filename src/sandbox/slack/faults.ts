import type { IncomingMessage, ServerResponse } from 'node:http';
import { breakAnswer } from '../broken-answer.ts';
import { PlannedFaults } from '../planned-faults.ts';
import type { Fault, Faults as FaultControl } from './control.ts';

/** Faults on demand, by method. */
export class Faults extends PlannedFaults<Fault> implements FaultControl {
  #historyLagMs = 0;

  lagHistory(ms: number): void {
    this.#historyLagMs = ms;
  }

  override clear(): void {
    super.clear();
    this.#historyLagMs = 0;
  }

  /** Whether history shows a message that was stored then (`performance.now()`). */
  inHistory(storedAtMs: number): boolean {
    return performance.now() - storedAtMs >= this.#historyLagMs;
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
    case 'error':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ ok: false, error: fault.code, response_metadata: { messages: fault.messages } }),
      );
      return 200;
    case '5xx':
    case 'garbage':
    case 'reset':
    case 'hang':
      return breakAnswer(fault.kind, request, response);
  }
}
