import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from '@jest/globals';

/** A PostgreSQL server of a test's own, which may be ill-treated. */
export type OwnPostgres = {
  /** Its superuser's, without a password; the port stays the same over restarts. */
  readonly url: string;
  /** As a crash: no session is told, nothing is written down (`pg_ctl stop -m immediate`). */
  stopAtOnce(): Promise<void>;
  /** Resolves when it has recovered and takes connections. */
  start(): Promise<void>;
  /** Stops it, wherever it is, and removes its files. */
  remove(): Promise<void>;
};

const run = promisify(execFile);

/** Where Debian's packages and their like put the newest server's programmes. */
const programmes = (): string | undefined => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number).filter(Number.isInteger) : [];
  const folder = join(root, String(Math.max(0, ...versions)), 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
};

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root; its package has made this user. */
const unprivileged = 'postgres';

/** Only where other tests use a real server, too, and one can be set up here; skipped elsewhere. */
export const testOnOwnPostgres = process.env.TEST_DATABASE_URL && programmes() ? test : test.skip;

/**
 * Sets one up in a temporary folder and starts it: on a free port of this machine, without waiting for the disk.
 * @param settings lines of its configuration, e.g. `max_connections = 20`
 */
export const startOwnPostgres = async (settings: readonly string[] = []): Promise<OwnPostgres> => {
  const bin = programmes();
  if (!bin) throw new Error('no PostgreSQL server is installed here');
  const folder = await mkdtemp(join(tmpdir(), 'microtraining-postgres-'));
  if (isRoot) await giveTo(folder);
  const data = join(folder, 'data');
  await as(bin, 'initdb', '--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '-D', data);
  const port = await freePort();
  const lines = [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    'fsync = off',
    ...settings,
  ];
  await appendFile(join(data, 'postgresql.conf'), `${lines.join('\n')}\n`);
  const control = (...words: string[]) => as(bin, 'pg_ctl', '-D', data, '-w', ...words);
  // Its output goes to a file: it would hold our pipe open for as long as it lives.
  const start = () => control('-l', join(folder, 'log'), 'start');
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stopAtOnce: () => control('-m', 'immediate', 'stop'),
    start,
    remove: async () => {
      if (existsSync(join(data, 'postmaster.pid'))) await control('-m', 'immediate', 'stop');
      await rm(folder, { recursive: true });
    },
  };
};

/** Runs a programme of PostgreSQL's, as a user that may. */
const as = async (bin: string, programme: string, ...words: string[]): Promise<void> => {
  const path = join(bin, programme);
  if (isRoot) {
    await run('setpriv', [
      `--reuid=${unprivileged}`,
      `--regid=${unprivileged}`,
      '--clear-groups',
      path,
      ...words,
    ]);
  } else await run(path, words);
};

const giveTo = async (folder: string): Promise<void> => {
  const ids = await Promise.all(['-u', '-g'].map((which) => run('id', [which, unprivileged])));
  const [user, group] = ids.map(({ stdout }) => Number(stdout)) as [number, number];
  chownSync(folder, user, group);
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
