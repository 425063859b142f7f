import { type Platform, startPlatform } from './platform.ts';
import { serve } from './serve.ts';

let platform: Platform;

/** The platform in a process of its own, so that it shares no event loop with what is measured. */
export const platformDeeds = serve({
  start: async ({ answerMs }: { answerMs: number }) => {
    platform = await startPlatform(answerMs);
    return { apiUrl: platform.apiUrl, responseUrl: platform.responseUrl };
  },
  count: async () => platform.posted.length,
  posted: async () => [...platform.posted],
  samples: async () => [...platform.samples],
  refused: async () => new Set(platform.refused),
  clear: async () => platform.clear(),
});
export type PlatformDeeds = typeof platformDeeds;
