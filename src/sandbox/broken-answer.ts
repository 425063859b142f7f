import type { IncomingMessage, ServerResponse } from 'node:http';

/** How an answer may break on its way, whatever was asked. `hang` never answers; `garbage` is 200 and no JSON. */
export type Breakage = '5xx' | 'garbage' | 'reset' | 'hang';

/**
 * Answers a request in the broken way.
 * @param status of a `5xx`
 * @returns the HTTP status, 0 when there is no answer
 */
export function breakAnswer(
  breakage: Breakage,
  request: IncomingMessage,
  response: ServerResponse,
  status = 500,
): number {
  switch (breakage) {
    case '5xx':
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end('<h1>Server Error</h1>');
      return status;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Just a moment</h1>');
      return 200;
    case 'reset':
      request.socket.resetAndDestroy();
      return 0;
    case 'hang':
      return 0;
  }
}
