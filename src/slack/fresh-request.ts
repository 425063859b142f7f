import type { RequestListener } from 'node:http';

/** Slack asks to refuse requests more than five minutes old ("Verifying requests from Slack"). */
const mostSecondsOff = 5 * 60;

/**
 * Refuses what Slack never sends: requests dated in the future, for Bolt's own check looks only into the past, and
 * other methods than POST, to which Bolt's listener throws.
 */
export const freshRequest =
  (listener: RequestListener, machineNow: () => Date): RequestListener =>
  (request, response) => {
    const dated = Number(request.headers['x-slack-request-timestamp']);
    const isAhead = dated - machineNow().getTime() / 1000 > mostSecondsOff;
    if (request.method !== 'POST') response.writeHead(405, { allow: 'POST' }).end();
    else if (isAhead) response.writeHead(401).end();
    else listener(request, response);
  };
