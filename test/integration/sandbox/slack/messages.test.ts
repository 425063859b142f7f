import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type ChatPostMessageResponse,
  type ConversationsHistoryResponse,
  type ConversationsMembersResponse,
  WebClient,
} from '@slack/web-api';
import { openStage, refusal, type Stage } from './bolt-bot.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;

describe('Messages', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const post = async (args: { text: string; thread_ts?: string; reply_broadcast?: boolean }) => {
    const answer = await stage.client.apiCall('chat.postMessage', { channel: 'C0SALES', ...args });
    return { ts: (answer as ChatPostMessageResponse).ts ?? '' };
  };

  test('A thread knows its parent, and a broadcast reply stands in the channel too', async () => {
    const root = await post({ text: 'Card' });
    stage.moveOn(10);
    const prompt = await post({ text: 'Prompt', thread_ts: root.ts });
    const recap = await post({ text: 'Recap', thread_ts: root.ts, reply_broadcast: true });

    const history = await stage.client.conversations.history({ channel: 'C0SALES' });
    expect(history.messages).toMatchObject([
      { text: 'Recap', subtype: 'thread_broadcast', thread_ts: root.ts },
      { text: 'Card', reply_count: 2, thread_ts: root.ts, latest_reply: recap.ts },
    ]);
    const thread = await stage.client.conversations.replies({ channel: 'C0SALES', ts: root.ts });
    expect(thread.messages?.map(({ ts }) => ts)).toEqual([root.ts, prompt.ts, recap.ts]);
    expect(stage.slack.person('Ben').sees('team-sales')).toMatchObject([
      { text: 'Card', inThread: false },
      { text: 'Prompt', inThread: true, broadcast: false, at: new Date('2026-12-01T09:10:00Z') },
      { text: 'Recap', inThread: true, broadcast: true },
    ]);
  });

  test('A reply can be promoted to the channel later', async () => {
    const root = await post({ text: 'Card' });
    const reply = await post({ text: 'Start', thread_ts: root.ts });
    await stage.client.chat.update({
      channel: 'C0SALES',
      ts: reply.ts,
      text: 'Start',
      reply_broadcast: true,
    });
    const history = await stage.client.conversations.history({ channel: 'C0SALES', limit: 1 });
    expect(history.messages).toMatchObject([{ text: 'Start', subtype: 'thread_broadcast' }]);
  });

  test('Time stamps are unique and increase while the clock stands still', async () => {
    const sent = await Promise.all(['a', 'b', 'c'].map((text) => post({ text })));
    const stamps = sent.map(({ ts }) => ts);
    expect(new Set(stamps).size).toBe(3);
    expect(stamps.every((ts) => /^\d{10}\.\d{6}$/.test(ts))).toBe(true);
  });

  test('Every version of a message is kept, and only edits without blocks are marked', async () => {
    const { client, slack } = stage;
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0SALES',
      text: 'Called: <@U0BEN>',
      blocks: [section('Called: <@U0CARO> and @here')],
    });
    stage.moveOn(2);
    const edited = await client.chat.update({
      channel: 'C0SALES',
      ts,
      text: 'Later',
      blocks: [section('<@U0DEV>')],
    });
    expect(edited.message).not.toHaveProperty('edited');
    const kept = await client.chat.update({ channel: 'C0SALES', ts, text: 'Push only' });
    expect(kept.message?.blocks).toHaveLength(1);
    const bare = await client.chat.update({ channel: 'C0SALES', ts, text: 'Bare', blocks: [] });
    expect(bare.message).toMatchObject({ text: 'Bare', edited: { user: 'U0BOT' } });

    expect(slack.channel('team-sales').messages[0]).toMatchObject({
      edits: 3,
      plainText: 'Bare',
      mentions: ['U0BEN', 'U0CARO'],
      broadcastMentions: ['here'],
      versions: [
        { by: 'chat.postMessage', at: new Date('2026-12-01T09:00:00Z') },
        { by: 'chat.update' },
        {},
        {},
      ],
    });
  });

  test('Deleted messages are gone for people but stay on record', async () => {
    const { client, slack } = stage;
    const { ts } = await post({ text: 'Oops' });
    await client.chat.delete({ channel: 'C0SALES', ts });
    expect(slack.person('Ana').sees('team-sales')).toEqual([]);
    expect(slack.channel('team-sales').messages[0]?.deletedAt).toEqual(new Date('2026-12-01T09:00:00Z'));
    const update = client.chat.update({ channel: 'C0SALES', ts, text: 'No' });
    expect(await refusal(update)).toBe('message_not_found');
  });

  test('What a person wrote cannot be changed by the bot', async () => {
    const said = stage.slack.person('Ana').say('team-sales', 'Mine');
    const at = { channel: 'C0SALES', ts: said.ts };
    expect(await refusal(stage.client.chat.update({ ...at, text: 'Yours' }))).toBe('cant_update_message');
    expect(await refusal(stage.client.chat.delete(at))).toBe('cant_delete_message');
  });

  test('Metadata comes back only when asked for', async () => {
    const metadata = { event_type: 'prompt', event_payload: { session: 's1', phase: 2 } };
    await stage.client.chat.postMessage({ channel: 'C0SALES', text: 'Prompt', metadata });
    const read = (include_all_metadata: boolean) =>
      stage.client.conversations.history({ channel: 'C0SALES', include_all_metadata });
    expect((await read(true)).messages?.[0]?.metadata).toEqual(metadata);
    expect((await read(false)).messages?.[0]).not.toHaveProperty('metadata');
  });

  test('History is read page by page and within a window', async () => {
    const stamps: string[] = [];
    for (let i = 0; i < 7; i++) {
      stamps.push((await post({ text: `Message ${i}` })).ts);
      stage.moveOn(1);
    }
    const pages: (string | undefined)[][] = [];
    for await (const page of stage.client.paginate('conversations.history', {
      channel: 'C0SALES',
      limit: 3,
    })) {
      const { messages = [] } = page as ConversationsHistoryResponse;
      pages.push(messages.map(({ text }) => text));
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat()[0]).toBe('Message 6');
    const [oldest = '', latest = ''] = [stamps[1], stamps[3]];
    const within = (inclusive: boolean) =>
      stage.client.conversations.history({ channel: 'C0SALES', oldest, latest, inclusive });
    expect((await within(false)).messages?.map(({ text }) => text)).toEqual(['Message 2']);
    expect((await within(true)).messages).toHaveLength(3);
    const wrong = stage.client.conversations.history({ channel: 'C0SALES', cursor: 'nonsense' });
    expect(await refusal(wrong)).toBe('invalid_cursor');
  });

  test('Members are read page by page, thirty people included', async () => {
    for (let i = 1; i <= 23; i++) stage.slack.addPerson(`Person ${i}`);
    const members: string[] = [];
    for await (const page of stage.client.paginate('conversations.members', {
      channel: 'C0SALES',
      limit: 10,
    })) {
      members.push(...((page as ConversationsMembersResponse).members ?? []));
    }
    expect(members).toHaveLength(31);
    const info = await stage.client.conversations.info({ channel: 'C0SALES', include_num_members: true });
    expect(info.channel).toMatchObject({
      name: 'team-sales',
      num_members: 31,
      is_member: true,
      is_private: false,
    });
  });

  test('Posting to a person opens the chat with them', async () => {
    const { client, slack } = stage;
    const sent = await client.chat.postMessage({ channel: 'U0ANA', text: 'You lead *Spot the phish*' });
    const opened = await client.conversations.open({ users: 'U0ANA' });
    expect(sent.channel).toBe(opened.channel?.id);
    expect(slack.directMessages('Ana')).toMatchObject([{ text: 'You lead *Spot the phish*' }]);
    expect(slack.person('Ana').sees('dm')).toMatchObject([
      { author: 'Microtraining', text: 'You lead Spot the phish' },
    ]);
    const wrong = client.chat.update({ channel: 'U0ANA', ts: sent.ts ?? '', text: 'No' });
    expect(await refusal(wrong)).toBe('channel_not_found');
  });

  test('Links lead to the message, in its thread', async () => {
    const root = await post({ text: 'Card' });
    const reply = await post({ text: 'Prompt', thread_ts: root.ts });
    const link = await stage.client.chat.getPermalink({ channel: 'C0SALES', message_ts: reply.ts });
    const digits = reply.ts.replace('.', '');
    expect(link.permalink).toBe(
      `${stage.slack.url}/archives/C0SALES/p${digits}?thread_ts=${root.ts}&cid=C0SALES`,
    );
  });

  test('Slack refuses by its own names', async () => {
    const { client, slack } = stage;
    const to = (channel: string, text = 'Hi') => client.chat.postMessage({ channel, text });
    slack.channel('random').remove('bot');
    slack.addChannel('secret', { isPrivate: true, botIsMember: false });
    expect(await refusal(to('C0RANDOM'))).toBe('not_in_channel');
    expect(await refusal(to('C0SECRET'))).toBe('channel_not_found');
    expect(await refusal(to('C0NOWHERE'))).toBe('channel_not_found');
    expect(await refusal(to('C0SALES', ''))).toBe('no_text');
    expect(await refusal(to('C0SALES', 'x'.repeat(4_001)))).toBe('msg_too_long');
    slack.channel('team-sales').archive();
    expect(await refusal(to('C0SALES'))).toBe('is_archived');
    expect(await refusal(client.apiCall('chat.unheardOf'))).toBe('unknown_method');
    expect(await refusal(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
    const stranger = new WebClient('xoxb-wrong', { slackApiUrl: slack.apiUrl });
    expect(await refusal(stranger.auth.test())).toBe('invalid_auth');
    expect(await refusal(new WebClient(undefined, { slackApiUrl: slack.apiUrl }).auth.test())).toBe(
      'not_authed',
    );
  });

  test('One illegal block makes Slack refuse the whole message, naming the place', async () => {
    const blocks = [section('Fine'), section('')];
    const call = stage.client.chat.postMessage({ channel: 'C0SALES', text: 'Hi', blocks });
    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: ['[ERROR] must not be empty [json-pointer:/blocks/1/text/text]'] },
      },
    });
    expect(stage.slack.channel('team-sales').messages).toHaveLength(0);
  });

  test('People are described with their zone', async () => {
    const { user } = await stage.client.users.info({ user: 'U0ANA', include_locale: true });
    expect(user).toMatchObject({
      tz: 'Europe/Berlin',
      tz_offset: 3_600,
      is_admin: true,
      is_bot: false,
      profile: { display_name: 'Ana' },
    });
    const bot = await stage.client.auth.test();
    expect(bot).toMatchObject({ user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0SANDBOX', team: 'Sandbox' });
  });
});
