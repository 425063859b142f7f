import type { Pool } from 'pg';
import { adviceOrCode } from '../use-cases/advice.ts';
import { describeStatus } from '../use-cases/describe-status.ts';
import { type Finding, failed, fine, skipped, toLookAt } from '../use-cases/diagnosis.ts';
import { measureClockOffset } from './clock-offset.ts';
import { databaseFault } from './database-fault.ts';
import { readRoleState, readServerVersion, readUnprotectedTables } from './examine.ts';
import { readMigrationState } from './migrate.ts';
import { readDeliveryReport } from './report.ts';

const oldestMajor = 15;
const notableSkewMs = 1_000;

/**
 * Everything that the bot needs of its database, in the order in which it is to be mended.
 * @param now machine clock
 * @throws faults of ours
 */
export const examineDatabase = async (pool: Pool, now: () => Date): Promise<Finding[]> => {
  const findings: Finding[] = [];
  const hasFailed = (check: string) => findings.some((one) => one.check === check && one.verdict !== 'ok');
  for (const { check, waitsFor, examine } of checks) {
    const missed = waitsFor.find(hasFailed);
    findings.push(missed ? skipped(check, missed) : await guarded(check, () => examine(pool, now)));
  }
  return findings;
};

type Check = {
  check: string;
  waitsFor: readonly string[];
  examine(pool: Pool, now: () => Date): Promise<Finding>;
};

/** What the database refuses is a finding, too. */
const guarded = async (check: string, examine: () => Promise<Finding>): Promise<Finding> => {
  try {
    return await examine();
  } catch (fault) {
    const code = databaseFault(fault);
    if (code === undefined) throw fault;
    return failed(check, adviceOrCode('database', code));
  }
};

const examineReach = async (pool: Pool): Promise<Finding> => {
  await readServerVersion(pool);
  return fine('database', 'it answers');
};

const examineVersion = async (pool: Pool): Promise<Finding> => {
  const { major, name } = await readServerVersion(pool);
  if (major >= oldestMajor) return fine('database version', `PostgreSQL ${name}`);
  return failed('database version', {
    problem: `PostgreSQL ${name} is too old`,
    remedy: `Upgrade the server to PostgreSQL ${oldestMajor} or newer ("pg_upgrade --help").`,
  });
};

const examineClock = async (pool: Pool, now: () => Date): Promise<Finding> => {
  const offsetMs = await measureClockOffset(pool, now);
  if (Math.abs(offsetMs) <= notableSkewMs) return fine('database clock', "it agrees with this machine's");
  return toLookAt('database clock', {
    problem: `this machine's clock is ${(Math.abs(offsetMs) / 1_000).toFixed(1)} s ${offsetMs > 0 ? 'behind' : 'ahead of'} the database's`,
    remedy: 'Let both keep time by themselves ("timedatectl set-ntp true"); the bot goes by the database’s.',
  });
};

const examineMigrations = async (pool: Pool): Promise<Finding> => {
  const { pending, changed, unknown } = await readMigrationState(pool);
  if (changed.length > 0) {
    return failed('migrations', {
      problem: `changed since carried out: ${changed.join(', ')}`,
      remedy: `Bring the files back as they were ("git checkout -- migrations"), and put the change into a new one.`,
    });
  }
  if (unknown.length > 0) {
    return failed('migrations', {
      problem: `the database is newer than this code: it has ${unknown.join(', ')}`,
      remedy: 'Run the version of the bot that brought them ("git pull", or the newer image).',
    });
  }
  if (pending.length === 0) return fine('migrations', 'all are carried out');
  return failed('migrations', {
    problem: `not carried out: ${pending.join(', ')}`,
    remedy: 'Run "npm run migrate".',
  });
};

/** A role's name is ours, a login's anybody's: it may hold whatever a quoted name may hold. */
const quoted = (login: string): string => `"${login.replaceAll('"', '""')}"`;

const examineRoles = async (pool: Pool): Promise<Finding> => {
  const { missing, forbidden, aboveTheRules, login } = await readRoleState(pool);
  if (missing.length > 0) {
    const statements = missing.map((role) => `create role ${role} nologin;`).join(' ');
    return failed('roles', {
      problem: `missing on this server: ${missing.join(', ')}`,
      remedy: `As a superuser: psql -c '${statements}'. Then restore the backup again: without the roles its grants were lost.`,
    });
  }
  if (forbidden.length > 0) {
    return failed('roles', {
      problem: `the login in DATABASE_URL may not take ${forbidden.join(', ')}`,
      remedy: `As a superuser: psql -c 'grant ${forbidden.join(', ')} to ${quoted(login)}'.`,
    });
  }
  if (aboveTheRules.length > 0) {
    const statements = aboveTheRules.map((role) => `alter role ${role} nosuperuser nobypassrls;`).join(' ');
    return failed('roles', {
      problem: `row-level security does not hold for ${aboveTheRules.join(', ')}`,
      remedy: `As a superuser: psql -c '${statements}'.`,
    });
  }
  return fine('roles', 'both are there and can be taken');
};

const examineRows = async (pool: Pool): Promise<Finding> => {
  const tables = await readUnprotectedTables(pool);
  if (tables.length === 0) return fine('row-level security', 'on and forced for every table of a workspace');
  const statements = tables.map(
    (table) => `alter table ${table} enable row level security, force row level security;`,
  );
  return failed('row-level security', {
    problem: `not on, or not forced, for ${tables.join(', ')}`,
    remedy: `As the tables' owner: psql "$DATABASE_URL" -c '${statements.join(' ')}'.`,
  });
};

const examineLedger = async (pool: Pool, now: () => Date): Promise<Finding> => {
  const present = now();
  const { needsALook } = describeStatus(await readDeliveryReport(pool, present), present);
  if (!needsALook) return fine('ledger', 'nothing is late, doubtful, refused or set aside');
  return toLookAt('ledger', {
    problem: 'something is late, doubtful, refused or set aside',
    remedy: 'Run "npm run status": it names each, with what to do.',
  });
};

const reached = ['database'];
const checks: readonly Check[] = [
  { check: 'database', waitsFor: [], examine: examineReach },
  { check: 'database version', waitsFor: reached, examine: examineVersion },
  { check: 'migrations', waitsFor: reached, examine: examineMigrations },
  { check: 'roles', waitsFor: [...reached, 'migrations'], examine: examineRoles },
  { check: 'database clock', waitsFor: [...reached, 'migrations', 'roles'], examine: examineClock },
  { check: 'row-level security', waitsFor: [...reached, 'migrations'], examine: examineRows },
  { check: 'ledger', waitsFor: [...reached, 'migrations', 'roles'], examine: examineLedger },
];

/** The names of all checks, in their order. */
export const databaseChecks: readonly string[] = checks.map(({ check }) => check);
