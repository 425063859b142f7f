import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, LogLevel, type Receiver } from '@slack/bolt';
import type { LocalSlack } from '../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts';
import { createSocketReceiver } from '../../../src/slack/socket-receiver.ts';
import { createSystemClocks } from '../../../src/timer/clock.ts';
import type { MachineClock } from '../../../src/use-cases/ports.ts';
import { withStandstill } from '../../support/standstill.ts';

const botToken = 'xoxb-tests';
const appToken = 'xapp-tests';
const { machine } = createSystemClocks(() => {});

let slack: LocalSlack;
let warnings: object[];
let receivers: Receiver[];
/** What every command waits for. */
let answering: Promise<void>;
let answered: string[];

const bot = (token = appToken, clock: MachineClock = machine): Receiver => {
  const log = { info: () => {}, warn: (fields: object) => void warnings.push(fields), error: () => {} };
  const receiver = createSocketReceiver({ appToken: token, apiUrl: slack.apiUrl }, clock, log);
  receivers.push(receiver);
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const app = new App({ receiver, token: botToken, clientOptions, logLevel: LogLevel.ERROR });
  app.command('/microtraining', async ({ ack, command }) => {
    await answering;
    answered.push(command.text);
    await ack();
  });
  return receiver;
};

const type = (text: string) => slack.person('Ana').command('team-sales', text);
const connectionsAsked = () => slack.traffic.filter(({ name }) => name === 'apps.connections.open').length;

beforeEach(async () => {
  slack = await startLocalSlack({ now: machine.now, signingSecret: 'unused', botToken, appToken });
  receivers = [];
  warnings = [];
  answering = Promise.resolve();
  answered = [];
});
afterEach(async () => {
  await Promise.all(receivers.map((receiver) => receiver.stop()));
  await slack.stop();
});

describe('the receiver of Socket Mode', () => {
  test('is up when its connection is', async () => {
    await bot().start();

    expect(slack.openSockets).toBe(1);
    expect(await type('help')).toMatchObject({ status: 200 });
  });

  test('does not start with a token that Slack refuses', async () => {
    await expect(bot('xapp-other').start()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
  });

  test('does not start where Slack gives no connection any more', async () => {
    for (let i = 0; i < 10; i++) await bot().start();
    await expect(bot().start()).rejects.toMatchObject({ code: 'too_many_websockets' });
  });

  test('loses nothing when its connection is renewed, neither what is being answered nor what comes meanwhile', async () => {
    await bot().start();
    const answer = Promise.withResolvers<void>();
    answering = answer.promise;
    const early = type('before the warning');
    const renewed = slack.refreshSockets();
    const late = type('after the warning');
    await slack.until(() => connectionsAsked() === 2, { because: 'another connection is asked for' });

    answer.resolve();

    expect(await Promise.all([early, late])).toMatchObject([{ status: 200 }, { status: 200 }]);
    await renewed;
    expect(slack.openSockets).toBe(1);
    expect(await type('over the new one')).toMatchObject({ status: 200 });
    expect(answered).toEqual(['before the warning', 'after the warning', 'over the new one']);
    expect(warnings).toEqual([]);
  });

  test('loses nothing while it is renewed again and again', async () => {
    await bot().start();
    const outcomes: Promise<{ error?: string }>[] = [];
    const stopTyping = slack.onChange(() => {
      if (outcomes.length < 40) outcomes.push(type(`${outcomes.length}`));
    });

    await slack.refreshSockets();
    stopTyping();

    const errors = (await Promise.all(outcomes)).filter(({ error }) => error);
    expect(errors).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(5);
  });

  test('connects again at once when the connection breaks', async () => {
    await bot().start();

    slack.dropSockets();
    await slack.until(() => slack.openSockets === 1, { timeoutMs: 2_500, because: 'it connects again' });

    expect(await type('help')).toMatchObject({ status: 200 });
  });

  test('connects again when Slack has ended the connection by a word', async () => {
    await bot().start();

    slack.dropSockets('link_disabled');

    await slack.until(() => slack.openSockets === 1, { because: 'it connects again' });
  });

  test('goes on trying while Slack gives no connection, and says so without tokens and addresses', async () => {
    const waits: number[] = [];
    const wait: MachineClock['wait'] = (ms, signal) => {
      waits.push(ms);
      return machine.wait(ms / 50, signal);
    };
    await bot(appToken, { now: machine.now, wait }).start();
    slack.faults.next('apps.connections.open', { kind: '5xx', when: 'before' });
    slack.faults.next('apps.connections.open', { kind: '429', retryAfter: 1 });

    slack.dropSockets();
    await slack.until(() => slack.openSockets === 1, { because: 'it connects again' });

    expect(waits).toEqual([0, 500, 1_000]);
    expect(warnings).toEqual([
      { code: 'slack_webapi_http_error', attempts: 1 },
      { code: 'slack_webapi_rate_limited_error', attempts: 2 },
    ]);
  });

  test('stops within moments, also while it tries to connect', async () => {
    const receiver = bot();
    await receiver.start();
    slack.faults.always('apps.connections.open', { kind: '5xx', when: 'before' });
    slack.dropSockets();
    await slack.until(() => warnings.length > 0, { because: 'it has tried in vain' });
    const asked = connectionsAsked();

    const { tookMs } = await withStandstill(() => receiver.stop());

    expect(tookMs).toBeLessThan(1_000);
    expect(connectionsAsked()).toBe(asked);
  });

  test('leaves no connection open that comes about while it stops', async () => {
    slack.faults.slow('apps.connections.open', 50);
    const receiver = bot();
    const started = receiver.start();

    await receiver.stop();
    await started;

    expect(connectionsAsked()).toBe(1);
    await slack.until(() => slack.openSockets === 0, { because: 'it is closed at once' });
  });
});
