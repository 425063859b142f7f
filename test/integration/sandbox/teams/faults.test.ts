import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CallOptions, openStage, type Stage } from './raw-bot.ts';

describe('Faults on demand', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const sales = () => stage.teams.channel('team-sales');
  const path = (id = sales().id) => `v3/conversations/${encodeURIComponent(id)}/activities`;
  const post = (text = 'Hello', id?: string, options: CallOptions = {}) =>
    stage.call('POST', path(id), { type: 'message', text }, options);
  /** Where no answer comes. */
  const postInVain = () => post('Hello', undefined, { withinMs: 300 });
  const posted = () => sales().messages.map(({ text }) => text);

  test('A 429 names the seconds to wait, or does not, and posts nothing', async () => {
    const { faults } = stage.teams;
    faults.next('sendToConversation', { kind: '429', retryAfter: 7 });
    faults.next('sendToConversation', { kind: '429' });
    const named = await post();
    expect(named).toMatchObject({ status: 429, body: { error: { code: 'Throttled' } } });
    expect(named.headers.get('retry-after')).toBe('7');
    expect((await post()).headers.get('retry-after')).toBeNull();
    expect(posted()).toEqual([]);
    expect((await post()).status).toBe(201);
  });

  test.each([502, 503, 504, 500] as const)('A %i comes before or after acceptance', async (status) => {
    const { faults } = stage.teams;
    faults.next('sendToConversation', { kind: '5xx', when: 'before', status });
    expect((await post()).status).toBe(status);
    expect(posted()).toEqual([]);
    faults.next('sendToConversation', { kind: '5xx', when: 'after', status });
    expect((await post()).status).toBe(status);
    expect(posted()).toEqual(['Hello']);
  });

  test.each([
    ['reset', 'before', 0],
    ['reset', 'after', 1],
    ['hang', 'before', 0],
    ['hang', 'after', 1],
  ] as const)('A %s %s acceptance gives no answer and leaves %i messages', async (kind, when, messages) => {
    stage.teams.faults.next('sendToConversation', { kind, when });
    await expect(kind === 'hang' ? postInVain() : post()).rejects.toThrow();
    expect(posted()).toHaveLength(messages);
    expect(stage.teams.traffic.at(-1)).toMatchObject({ name: 'sendToConversation', status: 0, error: kind });
  });

  test('Garbage is 200 and no JSON', async () => {
    stage.teams.faults.next('sendToConversation', { kind: 'garbage', when: 'after' });
    expect(await post()).toMatchObject({ status: 200, body: { text: '<h1>Just a moment</h1>' } });
    expect(posted()).toHaveLength(1);
  });

  test('Two calls that meet are 412, and any refusal can be had by its code', async () => {
    stage.teams.faults.next('sendToConversation', { kind: '412' });
    expect(await post()).toMatchObject({ status: 412, body: { error: { code: 'PreconditionFailed' } } });
    const fault = { kind: 'error', when: 'before', status: 403, code: 'BotDisabledByAdmin' } as const;
    stage.teams.faults.next('sendToConversation', fault);
    expect(await post()).toMatchObject({ status: 403, body: { error: { code: 'BotDisabledByAdmin' } } });
    expect(posted()).toEqual([]);
  });

  test.each(['5xx', 'reset', 'hang'] as const)(
    'A call whose %s comes first is carried out when nobody waits for it any more',
    async (kind) => {
      stage.teams.faults.next('sendToConversation', { kind, when: { afterMs: 0 } });
      const release = stage.teams.faults.hold('sendToConversation');
      await (kind === 'hang' ? postInVain() : post()).catch(() => undefined);
      expect(posted()).toEqual([]);
      release();
      await stage.teams.until(() => posted().length === 1, { because: 'the post arrives late' });
    },
  );

  test('A slow call is carried out late, even if its caller has given up', async () => {
    const release = stage.teams.faults.hold('sendToConversation');
    await expect(postInVain()).rejects.toThrow();
    expect(posted()).toEqual([]);
    release();
    await stage.teams.until(() => posted().length === 1, { because: 'the slow post arrives' });
  });

  test('Faults hit the calls they are meant for, as often as they are meant', async () => {
    const { faults } = stage.teams;
    const fault = { kind: '5xx', when: 'before' } as const;
    faults.next('sendToConversation', fault, 2, ({ text }) => text === 'Prompt');
    expect((await post('Card')).status).toBe(201);
    expect((await post('Prompt')).status).toBe(500);
    expect((await post('Prompt')).status).toBe(500);
    expect((await post('Prompt')).status).toBe(201);
    faults.always('token', fault);
    expect((await stage.token()).status).toBe(500);
    faults.clear();
    faults.always('*', fault);
    expect((await stage.token()).status).toBe(500);
    faults.clear();
    expect((await stage.token()).status).toBe(200);
  });

  test('An exhausted wait says why, and what happened last', async () => {
    await post('x', '19:nowhere@thread.tacv2');
    const waiting = stage.teams.until(() => posted()[0], { timeoutMs: 1, because: 'Ana is greeted' });
    await expect(waiting).rejects.toThrow(
      /Not within 1 ms: Ana is greeted[\s\S]*sendToConversation 19:nowhere@thread.tacv2 404 ConversationNotFound/,
    );
  });
});

describe('With rates enforced', () => {
  let stage: Stage;
  let passedMs = 0;
  beforeEach(async () => {
    passedMs = 0;
    stage = await openStage({ enforceRates: true, machineNow: () => 1_800_000_000_000 + passedMs });
  });
  afterEach(() => stage.stop());

  const letPass = (ms: number) => {
    passedMs += ms;
  };
  const post = (name: string) => {
    const path = `v3/conversations/${encodeURIComponent(stage.teams.channel(name).id)}/activities`;
    return stage.call('POST', path, { type: 'message', text: 'x' });
  };
  const retryAfter = async (name = 'random') => {
    const { status, headers } = await post(name);
    return status === 201 ? undefined : Number(headers.get('retry-after'));
  };

  test('a conversation takes seven in a second, eight in two and sixty in thirty', async () => {
    for (let i = 0; i < 7; i++) expect(await retryAfter()).toBeUndefined();
    expect(await retryAfter()).toBe(1);
    expect(await retryAfter('team-sales')).toBeUndefined();
    letPass(1_000);
    expect(await retryAfter()).toBeUndefined();
    expect(await retryAfter()).toBe(1);
    letPass(1_000);
    for (let i = 0; i < 52; i++) {
      expect(await retryAfter()).toBeUndefined();
      letPass(500);
    }
    expect(await retryAfter()).toBe(2);
    letPass(2_000);
    expect(await retryAfter()).toBeUndefined();
  });

  test('a tenant takes fifty in a second, whatever they ask', async () => {
    const path = `v3/teams/${encodeURIComponent(stage.teams.team('Sales').id)}`;
    for (let i = 0; i < 50; i++) expect((await stage.call('GET', path)).status).toBe(200);
    expect(await retryAfter()).toBe(1);
    letPass(1_000);
    expect(await retryAfter()).toBeUndefined();
  });
});
