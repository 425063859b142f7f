import type { BotSettings } from '../../src/app.ts';
import { ratesForLocalSlack } from '../../src/slack/rates-for-local-slack.ts';

export const signingSecret = 'only-for-the-bench';
export const botToken = 'xoxb-bench';

/** Of a real bot against the bench's own platform, which need not be spared. */
export const botSettings = (databaseUrl: string, apiUrl: string): BotSettings => ({
  database: { url: databaseUrl, server: 'real' },
  slack: {
    mode: 'http',
    botToken,
    signingSecret,
    apiUrl,
    servesEveryWorkspace: true,
    rates: ratesForLocalSlack(10_000_000),
  },
  port: 0,
});
