import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { clientOptions } from '../../src/slack/slack-client.ts';
import { botToken, signingSecret } from './bot-settings.ts';
import { serve } from './serve.ts';

const endpoint = '/slack/events';

/** A Bolt app that acknowledges every press and does nothing else. */
export const boltOnlyDeeds = serve({
  start: async ({ apiUrl }: { apiUrl: string }): Promise<string> => {
    const receiver = new HTTPReceiver({ signingSecret, endpoints: endpoint, logLevel: LogLevel.ERROR });
    const app = new App({ receiver, token: botToken, clientOptions: clientOptions(apiUrl) });
    app.action(/.*/, ({ ack }) => ack());
    const server = createServer(receiver.requestListener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}${endpoint}`;
  },
});
export type BoltOnlyDeeds = typeof boltOnlyDeeds;
