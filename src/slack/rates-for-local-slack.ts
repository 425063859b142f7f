import type { SlackRates } from './messenger.ts';

/**
 * For the local Slack of the sandbox and of tests, which need not be spared: with the clock moved, what is spread over
 * minutes comes at once.
 * @param perMinute calls of a method in a workspace
 */
export const ratesForLocalSlack = (perMinute = 60_000): SlackRates => ({
  postsPerChannel: { perSecond: 1_000, burst: 1_000 },
  postsPerWorkspace: { perMinute },
  postEphemeral: { perMinute },
  update: { perMinute },
  delete: { perMinute },
  history: { perMinute },
});
