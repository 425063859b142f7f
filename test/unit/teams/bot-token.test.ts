import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ManagedIdentityAppCredentials } from 'botframework-connector';
import { type BotToken, createBotToken } from '../../../src/teams/bot-token.ts';
import { publicCloud } from '../../../src/teams/cloud.ts';

const tenantId = '3d8b5f0e-6c2a-4f4e-9a0b-2a7d5c1e9b10';
const now = () => new Date('2026-12-01T09:00:00Z');
const waiting = () => new AbortController().signal;

/** The machine's identity: the token that it has given stays the same, unless another one is asked for. */
let asked: jest.SpiedFunction<ManagedIdentityAppCredentials['getToken']>;
let token: BotToken;
beforeEach(() => {
  let number = 0;
  asked = jest
    .spyOn(ManagedIdentityAppCredentials.prototype, 'getToken')
    .mockImplementation(async (isAnew = false) => {
      if (isAnew || number === 0) number += 1;
      return `token ${number}`;
    });
  token = createBotToken(
    {
      appId: '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01',
      credential: { kind: 'managed-identity' },
      appName: 'Microtraining',
      tenantId,
      cloud: publicCloud(tenantId),
      looksUp: false,
      isSandbox: false,
    },
    now,
  );
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('The token of a managed identity', () => {
  test('that is refused is not given out again', async () => {
    expect(await token.get(waiting())).toBe('token 1');
    expect(await token.get(waiting())).toBe('token 1');
    token.refuse('token 1');
    expect(await token.get(waiting())).toBe('token 2');
  });

  test('is not waited for without an end, and the next one is asked for anew', async () => {
    asked.mockReturnValueOnce(new Promise<string>(() => {}));
    const inTime = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    await expect(token.get(waiting())).rejects.toMatchObject({ name: 'LoginUnavailable', code: 'no-answer' });
    inTime.mockRestore();
    expect(await token.get(waiting())).toBe('token 1');
  });

  test('is kept also where all who waited for it have given up', async () => {
    const patience = new AbortController();
    const waited = token.get(patience.signal);
    patience.abort(new Error('too late'));
    await expect(waited).rejects.toThrow('too late');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await token.get(waiting())).toBe('token 1');
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
