import { describe, expect, test } from '@jest/globals';
import { connectionFault, faultCode, faultFields, mendable, StartError } from '../../src/errors.ts';

const withFields = (fields: object, message = 'canary') => Object.assign(new Error(message), fields);

describe('a fault’s code', () => {
  test.each([
    [
      'Slack’s own',
      withFields({ code: 'slack_webapi_platform_error', data: { error: 'invalid_blocks' } }),
      'invalid_blocks',
    ],
    ['Node’s', withFields({ code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['PostgreSQL’s', withFields({ code: '23505', detail: 'Key (canary)' }), '23505'],
    ['its kind where it has none', new RangeError('canary'), 'RangeError'],
    [
      'its kind where a page stands in its place',
      withFields({ data: { error: '<h1>canary</h1>' } }),
      'Error',
    ],
    ['its kind where that is a number', withFields({ code: 20 }), 'Error'],
    ['the type of what is no error', 'canary', 'string'],
  ])('is %s', (_, fault, code) => {
    expect(faultCode(fault)).toBe(code);
  });
});

test('of a fault its code and its place are logged, never its words', () => {
  const fields = faultFields(new TypeError('canary\n    with a second line'));
  expect(fields).toEqual({ fault: 'TypeError', at: expect.stringMatching(/^at .*errors\.test\.ts/) });
  expect(faultFields('canary')).toEqual({ fault: 'string' });
});

describe('a connection that did not come about', () => {
  test.each([
    ['ENOTFOUND', 'host-not-found'],
    ['EAI_AGAIN', 'host-not-found'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ETIMEDOUT', 'no-answer'],
    ['UND_ERR_CONNECT_TIMEOUT', 'no-answer'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'no-tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'no-tls'],
    ['ENOENT', undefined],
  ])('by %s', (code, expected) => {
    expect(connectionFault(withFields({ code }))).toBe(expected);
    expect(connectionFault(new TypeError('fetch failed', { cause: withFields({ code }) }))).toBe(expected);
  });
});

describe('what the operator can mend', () => {
  test('is told from a fault of ours by its code', async () => {
    const fault = withFields({ code: 'EADDRINUSE' });
    const failing = (codeOf: () => string | undefined) =>
      mendable('port', codeOf, () => Promise.reject(fault));
    await expect(failing(() => 'in-use')).rejects.toEqual(new StartError('port', 'in-use', fault));
    await expect(failing(() => undefined)).rejects.toBe(fault);
  });
});
