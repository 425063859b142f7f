/**
 * Writes `migrations/schema.sql`, what all migrations together make of an empty database; with `--check` compares
 * it instead and exits with 1 where it differs. Needs `pg_dump` and a server of the pinned major on which the login
 * may create databases: the one that an argument names, else the usual one of this machine.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { connect } from './connect.ts';
import { migrate, migrationsFolder } from './migrate.ts';

const pinnedMajor = 15;
const usualServer = 'postgres://postgres@127.0.0.1:5432/postgres';
const isCheck = process.argv.includes('--check');
const serverUrl = process.argv.slice(2).find((argument) => argument.startsWith('postgres')) ?? usualServer;
const schemaFile = join(migrationsFolder, 'schema.sql');
const scratch = `microtraining_dump_${process.pid}`;

const run = promisify(execFile);

const main = async (): Promise<void> => {
  const dumped = await dump();
  if (!isCheck) {
    await writeFile(schemaFile, dumped);
    return;
  }
  const stored = await readFile(schemaFile, 'utf8').catch(() => '');
  if (stored === dumped) return;
  process.exitCode = 1;
  process.stderr.write(
    `migrations/schema.sql is not what the migrations make (${firstDifference(stored, dumped)}).\n` +
      'Run "npm run schema" and commit the file.\n',
  );
};

const dump = async (): Promise<string> => {
  await onServer(`create database ${scratch}`);
  try {
    const url = new URL(serverUrl);
    url.pathname = `/${scratch}`;
    await migrateOnce(url.href);
    const { stdout } = await run('pg_dump', [
      '--schema-only',
      '--no-owner',
      // Otherwise a new one is drawn for each dump.
      '--restrict-key=microtraining',
      url.href,
    ]);
    return withoutVersions(stdout);
  } finally {
    await onServer(`drop database ${scratch} with (force)`);
  }
};

const migrateOnce = async (connectionString: string): Promise<void> => {
  const pool = connect({ connectionString, server: 'real', size: 1, onError: () => {} });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
};

/** Which minor versions the server and `pg_dump` happen to have is no part of the schema; the major is. */
const withoutVersions = (text: string): string => {
  const versions = /^-- Dumped (?:from database|by pg_dump) version (\d+).*\n/gm;
  for (const [line, major] of text.matchAll(versions)) {
    if (Number(major) !== pinnedMajor) throw new Error(`${line.trim()}: schema.sql needs ${pinnedMajor}`);
  }
  return text.replace(versions, '');
};

const onServer = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const firstDifference = (stored: string, dumped: string): string => {
  const lines = stored.split('\n');
  const at = dumped.split('\n').findIndex((line, index) => line !== lines[index]);
  return at === -1 ? 'it has lines too many' : `first in line ${at + 1}`;
};

await main();
