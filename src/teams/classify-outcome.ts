import { ZodError } from 'zod';
import { callCode, neverSent } from '../errors.ts';
import type { Outcome } from '../use-cases/delivery-ports.ts';
import { ConnectorRefusal, NotSent } from './connector.ts';

/**
 * The place is closed to the bot, or to everybody.
 * Source: "Status codes from bot conversational APIs" in Microsoft's documentation.
 */
const placeGone = new Set([
  'BotNotInConversationRoster',
  'MessageWritesBlocked',
  'ConversationNotFound',
  'TeamNotFound',
  'TenantNotFound',
]);
/** Where Teams does not say when. */
const retryMs = { throttled: 1_000, collided: 250 } as const;

/**
 * How a failed call ended, by status and codes, never by wording. Only 429 and 412 are known to have done nothing: a
 * gateway's 502 and 504 come after the call has left, so that nobody knows (platforms, Teams; reliability 2.4).
 * @param budget the budget that a 429 on this call means is spent
 */
export const classifyOutcome = (fault: unknown, budget: string): Outcome => {
  if (fault instanceof NotSent) {
    return fault.code === 'service-url'
      ? { kind: 'refused', code: fault.code }
      : { kind: 'not-done', code: fault.code };
  }
  if (fault instanceof ConnectorRefusal) return classifyRefusal(fault, budget);
  // Teams has answered well, but not said what it has made.
  if (fault instanceof ZodError) return { kind: 'unknown', code: 'no-json', answered: true };
  const code = callCode(fault) ?? 'unknown';
  return neverSent.has(code) ? { kind: 'not-done', code } : { kind: 'unknown', code };
};

const classifyRefusal = ({ status, code, retryAfterMs }: ConnectorRefusal, budget: string): Outcome => {
  if (status === 429) {
    return { kind: 'not-done', code, retryAfterMs: retryAfterMs ?? retryMs.throttled, spentBudget: budget };
  }
  if (status === 412) return { kind: 'not-done', code, retryAfterMs: retryAfterMs ?? retryMs.collided };
  // The token, and so no word against the message: it is tried again for as long as it is worth saying.
  if (status === 401) return { kind: 'not-done', code };
  if (status >= 500) return { kind: 'unknown', code, answered: true };
  return { kind: 'refused', code, ...(placeGone.has(code) && { placeGone: true }) };
};

/** Whether Teams has refused in words: too many calls and errors of its own say nothing about what was asked. */
export const isRefusalInWords = (fault: unknown): boolean =>
  fault instanceof ConnectorRefusal && classifyRefusal(fault, '').kind === 'refused';

/** The code that Teams has answered with, if it has answered. */
export const teamsErrorOf = (fault: unknown): string | undefined =>
  fault instanceof ConnectorRefusal ? fault.code : undefined;
