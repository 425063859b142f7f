import { expect, test } from '@jest/globals';
import { Rates } from '../../../../src/sandbox/teams/rates.ts';

test('A conversation takes 1,800 messages in an hour, whatever their threads', () => {
  let now = 0;
  const rates = new Rates(() => now);
  const send = (thread: number) =>
    rates.retryAfter('sendToConversation', 'tenant', `19:channel@thread.tacv2;messageid=${thread}`);
  for (let i = 0; i < 1_800; i++) {
    expect(send(i)).toBeUndefined();
    now += 500;
  }
  expect(send(0)).toBe(2_700);
  now += 2_699_999;
  expect(send(0)).toBe(1);
  now += 1;
  expect(send(0)).toBeUndefined();
});

test('What only reads does not count for the conversation', () => {
  const rates = new Rates(() => 0);
  for (let i = 0; i < 20; i++) expect(rates.retryAfter('getMembers', 'tenant', '19:x')).toBeUndefined();
  for (let i = 0; i < 7; i++)
    expect(rates.retryAfter('createConversation', 'tenant', '19:x')).toBeUndefined();
  expect(rates.retryAfter('updateActivity', 'tenant', '19:x')).toBe(1);
});
