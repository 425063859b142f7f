import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Embedded } from '../../src/postgres/embedded.ts';

/** Lends an embedded PostgreSQL, as empty as a new one; `stop` gives it back. */
export type LendDatabase = () => Promise<Embedded>;

type Idle = { thread: Worker; connectionString: string };

const entry = new URL('./embedded-thread.ts', import.meta.url);

/**
 * Starting one costs several seconds of a processor and much memory, emptying it a tenth of a second: so it is lent
 * again. Each is a thread of its own, because what it leaves behind in a process would keep that one from ending.
 */
export const createLender = (): LendDatabase => {
  const idle: Idle[] = [];
  return async () => {
    const { thread, connectionString } = idle.pop() ?? (await told(new Worker(entry)));
    return {
      connectionString,
      stop: async () => {
        thread.postMessage('forget');
        idle.push(await told(thread));
      },
    };
  };
};

/** What a thread tells next; apart from that nobody waits for it. */
const told = async (thread: Worker): Promise<Idle> => {
  thread.ref();
  const [connectionString] = await once(thread, 'message');
  thread.unref();
  return { thread, connectionString };
};
