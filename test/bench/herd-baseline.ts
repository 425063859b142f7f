import { WebClient } from '@slack/web-api';
import { clientOptions } from '../../src/slack/slack-client.ts';
import { botToken } from './bot-settings.ts';
import type { Arguments } from './platform.ts';
import { serve } from './serve.ts';

type Work = { apiUrl: string; samples: readonly Arguments[]; posts: number; atOnce: number };

/** A bare client that posts messages, so many at once, and nothing else. */
export const herdBaselineDeeds = serve({
  /** @returns after how many seconds all of them are accepted */
  post: async ({ apiUrl, samples, posts, atOnce }: Work): Promise<number> => {
    const client = new WebClient(botToken, clientOptions(apiUrl));
    const messages = samples.map(({ token: _, blocks, metadata, ...rest }) => ({
      ...rest,
      blocks: JSON.parse(blocks ?? '[]'),
      metadata: JSON.parse(metadata ?? '{}'),
    }));
    const beganAt = performance.now();
    let next = 0;
    const worker = async () => {
      for (let number = next++; number < posts; number = next++) {
        const message = messages[number % messages.length]!;
        await client.apiCall('chat.postMessage', { ...message, channel: `C${number}` });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return (performance.now() - beganAt) / 1_000;
  },
});
export type HerdBaselineDeeds = typeof herdBaselineDeeds;
