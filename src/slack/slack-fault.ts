import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { connectionFault } from '../errors.ts';
import { SocketModeError } from './socket-receiver.ts';

/**
 * Why Slack did not do what the start of the bot needs, as a code of `use-cases/advice.ts`: Slack's own reason where it
 * gave one. Undefined where the fault is none of Slack's.
 */
export const slackFault = (fault: unknown): string | undefined => {
  if (fault instanceof WebAPIPlatformError) {
    // An answer that is no JSON stands where the code would, with all its words.
    return /^\w{1,64}$/.test(fault.data.error) ? fault.data.error : 'not-slack';
  }
  if (fault instanceof WebAPIHTTPError) {
    if (fault.statusCode === 429) return 'ratelimited';
    return fault.statusCode >= 500 ? 'out-of-order' : 'not-slack';
  }
  if (fault instanceof WebAPIRateLimitedError) return 'ratelimited';
  if (fault instanceof WebAPIRequestError) return connectionFault(fault.original) ?? 'unreachable';
  return fault instanceof SocketModeError ? 'no-connection' : undefined;
};
