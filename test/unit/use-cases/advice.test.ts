import { describe, expect, test } from '@jest/globals';
import { tokenRefusals } from '../../../src/slack/classify-outcome.ts';
import { adviceFor, adviceOrCode } from '../../../src/use-cases/advice.ts';

describe('advice', () => {
  test.each([...tokenRefusals])('is there for a token that is refused with %s', (code) => {
    expect(adviceFor('slack', code)?.problem).toMatch(/SLACK_BOT_TOKEN|app has been removed/);
    expect(adviceFor('slack', code)?.remedy).toContain('SLACK_BOT_TOKEN');
  });

  test.each(['invalid_auth', 'not_authed', 'not_allowed_token_type', 'token_revoked', 'missing_scope'])(
    'for Socket Mode is about its own token (%s)',
    (code) => {
      expect(adviceFor('socket', code)?.problem).toContain('SLACK_APP_TOKEN');
      expect(adviceFor('socket', code)?.remedy).toContain('connections:write');
    },
  );

  test.each(['host-not-found', 'connection-refused', 'no-answer', 'no-tls'])(
    'is there for every connection that does not come about (%s)',
    (code) => {
      for (const part of ['database', 'slack', 'socket', 'teams'] as const)
        expect(adviceFor(part, code)).toBeDefined();
    },
  );

  test('names at least the code where there is no other', () => {
    expect(adviceFor('slack', 'new_error')).toBeUndefined();
    expect(adviceOrCode('slack', 'new_error').problem).toContain('new_error');
  });
});
