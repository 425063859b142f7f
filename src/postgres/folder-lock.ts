import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from './error-code.ts';

/** Another process has the folder open; a second opener would destroy its data. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use';
  /** Where the one that is running can be reached, once it is up. */
  readonly connectionString: string | undefined;

  constructor(folder: string, { pid, connectionString }: Holder) {
    super(`${folder} is in use by process ${pid}`);
    this.name = 'FolderInUseError';
    this.connectionString = connectionString;
  }
}

const holderSchema = z.object({ pid: z.number(), connectionString: z.string().optional() });
type Holder = z.infer<typeof holderSchema>;

export type FolderLock = {
  /** Tells others where the database of this folder can be reached. */
  note(connectionString: string): Promise<void>;
  release(): Promise<void>;
};

/** Folders that this process holds itself: its own id in a lock file says nothing else about that. */
const held = new Set<string>();

/**
 * Takes a folder for this process, also from a process that died without giving it back.
 * @throws FolderInUseError where the one who holds it is alive
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const file = join(folder, 'lock.json');
  await take(folder, file);
  held.add(file);
  return {
    note: (connectionString) => writeFile(file, JSON.stringify({ pid: process.pid, connectionString })),
    release: async () => {
      held.delete(file);
      await rm(file, { force: true });
    },
  };
};

const take = async (folder: string, file: string): Promise<void> => {
  const own = `${file}.${process.pid}`;
  await writeFile(own, JSON.stringify({ pid: process.pid }));
  try {
    // A link appears at once and with its words in it, and only where there is none.
    while (!(await linked(own, file))) {
      const holder = await readHolder(file);
      if (holder && isAlive(holder.pid, file)) throw new FolderInUseError(folder, holder);
      await rm(file, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
};

const linked = async (own: string, file: string): Promise<boolean> => {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
};

/** Undefined where the file is gone or is none of ours. */
const readHolder = async (file: string): Promise<Holder | undefined> => {
  try {
    return holderSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
};

const isAlive = (pid: number, file: string): boolean => {
  // In a container every process may have the same id as the one before it.
  if (pid === process.pid) return held.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};
