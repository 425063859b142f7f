import {
  ErrorCode,
  SlackError,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { callCode, neverSent } from '../errors.ts';
import type { Outcome } from '../use-cases/delivery-ports.ts';

/** Errors after which Slack may have done what was asked (reliability 2.4). */
const doubtful = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
/**
 * Refusals of the token itself: Slack then refuses whatever is asked, so they say nothing against a message. It is
 * tried again for as long as it is worth saying.
 * Source: errors of https://docs.slack.dev/reference/methods/auth.test.
 */
export const tokenRefusals: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);
/**
 * The channel is closed to the bot, or to everybody.
 * Source: errors of chat.postMessage and chat.update at https://docs.slack.dev/reference/methods.
 */
const placeGone = new Set(['channel_not_found', 'not_in_channel', 'is_archived', 'is_inactive']);
/** The SDK gives an answer that is no JSON as if it were the code of an error, with all its words. */
const codeShape = /^\w{1,64}$/;

/**
 * How a failed call ended, by the codes of the errors and never by their wording.
 * @param budget the budget that a 429 on this call means is spent
 */
export const classifyOutcome = (fault: unknown, budget: string): Outcome => {
  if (fault instanceof WebAPIRateLimitedError) {
    return {
      kind: 'not-done',
      code: 'ratelimited',
      retryAfterMs: fault.retryAfter * 1000,
      spentBudget: budget,
    };
  }
  if (fault instanceof WebAPIPlatformError) {
    const { error } = fault.data;
    if (error === 'ratelimited' || error === 'rate_limited') {
      return { kind: 'not-done', code: error, retryAfterMs: 1000, spentBudget: budget };
    }
    if (tokenRefusals.has(error)) return { kind: 'not-done', code: error };
    if (!codeShape.test(error)) return { kind: 'unknown', code: 'no_json', answered: true };
    return doubtful.has(error)
      ? { kind: 'unknown', code: error, answered: true }
      : { kind: 'refused', code: error, ...(placeGone.has(error) && { placeGone: true }) };
  }
  if (fault instanceof WebAPIHTTPError) {
    // One that names no time: whoever tries again decides when.
    if (fault.statusCode === 429) return { kind: 'not-done', code: 'ratelimited', spentBudget: budget };
    return { kind: 'unknown', code: `http_${fault.statusCode}`, answered: true };
  }
  if (fault instanceof WebAPIRequestError) {
    const code = callCode(fault.original) ?? 'request_error';
    return neverSent.has(code) ? { kind: 'not-done', code } : { kind: 'unknown', code };
  }
  return { kind: 'unknown', code: fault instanceof SlackError ? fault.code : (callCode(fault) ?? 'unknown') };
};

/** The error code that Slack answered with, if it answered. */
export const slackErrorOf = (fault: unknown): string | undefined =>
  fault instanceof SlackError && fault.code === ErrorCode.PlatformError
    ? (fault as WebAPIPlatformError).data.error
    : undefined;

/** The code with which Slack refuses the token itself, if it does. */
export const tokenRefusalOf = (fault: unknown): string | undefined => {
  const code = slackErrorOf(fault);
  return code !== undefined && tokenRefusals.has(code) ? code : undefined;
};
