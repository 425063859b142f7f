import { describe, expect, test } from '@jest/globals';
import { LoginRefused, LoginUnavailable } from '../../../src/teams/bot-token.ts';
import { ConnectorRefusal, NotSent } from '../../../src/teams/connector.ts';
import { teamsFault, tokenRefusalOf } from '../../../src/teams/teams-fault.ts';
import { adviceFor } from '../../../src/use-cases/advice.ts';

describe('A login service', () => {
  test('that refuses the bot says why, and that its token is refused', () => {
    const fault = new LoginRefused('AADSTS7000215');
    expect(teamsFault(fault)).toBe('AADSTS7000215');
    expect(tokenRefusalOf(fault)).toBe('AADSTS7000215');
  });

  test.each(['unreachable', 'no-answer', 'not-the-login', 'out-of-order', 'ratelimited'])(
    'that is not heard says nothing of the token, and what to do is known: %s',
    (code) => {
      const fault = new LoginUnavailable(code);
      expect(teamsFault(fault)).toBe(code);
      expect(tokenRefusalOf(fault)).toBeUndefined();
      expect(tokenRefusalOf(new NotSent('login', fault))).toBeUndefined();
      expect(adviceFor('teams', code)).toBeDefined();
    },
  );
});

test('A connector that does not take the token refuses it, and nothing else does', () => {
  expect(tokenRefusalOf(new ConnectorRefusal(401, 'Unauthorized', undefined))).toBe('token-not-taken');
  expect(tokenRefusalOf(new ConnectorRefusal(403, 'Forbidden', undefined))).toBeUndefined();
});
