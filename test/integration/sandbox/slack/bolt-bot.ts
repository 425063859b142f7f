import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { LocalSlack, LocalSlackOptions } from '../../../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts';

const SIGNING_SECRET = 'a secret of the tests';
export const BOT_TOKEN = 'xoxb-tests';
const APP_TOKEN = 'xapp-tests';

/** A local Slack, a client of its Web API that never retries, and the clocks behind them. */
export interface Stage {
  slack: LocalSlack;
  client: WebClient;
  /** Moves the session clock. */
  moveOn(minutes: number): void;
  /** Moves the machine clock. */
  letPass(ms: number): void;
  /** Starts a real Bolt app with signature check and connects it; returns its request URL. */
  addBot(register: (app: App) => void): Promise<string>;
  /** Starts a real Bolt app in Socket Mode; it opens another connection 300 ms after it has lost one. */
  addSocketBot(register: (app: App) => void): Promise<void>;
  /** A client with another token, or one that waits for `withinMs` only. */
  clientWith(token: string, withinMs?: number): WebClient;
  stop(): Promise<void>;
}

/** Nobody gives up earlier, unless a test is about that: a machine may stand still for seconds. */
const patientMs = 10_000;

export async function openStage(options: Partial<LocalSlackOptions> = {}): Promise<Stage> {
  let now = Date.parse('2026-12-01T09:00:00Z');
  let passedMs = 0;
  const slack = await startLocalSlack({
    now: () => new Date(now),
    machineNow: () => Date.now() + passedMs,
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    acknowledgeWithinMs: patientMs,
    ...options,
  });
  const clientOptions = {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  };
  const clientWith = (token: string, withinMs = patientMs) =>
    new WebClient(token, { ...clientOptions, timeout: withinMs, logger: silent });
  const client = clientWith(BOT_TOKEN);
  const stops: (() => Promise<unknown>)[] = [];
  const build = (receiver: Receiver, register: (app: App) => void): App => {
    const quiet = { logger: silent, logLevel: LogLevel.ERROR };
    const app = new App({ receiver, token: BOT_TOKEN, clientOptions, ...quiet });
    register(app);
    return app;
  };
  return {
    slack,
    client,
    moveOn: (minutes) => {
      now += minutes * 60_000;
    },
    letPass: (ms) => {
      passedMs += ms;
    },
    addBot: async (register) => {
      const receiver = new HTTPReceiver({
        signingSecret: SIGNING_SECRET,
        unhandledRequestTimeoutMillis: 500,
        logLevel: LogLevel.ERROR,
        logger: silent,
      });
      const app = build(receiver, register);
      const server = await app.start({ port: 0, host: '127.0.0.1' });
      stops.push(() => app.stop());
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
      slack.connect(url);
      return url;
    },
    addSocketBot: async (register) => {
      const receiver = new SocketModeReceiver({
        appToken: APP_TOKEN,
        clientPingTimeout: 300,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
        logger: silent,
      });
      await build(receiver, register).start();
      // Bolt's own stop does not wait until the connection is closed.
      stops.push(() => receiver.client.disconnect());
    },
    clientWith,
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await slack.stop();
    },
  };
}

const nothing = () => {};
/** The SDK writes about every failure that these tests cause on purpose. */
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** The code of Slack's refusal. @throws when the call succeeds or fails otherwise */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => {
      throw new Error('The call was expected to be refused');
    },
    (reason: { data?: { error?: string } }) => reason,
  );
  if (!error.data?.error) throw error;
  return error.data.error;
}
