import { expect, test } from '@jest/globals';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { slackFault } from '../../../src/slack/slack-fault.ts';

const status = (code: number) => new WebAPIHTTPError(code, 'words', {}, '');

test.each([
  ['its own reason', new WebAPIPlatformError({ ok: false, error: 'invalid_auth' }), 'invalid_auth'],
  ['a page', new WebAPIPlatformError({ ok: false, error: '<h1>words</h1>' }), 'not-slack'],
  ['a 429 that names a time', new WebAPIRateLimitedError(7), 'ratelimited'],
  ['a 429 that names none', status(429), 'ratelimited'],
  ['a 503', status(503), 'out-of-order'],
  ['a 404', status(404), 'not-slack'],
  ['nothing, for the fault is ours', new RangeError('words'), undefined],
])('Slack’s answer to the start is read: %s', (_, fault, code) => {
  expect(slackFault(fault)).toBe(code);
});
