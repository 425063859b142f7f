import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openStage, type Stage } from './bolt-bot.ts';

describe('Deliveries to the bot', () => {
  let stage: Stage;
  afterEach(() => stage.stop());

  test('An event that fails comes again under the same id until it is accepted', async () => {
    const waits: number[] = [];
    stage = await openStage({
      wait: async (ms) => {
        waits.push(ms);
      },
    });
    const tries: { id: string; num: unknown; reason: unknown }[] = [];
    const server = createServer(async (request, response) => {
      const { event_id } = (await json(request)) as { event_id: string };
      const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = request.headers;
      tries.push({ id: event_id, num, reason });
      response.writeHead(tries.length < 3 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stage.slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

    stage.slack.channel('random').remove('Gus');
    await stage.slack.eventsDelivered();
    const id = tries[0]?.id;
    expect(tries).toEqual([
      { id, num: undefined, reason: undefined },
      { id, num: '1', reason: 'http_error' },
      { id, num: '2', reason: 'http_error' },
    ]);
    expect(waits).toEqual([0, 60_000]);
    server.close();
  });

  test('A bot that is down gets an event with the retries, and people see that commands fail', async () => {
    const waits: number[] = [];
    stage = await openStage({
      wait: async (ms) => {
        waits.push(ms);
      },
    });
    stage.slack.connect('http://127.0.0.1:1/slack/events');
    stage.slack.channel('random').remove('Gus');
    await stage.slack.eventsDelivered();
    expect(waits).toEqual([0, 60_000, 300_000]);
    const tries = stage.slack.traffic.filter(({ name }) => name === 'event member_left_channel');
    expect(tries.map(({ retry, error }) => [retry, error])).toEqual(
      [0, 1, 2, 3].map((retry) => [retry, 'connection_refused']),
    );
    const ids = new Set(tries.map(({ request }) => request.event_id));
    expect(ids.size).toBe(1);
    expect(await stage.slack.person('Ana').command('team-sales', 'help')).toMatchObject({
      status: 0,
      error: '/microtraining failed with the error "dispatch_failed"',
    });
  });

  test('Several bots are served in turn, and a dead one is passed over', async () => {
    stage = await openStage();
    const served: string[] = [];
    for (const name of ['one', 'two']) {
      await stage.addBot((app) =>
        app.command('/microtraining', async ({ ack }) => {
          served.push(name);
          await ack();
        }),
      );
    }
    stage.slack.connect('http://127.0.0.1:1/slack/events');
    const ana = stage.slack.person('Ana');
    for (let i = 0; i < 6; i++) expect(await ana.command('team-sales', '')).toMatchObject({ status: 200 });
    expect(new Set(served.slice(0, 2))).toEqual(new Set(['one', 'two']));
    expect(served).toHaveLength(6);
  });

  test('A bot with another signing secret is refused by the signature', async () => {
    stage = await openStage({ signingSecret: 'somebody else' });
    await stage.addBot((app) => app.command('/microtraining', ({ ack }) => ack()));
    const outcome = await stage.slack.person('Ana').command('team-sales', '');
    expect(outcome).toMatchObject({ status: 401, error: expect.stringContaining('dispatch_failed') });
  });

  test('Coming, going, mentions, messages and the Home tab arrive as events', async () => {
    stage = await openStage({ messageEvents: true });
    const seen: string[] = [];
    await stage.addBot((app) => {
      app.event('member_joined_channel', async ({ event }) => void seen.push(`joined ${event.user}`));
      app.event('member_left_channel', async ({ event }) => void seen.push(`left ${event.user}`));
      app.event('app_mention', async ({ event }) => void seen.push(`mention by ${event.user}`));
      app.message('hello', async ({ message }) => void seen.push(`message in ${message.channel}`));
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'Your sessions' } }] as const;
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [...blocks] } });
      });
    });
    const { slack } = stage;
    slack.channel('team-sales').remove('Gus');
    slack.channel('team-sales').invite('Gus');
    slack.person('Ana').say('team-sales', `<@${slack.botUserId}> hello`);
    const ben = slack.person('Ben');
    await ben.openHome();
    await slack.until(() => ben.home?.text === 'Your sessions', { because: 'the Home tab is published' });
    await slack.until(() => seen.length === 4, { because: 'all events have arrived' });
    expect(seen.toSorted()).toEqual(['joined U0GUS', 'left U0GUS', 'mention by U0ANA', 'message in C0SALES']);
  });
});
