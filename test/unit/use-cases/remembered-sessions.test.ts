import { expect, test } from '@jest/globals';
import type { StoredSession } from '../../../src/use-cases/ports.ts';
import { createRememberedSessions } from '../../../src/use-cases/remembered-sessions.ts';
import { buildSession } from '../../support/build-session.ts';

const stored = (id: string, revision = 1): StoredSession => ({
  facts: { id } as StoredSession['facts'],
  session: buildSession(),
  revision,
  kept: undefined,
  wouldChange: undefined,
});

test('a session is found as it was read last, by its own workspace only', () => {
  const remembered = createRememberedSessions();
  remembered.keep('slack:T1', stored('s1'));
  remembered.keep('slack:T1', stored('s1', 2));
  expect(remembered.find('slack:T1', 's1')?.revision).toBe(2);
  expect(remembered.find('slack:T2', 's1')).toBeUndefined();
  expect(remembered.find('slack:T1', 's2')).toBeUndefined();
});

test('those that were read longest ago are forgotten, so that it does not grow', () => {
  const remembered = createRememberedSessions();
  for (let number = 0; number < 10_000; number += 1) remembered.keep('slack:T1', stored(`s${number}`));
  remembered.keep('slack:T1', stored('s0', 2));
  remembered.keep('slack:T1', stored('one more'));
  expect(remembered.find('slack:T1', 's0')?.revision).toBe(2);
  expect(remembered.find('slack:T1', 's1')).toBeUndefined();
  expect(remembered.find('slack:T1', 'one more')).toBeDefined();
});
