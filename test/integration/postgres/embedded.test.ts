import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect } from '../../../src/postgres/connect.ts';
import { type Embedded, startEmbedded } from '../../../src/postgres/embedded.ts';
import { lockFolder } from '../../../src/postgres/folder-lock.ts';
import { databaseTimeoutMs } from '../../support/database.ts';

let folder: string;
let running: Embedded | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microtraining-'));
});
afterEach(async () => {
  await running?.stop();
  await rm(folder, { recursive: true, force: true });
});
const start = async (inside: string): Promise<Embedded> => {
  running = await startEmbedded(inside);
  return running;
};
const stop = async (): Promise<void> => {
  const stopping = running;
  running = undefined;
  await stopping?.stop();
};

const lockFile = () => join(folder, 'lock.json');

test(
  'a folder keeps its data, has one opener at a time, and tells a second one where the first is',
  async () => {
    const inside = join(folder, 'new', 'folder');
    const query = async (connectionString: string, text: string) => {
      const pool = connect({ connectionString, server: 'embedded', onError: () => {} });
      const { rows } = await pool.query(text);
      await pool.end();
      return rows;
    };
    const first = await start(inside);
    await query(first.connectionString, `create table notes as select 'kept' as note`);
    await expect(startEmbedded(inside)).rejects.toMatchObject({
      code: 'folder-in-use',
      connectionString: first.connectionString,
    });
    await stop();
    const second = await start(inside);
    await expect(query(second.connectionString, 'select note from notes')).resolves.toEqual([
      { note: 'kept' },
    ]);
    await stop();
    await expect(readdir(inside)).resolves.toEqual(['data']);
  },
  3 * databaseTimeoutMs,
);

test('a folder is taken over from a process that is gone', async () => {
  await writeFile(lockFile(), JSON.stringify({ pid: 2 ** 30 }));
  const lock = await lockFolder(folder);
  await lock.release();
  await expect(readdir(folder)).resolves.toEqual([]);
});

test('a folder is taken over from an earlier process with the same id, as in a container', async () => {
  await writeFile(lockFile(), JSON.stringify({ pid: process.pid }));
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'folder-in-use' });
  await lock.release();
});

test('a folder of a process that is alive is left alone', async () => {
  await writeFile(lockFile(), JSON.stringify({ pid: process.ppid }));
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${process.ppid}`);
  await expect(readdir(folder)).resolves.toEqual(['lock.json']);
});
