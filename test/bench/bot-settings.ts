import type { BotSettings } from '../../src/app.ts';

export const signingSecret = 'only-for-the-bench';
export const botToken = 'xoxb-bench';

const many = { perMinute: 10_000_000 };

/** Of a real bot against the bench's own platform, which need not be spared. */
export const botSettings = (databaseUrl: string, apiUrl: string): BotSettings => ({
  database: { url: databaseUrl, server: 'real' },
  slack: {
    mode: 'http',
    botToken,
    signingSecret,
    apiUrl,
    rates: {
      postsPerChannel: { perSecond: 1_000, burst: 1_000 },
      postsPerWorkspace: many,
      postEphemeral: many,
      update: many,
      delete: many,
      history: many,
    },
  },
  port: 0,
});
