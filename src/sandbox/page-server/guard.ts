import type { IncomingMessage } from 'node:http';

/** Names under which this machine itself is called. */
const ownNames = ['127.0.0.1', 'localhost'];

/**
 * Why a request is not this page's own: another site may neither read here (a foreign name that leads to this
 * machine) nor make people do something.
 */
export const refusalOf = ({ headers, method }: IncomingMessage): string | undefined => {
  const host = headers.host ?? '';
  if (!ownNames.includes(host.replace(/:\d+$/, ''))) return 'Only 127.0.0.1 is served here.';
  const site = headers['sec-fetch-site'];
  if (method === 'GET') return site === 'cross-site' ? 'Not for other sites.' : undefined;
  if (headers.origin !== `http://${host}`) return 'Only for the page itself.';
  if (site !== undefined && site !== 'same-origin') return 'Only for the page itself.';
  return headers['content-type'] === 'application/json' ? undefined : 'Only JSON.';
};

/** Nothing is loaded from anywhere else, nothing runs that this server did not send. */
export const securityHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
