import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { serve } from '../serve.ts';
import { createPost, jobsAtOnce, type PeerDeeds } from './peer.ts';

const logger = new Logger(() => () => {});

const deeds: PeerDeeds = {
  plan: async ({ databaseUrl, jobs }) => {
    const worker = await makeWorkerUtils({ connectionString: databaseUrl, logger });
    await worker.migrate();
    await worker.addJobs(
      jobs.map(({ channel, dueAt }) => ({
        identifier: 'post',
        payload: { channel },
        runAt: new Date(dueAt),
      })),
    );
    await worker.release();
  },

  work: async ({ databaseUrl, apiUrl }) => {
    const post = createPost(apiUrl);
    await run({
      connectionString: databaseUrl,
      concurrency: jobsAtOnce,
      // A job of the future is found by polling; the default is two seconds.
      pollInterval: 500,
      noHandleSignals: true,
      logger,
      taskList: { post: (payload) => post((payload as { channel: string }).channel) },
    });
  },
};
serve(deeds);
