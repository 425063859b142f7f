import type { Pool } from 'pg';
import { z } from 'zod';
import { errorCode } from './error-code.ts';
import { readAll, readFirst } from './query.ts';
import { begin, transacted } from './transacted.ts';

/** The roles that the bot takes in its transactions; the first migration creates them. */
const ownRoles = ['microtraining_app', 'microtraining_dispatcher'];

const versionRow = z.object({ number: z.coerce.number(), name: z.string() });
const roleRow = z.object({ name: z.string(), isAboveTheRules: z.boolean() });
const tableRow = z.object({ name: z.string() });

/** The server's version: `major` as a number, `name` as it calls itself. */
export const readServerVersion = async (pool: Pool): Promise<{ major: number; name: string }> => {
  const row = await readFirst(
    pool,
    versionRow,
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  return { major: Math.floor((row?.number ?? 0) / 10_000), name: row?.name ?? '' };
};

export type RoleState = {
  missing: string[];
  /** Those that this login may not take. */
  forbidden: string[];
  /** Those that row-level security does not hold for. */
  aboveTheRules: string[];
  login: string;
};

/** Whether the roles are there and can be taken by the login of this pool. */
export const readRoleState = async (pool: Pool): Promise<RoleState> => {
  // The embedded server's clients share one session, and only a transaction keeps their statements apart.
  const { roles, login } = await transacted(pool, [begin], async (client) => ({
    roles: await readAll(
      client,
      roleRow,
      `select rolname as name, rolsuper or rolbypassrls as "isAboveTheRules" from pg_roles where rolname = any($1)`,
      [ownRoles],
    ),
    login: await readFirst(client, tableRow, 'select session_user::text as name'),
  }));
  const forbidden: string[] = [];
  for (const { name } of roles) if (!(await canTake(pool, name))) forbidden.push(name);
  return {
    missing: ownRoles.filter((name) => !roles.some((role) => role.name === name)),
    forbidden,
    aboveTheRules: roles.filter(({ isAboveTheRules }) => isAboveTheRules).map(({ name }) => name),
    login: login?.name ?? '',
  };
};

/** Tries it: what a login may is inherited, granted with options, or a superuser's. */
const canTake = async (pool: Pool, role: string): Promise<boolean> => {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local role ${role}`);
    return true;
  } catch (fault) {
    if (errorCode(fault) !== '42501') throw fault;
    return false;
  } finally {
    await client.query('rollback');
    client.release();
  }
};

/** Tables of one workspace's rows each, in which row-level security is not on, or not forced. */
export const readUnprotectedTables = async (pool: Pool): Promise<string[]> => {
  const rows = await readAll(
    pool,
    tableRow,
    `select c.relname::text as name
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace
       and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity)
     order by c.relname`,
  );
  return rows.map(({ name }) => name);
};
