import { describe, expect, test } from '@jest/globals';
import {
  WebAPIFileUploadReadFileDataError,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { classifyOutcome, slackErrorOf, tokenRefusals } from '../../../src/slack/classify-outcome.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const withCode = (code: string) => Object.assign(new Error('words that may change'), { code });
const request = (original: Error) => new WebAPIRequestError(original);

describe('Certainly not done, and to be tried again:', () => {
  test('a 429, after the time that it names, its budget being spent', () => {
    expect(classifyOutcome(new WebAPIRateLimitedError(7), 'chat.update')).toEqual({
      kind: 'not-done',
      code: 'ratelimited',
      retryAfterMs: 7000,
      spentBudget: 'chat.update',
    });
  });

  test('a 429 that names no time, likewise', () => {
    expect(classifyOutcome(new WebAPIHTTPError(429, 'words', {}, ''), 'chat.update')).toEqual({
      kind: 'not-done',
      code: 'ratelimited',
      spentBudget: 'chat.update',
    });
  });

  test.each(['ratelimited', 'rate_limited'])('%s in an answer that names no time', (code) => {
    expect(classifyOutcome(platform(code), 'b')).toEqual({
      kind: 'not-done',
      code,
      retryAfterMs: 1000,
      spentBudget: 'b',
    });
  });

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('%s, for nothing was sent', (code) => {
    expect(classifyOutcome(request(withCode(code)), 'b')).toEqual({ kind: 'not-done', code });
    const wrapped = new TypeError('fetch failed', { cause: withCode(code) });
    expect(classifyOutcome(request(wrapped), 'b')).toEqual({ kind: 'not-done', code });
  });
});

describe('Not done, for a token that is no good refuses everything:', () => {
  test.each([...tokenRefusals])('%s', (code) => {
    expect(classifyOutcome(platform(code), 'b')).toEqual({ kind: 'not-done', code });
  });
});

describe('Refused for good:', () => {
  test.each(['invalid_blocks', 'message_not_found'])('%s', (code) => {
    expect(classifyOutcome(platform(code), 'b')).toEqual({ kind: 'refused', code });
  });

  test.each(['channel_not_found', 'not_in_channel', 'is_archived', 'is_inactive'])(
    '%s, for the place is gone',
    (code) => {
      expect(classifyOutcome(platform(code), 'b')).toEqual({ kind: 'refused', code, placeGone: true });
    },
  );
});

describe('Perhaps done:', () => {
  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])('%s', (code) => {
    expect(classifyOutcome(platform(code), 'b')).toEqual({ kind: 'unknown', code, answered: true });
  });

  test('a page in place of an answer, which the SDK gives as if it were a code', () => {
    expect(classifyOutcome(platform('<h1>words</h1>'), 'b')).toEqual({
      ...{ kind: 'unknown', code: 'no_json', answered: true },
    });
  });

  test.each([500, 502, 503, 504])('HTTP %i', (status) => {
    const fault = new WebAPIHTTPError(status, 'words', {}, '<h1>Server Error</h1>');
    expect(classifyOutcome(fault, 'b')).toEqual({
      ...{ kind: 'unknown', code: `http_${status}`, answered: true },
    });
  });

  test.each([
    ['a reset', withCode('ECONNRESET'), 'ECONNRESET'],
    [
      'a reset that fetch wraps',
      new TypeError('failed', { cause: withCode('UND_ERR_SOCKET') }),
      'UND_ERR_SOCKET',
    ],
    ['a time-out', new DOMException('words', 'TimeoutError'), /./],
    ['an abort that has but a name', Object.assign(new Error('words'), { name: 'AbortError' }), 'AbortError'],
    ['an error without a code', new Error('words'), 'request_error'],
  ])('%s', (_, original, code) => {
    const outcome = classifyOutcome(request(original), 'b');
    expect(outcome.kind).toBe('unknown');
    expect('code' in outcome && String(outcome.code)).toMatch(code);
  });

  test.each([
    [
      'another error of the SDK',
      new WebAPIFileUploadReadFileDataError('words'),
      'slack_webapi_file_upload_read_file_data_error',
    ],
    ['an error of Node', withCode('EPIPE'), 'EPIPE'],
    ['an error of ours', new RangeError('words'), 'RangeError'],
    ['an error without a code', new Error('words'), 'unknown'],
    ['something that is no error', 'words', 'unknown'],
  ])('%s', (_, fault, code) => {
    expect(classifyOutcome(fault, 'b')).toEqual({ kind: 'unknown', code });
  });
});

test('Slack’s own code is known where Slack has answered, and nowhere else', () => {
  expect(slackErrorOf(platform('not_in_channel'))).toBe('not_in_channel');
  expect(slackErrorOf(new WebAPIRateLimitedError(1))).toBeUndefined();
  expect(slackErrorOf(new Error('words'))).toBeUndefined();
});
