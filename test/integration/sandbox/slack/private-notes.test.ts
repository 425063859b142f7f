import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { openStage, refusal, type Stage } from './bolt-bot.ts';

const row = (...labels: string[]): KnownBlock => ({
  type: 'actions',
  elements: labels.map((text) => ({
    type: 'button',
    text: { type: 'plain_text', text },
    value: text,
    action_id: `answer-${text}`,
  })),
});

describe('Private notes', () => {
  let stage: Stage;
  let clicks: BlockAction<ButtonAction>[];
  beforeEach(async () => {
    stage = await openStage();
    clicks = [];
  });
  afterEach(() => stage.stop());

  const receipts = (app: App) => {
    app.action<BlockAction<ButtonAction>>(/^answer-\d/, async ({ ack, body, client }) => {
      clicks.push(body);
      const container = body.container as { thread_ts?: string };
      await client.chat.postEphemeral({
        channel: body.channel?.id ?? '',
        user: body.user.id,
        ...(container.thread_ts && { thread_ts: container.thread_ts }),
        text: `Saved: ${body.actions[0]?.value}`,
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `Saved: *${body.actions[0]?.value}*` } },
          row('sure', 'unsure'),
        ],
      });
      await ack();
    });
    app.action<BlockAction<ButtonAction>>(/sure$/, async ({ ack, body, respond }) => {
      clicks.push(body);
      await respond({ replace_original: true, text: `Saved, ${body.actions[0]?.value}` });
      await ack();
    });
  };

  async function postPromptInThread(): Promise<{ root: string; prompt: string }> {
    const root = await stage.client.chat.postMessage({ channel: 'C0SALES', text: 'Spot the phish' });
    const prompt = await stage.client.chat.postMessage({
      channel: 'C0SALES',
      thread_ts: root.ts ?? '',
      text: 'How many signs?',
      blocks: [row('2', '3')],
    });
    return { root: root.ts ?? '', prompt: prompt.ts ?? '' };
  }

  test('A click in a thread brings its message, thread and value, and the receipt is seen by that person only', async () => {
    await stage.addBot(receipts);
    const { root, prompt } = await postPromptInThread();
    const [ben, caro] = [stage.slack.person('Ben'), stage.slack.person('Caro')];
    expect(await ben.click('3')).toMatchObject({ status: 200 });

    expect(clicks[0]).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0BEN', username: 'ben', name: 'ben', team_id: 'T0SANDBOX' },
      container: {
        type: 'message',
        message_ts: prompt,
        channel_id: 'C0SALES',
        is_ephemeral: false,
        thread_ts: root,
      },
      channel: { id: 'C0SALES', name: 'team-sales' },
      message: { ts: prompt, thread_ts: root, bot_id: 'B0BOT', app_id: 'A0BOT' },
      actions: [{ type: 'button', action_id: 'answer-3', value: '3' }],
    });
    const note = ben.sees('team-sales').at(-1);
    expect(note).toMatchObject({ text: 'Saved: 3\n[sure] [unsure]', ephemeral: true, inThread: true });
    expect(caro.sees('team-sales').some(({ ephemeral }) => ephemeral)).toBe(false);
    await expect(caro.click('sure')).rejects.toThrow(
      /Caro sees no button "sure"[\s\S]*\[2\] \[3\] on a message in a/,
    );
  });

  test('A click on a note replaces it in place', async () => {
    await stage.addBot(receipts);
    await postPromptInThread();
    const ben = stage.slack.person('Ben');
    await ben.click('2');
    const before = ben.sees('team-sales').at(-1);
    await ben.click('sure');

    expect(clicks[1]).toMatchObject({ container: { is_ephemeral: true, message_ts: before?.id } });
    expect(clicks[1]?.message).toBeUndefined();
    const notes = ben.sees('team-sales').filter(({ ephemeral }) => ephemeral);
    expect(notes.map(({ text }) => text)).toEqual(['Saved, sure']);
    expect(notes[0]?.id).toBe(before?.id);
    expect(stage.slack.channel('team-sales').ephemerals[0]?.versions).toHaveLength(2);
    ben.reload();
    expect(ben.sees('team-sales').some(({ ephemeral }) => ephemeral)).toBe(false);
  });

  test('A response URL serves five times and for half an hour', async () => {
    await stage.addBot(receipts);
    await postPromptInThread();
    await stage.slack.person('Ben').click('2');
    await stage.slack.person('Caro').click('2');
    const use = async (url: string | undefined, body: object) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      const response = await fetch(url ?? '', init);
      return { status: response.status, body: await response.json() };
    };
    const [bens, caros] = clicks.map(({ response_url }) => response_url);
    for (let i = 0; i < 5; i++) expect(await use(bens, { text: `Note ${i}` })).toMatchObject({ status: 200 });
    expect(await use(bens, { text: 'Note 6' })).toEqual({
      status: 404,
      body: { ok: false, error: 'used_url' },
    });
    expect(await use(caros, { blocks: [{ type: 'section' }] })).toMatchObject({
      status: 400,
      body: { error: 'invalid_blocks' },
    });
    stage.letPass(31 * 60_000);
    expect(await use(caros, { text: 'Late' })).toMatchObject({ status: 404, body: { error: 'expired_url' } });
  });

  test('From a public message a response URL replaces it for everybody', async () => {
    await stage.addBot((app) =>
      app.action('answer-2', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'Done' });
      }),
    );
    await postPromptInThread();
    await stage.slack.person('Ben').click('2');
    const prompt = () => stage.slack.channel('team-sales').messages[1];
    await stage.slack.until(() => prompt()?.edits === 1, { because: 'the prompt is replaced' });
    expect(stage.slack.person('Gus').sees('team-sales')[1]).toMatchObject({ text: 'Done' });
  });

  test('A note needs its reader in the channel and a thread that has begun', async () => {
    const { client, slack } = stage;
    const root = await client.chat.postMessage({ channel: 'C0SALES', text: 'Quiet' });
    slack.channel('team-sales').remove('Gus');
    const note = (user: string) =>
      client.chat.postEphemeral({ channel: 'C0SALES', user, thread_ts: root.ts ?? '', text: 'psst' });
    expect(await refusal(note('U0GUS'))).toBe('user_not_in_channel');
    await note('U0BEN');
    const notes = () =>
      slack
        .person('Ben')
        .sees('team-sales')
        .filter(({ ephemeral }) => ephemeral);
    expect(notes()).toHaveLength(0);
    await client.chat.postMessage({ channel: 'C0SALES', thread_ts: root.ts ?? '', text: 'A reply' });
    expect(notes()).toHaveLength(1);
  });

  test('The answer in an acknowledgement is a note too', async () => {
    await stage.addBot((app) => app.command('/microtraining', ({ ack }) => ack({ text: 'Try `help`' })));
    const dev = stage.slack.person('Dev');
    expect(await dev.command('random', 'halp')).toMatchObject({ status: 200, text: 'Try help' });
    expect(dev.sees('random')).toMatchObject([
      { text: 'Try help', ephemeral: true, author: 'Microtraining' },
    ]);
  });
});
