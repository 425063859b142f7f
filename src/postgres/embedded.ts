import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { lockFolder } from './folder-lock.ts';

export type Embedded = { connectionString: string; stop(): Promise<void> };

/** More clients than any pool of ours opens; they take turns on one session. */
const mostConnections = 100;

/**
 * Starts a PostgreSQL inside this process, reachable on a port of this machine only. Connect to it as
 * `server: 'embedded'` and never wait for a second connection inside a transaction: it would wait for ever.
 * @param folder where the data is kept; absent: in memory, gone with the process
 * @throws FolderInUseError where another process has the folder open
 */
export const startEmbedded = async (folder?: string): Promise<Embedded> => {
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const lock = folder === undefined ? undefined : await lockFolder(folder);
  try {
    const database = await PGlite.create(folder === undefined ? undefined : join(folder, 'data'));
    const { connectionString, stop } = await serve(database);
    await lock?.note(connectionString);
    return {
      connectionString,
      stop: async () => {
        await stop();
        await database.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
};

/** Makes a database reachable on a port of this machine only, until `stop`, which leaves the database open. */
export const serve = async (database: PGlite): Promise<Embedded> => {
  const server = new PGLiteSocketServer({ db: database, port: 0, maxConnections: mostConnections });
  await server.start();
  return {
    connectionString: `postgres://postgres@${server.getServerConn()}/postgres`,
    stop: () => server.stop(),
  };
};
