import type { BotSettings } from '../../src/app.ts';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { type Proxies, throughPort } from './proxies.ts';

export const credentials = { botToken: 'xoxb-faults', signingSecret: 'only-for-the-local-slack' };

const many = { perMinute: 1_000_000 };
/** So many that sessions for an hour can be held within minutes. */
const rates = {
  postsPerChannel: { perSecond: 1_000, burst: 1_000 },
  postsPerWorkspace: many,
  postEphemeral: many,
  update: many,
  delete: many,
  history: many,
};

/** Look-up windows of the programme (reliability 2.5), and copies are looked for while it lasts. */
const settling: Partial<DeliveryLimits> = {
  proofAfterMs: { answered: 2_500, 'cut-off': 4_500, 'owner-dead': 6_500 },
  watchMs: [4_000, 12_000],
};

/** Of a real bot, but for its windows and for what the local Slack need not be spared. */
export const botSettings = (
  databaseUrl: string,
  apiUrl: string,
  proxies: Proxies | undefined,
  delivery: Partial<DeliveryLimits> = {},
): BotSettings => ({
  database: {
    url: proxies ? throughPort(databaseUrl, proxies.database.port) : databaseUrl,
    server: 'real',
  },
  slack: {
    mode: 'http',
    ...credentials,
    rates,
    apiUrl: proxies ? throughPort(apiUrl, proxies.platform.port) : apiUrl,
  },
  port: 0,
  delivery: { ...settling, ...delivery },
});
