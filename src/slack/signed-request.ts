import type { RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { isValidSlackRequest } from '@slack/bolt';
import type { ReadRequest } from './readable-request.ts';

/**
 * Refuses what Slack has not signed, or signed more than five minutes ago. Bolt would ask the machine's calendar clock how
 * late it is, and where that is wrong refuse everything.
 * @param listener is given what Slack has signed, and nothing else
 */
export const signedRequest =
  (listener: RequestListener, signingSecret: string, machineNow: () => Date) =>
  (request: ReadRequest, response: ServerResponse): void => {
    if (isSslCheck(request)) response.writeHead(200).end();
    else if (isSigned(request, signingSecret, machineNow())) listener(request, response);
    else response.writeHead(401).end();
  };

/** Slack looks whether the certificate is good, without a signature; nothing that comes with it is read. */
const isSslCheck = ({ rawBody, headers }: ReadRequest): boolean =>
  headers['content-type'] === 'application/x-www-form-urlencoded' &&
  parse(rawBody.toString()).ssl_check === '1';

const isSigned = ({ rawBody, headers }: ReadRequest, signingSecret: string, now: Date): boolean =>
  isValidSlackRequest({
    signingSecret,
    body: rawBody.toString(),
    headers: {
      'x-slack-signature': String(headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
    },
    nowMilliseconds: now.getTime(),
  });
