import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export type ServerDatabase = { connectionString: string; stop(): Promise<void> };

/**
 * An empty database on a server, without the migrations; dropped by `stop`.
 * @param url of a login that may create databases
 * @param commits whether they wait for the disk: only a server that crashes tells the difference, besides the time
 */
export const createOnServer = async (
  url: string,
  commits: 'on-disk' | 'in-memory' = 'on-disk',
): Promise<ServerDatabase> => {
  const name = `microtraining_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await asAdmin(url, `create database ${name}`);
  if (commits === 'in-memory') await asAdmin(url, `alter database ${name} set synchronous_commit = off`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { connectionString: own.href, stop: () => asAdmin(url, `drop database ${name} with (force)`) };
};

const asAdmin = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
