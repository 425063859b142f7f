import type { ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { ReadRequest } from '../../../src/slack/readable-request.ts';
import { signedRequest } from '../../../src/slack/signed-request.ts';
import { signed } from '../../support/signed-post.ts';

/** The bot's clock; the calendar clock of the machine shows something else. */
const now = new Date('2031-12-01T10:00:00Z');
const seconds = now.getTime() / 1000;
const secret = 'as in the app’s page';
const body = 'command=%2Fmicrotraining&text=list';

/** @returns the status with which a request was answered, or that it was handed on */
const requested = (headers: Record<string, string>, sent = body): number | 'handed on' => {
  let outcome: number | 'handed on' | undefined;
  const listener = signedRequest(
    () => {
      outcome = 'handed on';
    },
    secret,
    () => now,
  );
  const response = {
    writeHead: (status: number) => {
      outcome = status;
      return { end: () => undefined };
    },
  };
  const request = { headers, rawBody: Buffer.from(sent) };
  listener(request as unknown as ReadRequest, response as unknown as ServerResponse);
  return outcome!;
};

describe('A request', () => {
  test('that Slack has signed lately, by the bot’s clock, is handed on', () => {
    expect(requested(signed(body, { secret, at: seconds }))).toBe('handed on');
    expect(requested(signed(body, { secret, at: seconds - 300 }))).toBe('handed on');
  });

  test('that Slack has signed more than five minutes ago is refused', () => {
    expect(requested(signed(body, { secret, at: seconds - 301 }))).toBe(401);
    expect(requested(signed(body, { secret, at: Math.floor(Date.now() / 1000) }))).toBe(401);
  });

  test.each<[string, Record<string, string>]>([
    ['by somebody else', signed(body, { secret: 'guessed', at: seconds })],
    ['for other words', signed('text=stop', { secret, at: seconds })],
    ['in an unknown way', { ...signed(body, { secret, at: seconds }), 'x-slack-signature': 'v1=00' }],
    ['at no time', { ...signed(body, { secret, at: seconds }), 'x-slack-request-timestamp': 'soon' }],
    ['not at all', {}],
  ])('that was signed %s is refused', (_, headers) => {
    expect(requested(headers)).toBe(401);
  });

  test('that only looks whether the certificate is good is answered, and nothing of it handed on', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(requested(form, `ssl_check=1&${body}`)).toBe(200);
    expect(requested(form, `ssl_check=2&${body}`)).toBe(401);
    expect(requested({ 'content-type': 'application/json' }, 'ssl_check=1')).toBe(401);
  });
});
