import { WebClient } from '@slack/web-api';
import { deliveryLimits } from '../../../src/delivery/delivery-limits.ts';
import { clientOptions } from '../../../src/slack/slack-client.ts';
import { botToken } from '../bot-settings.ts';

/** One post that is due at an instant (epoch, milliseconds, whole seconds), to a channel of its own. */
export type Job = { channel: string; dueAt: number };

export type Place = { databaseUrl: string; apiUrl: string };

/** What each of the peers does in a process of its own. */
export type PeerDeeds = {
  /** Stores the jobs. */
  plan(input: Place & { jobs: readonly Job[] }): Promise<void>;
  /** Works on them from now on; resolves when it is under way. */
  work(place: Place): Promise<void>;
};

/** How many jobs each of them has under way at once: as many posts as the bot. */
export const jobsAtOnce = deliveryLimits.postsAtOnce;

/** Posts as a job does it: the whole of what is due to a channel. */
export const createPost = (apiUrl: string): ((channel: string) => Promise<void>) => {
  const client = new WebClient(botToken, clientOptions(apiUrl));
  const text = 'Active start: alone, no talking: how many warning signs do you see in this mail?';
  return async (channel) => {
    await client.chat.postMessage({ channel, text });
  };
};
