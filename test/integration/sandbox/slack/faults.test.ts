import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOT_TOKEN, openStage, refusal, type Stage } from './bolt-bot.ts';

describe('Faults on demand', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const post = (text = 'Hello', client = stage.client) =>
    client.chat.postMessage({ channel: 'C0SALES', text });
  /** Where no answer comes. */
  const postInVain = () => post('Hello', stage.clientWith(BOT_TOKEN, 500));
  const posted = () => stage.slack.channel('team-sales').messages.map(({ text }) => text);

  test('A 429 names the seconds to wait and posts nothing', async () => {
    stage.slack.faults.next('chat.postMessage', { kind: '429', retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
    expect(posted()).toEqual([]);
    await post();
    expect(posted()).toEqual(['Hello']);
  });

  test.each([
    ['5xx', 'before', 'slack_webapi_http_error', 0],
    ['5xx', 'after', 'slack_webapi_http_error', 1],
    ['reset', 'before', 'slack_webapi_request_error', 0],
    ['reset', 'after', 'slack_webapi_request_error', 1],
    ['hang', 'before', 'slack_webapi_request_error', 0],
    ['hang', 'after', 'slack_webapi_request_error', 1],
  ] as const)(
    'A %s %s acceptance fails with %s and leaves %i messages',
    async (kind, when, code, messages) => {
      stage.slack.faults.next('chat.postMessage', { kind, when });
      await expect(kind === 'hang' ? postInVain() : post()).rejects.toMatchObject({ code });
      expect(posted()).toHaveLength(messages);
      expect(stage.slack.traffic.at(-1)).toMatchObject({ name: 'chat.postMessage', error: kind });
    },
  );

  test('Faults hit the calls they are meant for, as often as they are meant', async () => {
    const { faults } = stage.slack;
    faults.next('chat.postMessage', { kind: '5xx', when: 'before' }, 2, ({ text }) => text === 'Prompt');
    await post('Card');
    await expect(post('Prompt')).rejects.toThrow();
    await expect(post('Prompt')).rejects.toThrow();
    await post('Prompt');
    expect(posted()).toEqual(['Card', 'Prompt']);
    faults.always('*', { kind: '5xx', when: 'before' });
    await expect(stage.client.auth.test()).rejects.toThrow();
    faults.clear();
    await stage.client.auth.test();
  });

  test('A slow call is carried out late, even if its caller has given up', async () => {
    const release = stage.slack.faults.hold('chat.postMessage');
    await expect(postInVain()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(posted()).toEqual([]);
    release();
    await stage.slack.until(() => posted().length === 1, { because: 'the slow post arrives' });
  });

  test.each(['5xx', 'reset', 'hang'] as const)(
    'A call whose %s comes first is carried out when nobody waits for it any more',
    async (kind) => {
      stage.slack.faults.next('chat.postMessage', { kind, when: { afterMs: 0 } });
      const release = stage.slack.faults.hold('chat.postMessage');
      await expect(kind === 'hang' ? postInVain() : post()).rejects.toThrow();
      expect(posted()).toEqual([]);
      release();
      await stage.slack.until(() => posted().length === 1, { because: 'the post arrives late' });
    },
  );

  test('History that lags shows a message later, in the channel and in the thread', async () => {
    const { client, slack } = stage;
    const root = await post('Card');
    slack.faults.lagHistory(300);
    await client.chat.postMessage({ channel: 'C0SALES', text: 'Prompt', thread_ts: root.ts! });
    const history = async () => (await client.conversations.history({ channel: 'C0SALES' })).messages;
    const replies = async () =>
      (await client.conversations.replies({ channel: 'C0SALES', ts: root.ts! })).messages;
    expect(await history()).toEqual([]);
    expect(await replies()).toHaveLength(1);
    slack.faults.clear();
    expect(await history()).toHaveLength(1);
    expect(await replies()).toHaveLength(2);
  });

  test('History is for those who may read it', async () => {
    const { client, slack } = stage;
    slack.scopes = ['chat:write'];
    const calls = [
      client.conversations.history({ channel: 'C0SALES' }),
      client.conversations.replies({ channel: 'C0SALES', ts: '1.0' }),
      client.conversations.open({ users: 'U0ANA' }),
    ];
    for (const call of calls) expect(await refusal(call)).toMatch('missing_scope');
  });

  test('With rates enforced a channel takes four posts at once and then one a second', async () => {
    await stage.stop();
    stage = await openStage({ enforceRates: true });
    for (let i = 0; i < 4; i++) await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    await stage.client.chat.postMessage({ channel: 'C0RANDOM', text: 'Another channel' });
    stage.letPass(1_000);
    await post();
    expect(posted()).toHaveLength(5);
  });

  test('An exhausted wait says why, and what happened last', async () => {
    await refusal(stage.client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }));
    const waiting = stage.slack.until(() => posted()[0], { timeoutMs: 1, because: 'Ana is greeted' });
    await expect(waiting).rejects.toThrow(
      /Not within 1 ms: Ana is greeted[\s\S]*chat.postMessage C0NOWHERE 200 channel_not_found/,
    );
  });
});
