import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { TrafficEntry } from '../../../../src/sandbox/slack/control.ts';
import { openStage, refusal, type Stage } from './bolt-bot.ts';
import { connectRaw, openUrl } from './raw-socket.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

const planForm: ModalView = {
  type: 'modal',
  callback_id: 'plan',
  title: plain('Plan a session'),
  submit: plain('Plan it'),
  blocks: [
    {
      type: 'input',
      block_id: 'called',
      label: plain('Called'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
  ],
};

let stage: Stage;
let waits: number[];
const open = async (options: Parameters<typeof openStage>[0] = {}) => {
  waits = [];
  stage = await openStage({ wait: async (ms) => void waits.push(ms), ...options });
};
const deliveries = (name: string): TrafficEntry[] =>
  stage.slack.traffic.filter((entry) => entry.kind === 'delivery' && entry.name === name);

describe('A bot in Socket Mode', () => {
  beforeEach(() => open());
  afterEach(() => stage.stop());

  const counting = (app: App) =>
    app.command('/microtraining', async ({ ack }) => ack({ text: 'Here is *help*.' }));

  test('gets commands over its socket and answers in the acknowledgement', async () => {
    await stage.addSocketBot(counting);

    const outcome = await stage.slack.person('Ana').command('team-sales', 'help');

    expect(outcome).toMatchObject({ status: 200, text: 'Here is help.' });
    expect(deliveries('command')).toMatchObject([{ status: 200, to: 'socket 1' }]);
    expect(stage.slack.person('Ana').sees('team-sales')).toMatchObject([{ ephemeral: true }]);
  });

  test('opens a form, refuses it below the field and takes it at last', async () => {
    await stage.addSocketBot((app) => {
      app.command('/microtraining', async ({ ack, body, client }) => {
        await client.views.open({ trigger_id: body.trigger_id, view: planForm });
        await ack();
      });
      app.view('plan', async ({ ack, view }) => {
        const isKnown = view.state.values.called?.text?.value === 'Phish';
        await (isKnown ? ack({ response_action: 'errors', errors: { called: 'Taken.' } }) : ack());
      });
    });
    const ana = stage.slack.person('Ana');

    await ana.command('team-sales', '');
    await ana.set('Called', 'Phish');
    expect(await ana.submit()).toMatchObject({ closed: false, errors: { called: 'Taken.' } });
    await ana.set('Called', 'Phish again');
    expect(await ana.submit()).toMatchObject({ closed: true });
  });

  test('answers a press privately', async () => {
    await stage.addSocketBot((app) =>
      app.action('join', async ({ ack, respond }) => {
        await ack();
        await respond({ response_type: 'ephemeral', replace_original: false, text: 'You are in.' });
      }),
    );
    const button = { type: 'button', action_id: 'join', text: plain("I'm in") } as const;
    const blocks = [{ type: 'actions', elements: [button] } as const];
    await stage.client.chat.postMessage({ channel: 'C0SALES', text: 'Phish', blocks });
    const [ben, caro] = [stage.slack.person('Ben'), stage.slack.person('Caro')];

    expect(await ben.click("I'm in")).toMatchObject({ status: 200 });

    await stage.slack.until(() => ben.sees('team-sales').some(({ text }) => text === 'You are in.'));
    expect(caro.sees('team-sales')).toHaveLength(1);
  });

  test('hears events', async () => {
    const seen: string[] = [];
    await stage.addSocketBot((app) => {
      app.event('member_joined_channel', async ({ event }) => void seen.push(`joined ${event.user}`));
      app.event('member_left_channel', async ({ event }) => void seen.push(`left ${event.user}`));
    });

    stage.slack.channel('random').remove('Gus');
    await stage.slack.eventsDelivered();
    stage.slack.channel('random').invite('Gus');
    await stage.slack.eventsDelivered();

    expect(seen).toEqual(['left U0GUS', 'joined U0GUS']);
  });

  test('shares what comes with another one, each envelope on one connection', async () => {
    const served: string[] = [];
    for (const name of ['one', 'two']) {
      await stage.addSocketBot((app) =>
        app.command('/microtraining', async ({ ack, command }) => {
          served.push(`${name} ${command.text}`);
          await ack();
        }),
      );
    }

    for (const text of ['a', 'b', 'c', 'd']) await stage.slack.person('Ana').command('team-sales', text);

    expect(served).toEqual(['one a', 'two b', 'one c', 'two d']);
  });

  test('gets everything over its socket while request URLs are connected too', async () => {
    const served: string[] = [];
    const bot = (name: string) => (app: App) =>
      app.command('/microtraining', async ({ ack }) => {
        served.push(name);
        await ack();
      });
    await stage.addBot(bot('url'));
    const ana = stage.slack.person('Ana');

    await ana.command('team-sales', '');
    await stage.addSocketBot(bot('socket'));
    await ana.command('team-sales', '');
    await ana.command('team-sales', '');

    expect(served).toEqual(['url', 'socket', 'socket']);
  });

  test('connects again when Slack renews the connection', async () => {
    await stage.addSocketBot(counting);
    const ana = stage.slack.person('Ana');

    await stage.slack.refreshSockets();

    expect(stage.slack.openSockets).toBe(1);
    expect(await ana.command('team-sales', 'help')).toMatchObject({ status: 200 });
    expect(deliveries('command')).toMatchObject([{ to: 'socket 2' }]);
  });

  test('connects again when the connection broke; until then people see that commands fail', async () => {
    await stage.addSocketBot(counting);
    const ana = stage.slack.person('Ana');

    stage.slack.dropSockets();
    const between = await ana.command('team-sales', 'help');
    await stage.slack.until(() => stage.slack.openSockets === 1, { because: 'the bot connects again' });

    expect(between).toMatchObject({ error: '/microtraining failed with the error "dispatch_failed"' });
    expect(await ana.command('team-sales', 'help')).toMatchObject({ status: 200 });
  });
});

describe('The local Slack in Socket Mode', () => {
  beforeEach(() => open());
  afterEach(() => stage.stop());

  test('gives out connections for the app-level token only, and takes it for nothing else', async () => {
    expect(await refusal(stage.client.apps.connections.open({}))).toBe('not_allowed_token_type');
    expect(await refusal(stage.clientWith('xapp-other').apps.connections.open({}))).toBe('invalid_auth');
    expect(await refusal(stage.clientWith('xapp-tests').auth.test())).toBe('not_allowed_token_type');
    const body = new URLSearchParams({ token: 'xapp-tests' });
    const inArguments = await fetch(`${stage.slack.apiUrl}apps.connections.open`, { method: 'POST', body });
    expect(await inArguments.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  test('greets each connection, and lets nobody in twice by one URL', async () => {
    const url = await openUrl(stage);
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);

    const first = await connectRaw(stage, url);
    const second = await connectRaw(stage);

    expect(await first.first('hello')).toMatchObject({
      connection_info: { app_id: 'A0BOT' },
      num_connections: 1,
      debug_info: { host: 'applink-local', approximate_connection_time: 3_600 },
    });
    expect(await second.first('hello')).toMatchObject({ num_connections: 2 });
    await expect(connectRaw(stage, url)).rejects.toThrow('401');
  });

  test('takes ten connections and no more', async () => {
    for (let i = 0; i < 10; i++) await connectRaw(stage);

    const eleventh = await connectRaw(stage);

    expect(await eleventh.first('disconnect')).toMatchObject({ reason: 'too_many_websockets' });
    expect(stage.slack.openSockets).toBe(10);
  });

  test('puts everything into envelopes that say whether they may be answered', async () => {
    const socket = await connectRaw(stage);
    const said = stage.slack.person('Ana').command('team-sales', 'help');
    const command = await socket.first('slash_commands');
    socket.acknowledge(command, { text: 'Help' });
    stage.slack.channel('random').remove('Gus');
    const event = await socket.first('events_api');
    socket.acknowledge(event);

    expect(await said).toMatchObject({ status: 200, text: 'Help' });
    expect(command).toMatchObject({ accepts_response_payload: true, payload: { command: '/microtraining' } });
    expect(command).not.toHaveProperty('retry_attempt');
    expect(event).toMatchObject({
      accepts_response_payload: false,
      retry_attempt: 0,
      payload: { type: 'event_callback', event: { type: 'member_left_channel' } },
    });
  });

  test('shows an error for what is not acknowledged in time, or on another connection', async () => {
    await stage.stop();
    await open({ acknowledgeWithinMs: 200 });
    const [socket, other] = [await connectRaw(stage), await connectRaw(stage)];
    const said = stage.slack.person('Ana').command('team-sales', 'help');

    other.acknowledge(await socket.first('slash_commands'), { text: 'Not mine to answer' });

    expect(await said).toMatchObject({
      status: 0,
      error: '/microtraining failed with the error "operation_timeout"',
    });
  });

  test('shows an error for what was on a connection that broke', async () => {
    const socket = await connectRaw(stage);
    await connectRaw(stage);
    const ana = stage.slack.person('Ana');
    const said = ana.command('team-sales', 'help');
    await socket.first('slash_commands');

    socket.breakOff();

    expect(await said).toMatchObject({ error: '/microtraining failed with the error "dispatch_failed"' });
    expect(deliveries('command')).toMatchObject([{ to: 'socket 1', error: 'connection_lost' }]);
    expect(ana.errors).toHaveLength(1);
  });

  test('brings an event again under its id, on another connection', async () => {
    const [first, second] = [await connectRaw(stage), await connectRaw(stage)];
    stage.slack.channel('random').remove('Gus');
    const lost = await first.first('events_api');

    first.breakOff();
    const again = await second.first('events_api');
    second.acknowledge(again);
    await stage.slack.eventsDelivered();

    expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'connection_failed' });
    expect(again.payload?.event_id).toBe(lost.payload?.event_id);
    expect(again.envelope_id).not.toBe(lost.envelope_id);
  });

  test('keeps an event for a bot that is away, as long as its retries last', async () => {
    const socket = await connectRaw(stage);
    socket.breakOff();
    await stage.slack.until(() => stage.slack.openSockets === 0);

    stage.slack.channel('random').remove('Gus');
    await stage.slack.eventsDelivered();

    expect(waits).toEqual([0, 60_000, 300_000]);
    expect(deliveries('event member_left_channel').map(({ error }) => error)).toEqual(
      Array.from({ length: 4 }, () => 'no_connection'),
    );
  });

  test('warns of the end of a connection, and serves over it until there is another', async () => {
    const socket = await connectRaw(stage);
    const renewed = stage.slack.refreshSockets();
    expect(await socket.first('disconnect')).toMatchObject({ reason: 'warning' });

    const said = stage.slack.person('Ana').command('team-sales', 'help');
    const command = await socket.first('slash_commands');
    await connectRaw(stage);
    socket.acknowledge(command);

    expect(await said).toMatchObject({ status: 200 });
    await renewed;
    expect(socket.messages.map(({ type, reason }) => reason ?? type)).toEqual([
      'hello',
      'warning',
      'slash_commands',
      'refresh_requested',
    ]);
    expect(stage.slack.openSockets).toBe(1);
  });

  test('says so when the app leaves Socket Mode', async () => {
    const socket = await connectRaw(stage);

    stage.slack.dropSockets('link_disabled');

    expect(await socket.first('disconnect')).toMatchObject({ reason: 'link_disabled' });
    expect(stage.slack.openSockets).toBe(0);
  });
});
