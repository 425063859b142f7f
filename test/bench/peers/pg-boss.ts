import { PgBoss } from 'pg-boss';
import { serve } from '../serve.ts';
import { createPost, jobsAtOnce, type PeerDeeds } from './peer.ts';

const queue = 'post';
const workers = 2;

const started = async (databaseUrl: string): Promise<PgBoss> => {
  const boss = new PgBoss(databaseUrl);
  boss.on('error', () => {});
  await boss.start();
  return boss;
};

const deeds: PeerDeeds = {
  plan: async ({ databaseUrl, jobs }) => {
    const boss = await started(databaseUrl);
    await boss.createQueue(queue);
    await boss.insert(
      queue,
      jobs.map(({ channel, dueAt }) => ({ data: { channel }, startAfter: new Date(dueAt) })),
    );
    await boss.stop({ graceful: false });
  },

  work: async ({ databaseUrl, apiUrl }) => {
    const post = createPost(apiUrl);
    const boss = await started(databaseUrl);
    // Half a second is the shortest pause, and there is none while a batch has been full. Of two workers one fetches
    // while the other posts.
    const options = {
      localConcurrency: workers,
      batchSize: jobsAtOnce / workers,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 0.5,
    };
    await boss.work<{ channel: string }>(queue, options, async (jobs) => {
      await Promise.all(jobs.map(({ data }) => post(data.channel)));
    });
  },
};
serve(deeds);
