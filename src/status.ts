import { readDatabaseUrl } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { mendable } from './errors.ts';
import { connect } from './postgres/connect.ts';
import { databaseFault } from './postgres/database-fault.ts';
import { assertMigrated } from './postgres/migrate.ts';
import { readDeliveryReport } from './postgres/report.ts';
import { createSystemClocks } from './timer/clock.ts';
import { describeStatus } from './use-cases/describe-status.ts';

/**
 * `npm run status`: what runs, what comes next and what is doubtful in the database of DATABASE_URL. Exits with 2 where
 * something needs a look, with 1 where the database cannot be asked.
 */
try {
  const pool = connect({ connectionString: readDatabaseUrl(), server: 'real', onError: () => {} });
  const now = createSystemClocks(() => {}).session.now();
  try {
    const report = await mendable('database', databaseFault, async () => {
      await assertMigrated(pool);
      return readDeliveryReport(pool, now);
    });
    const { text, needsALook } = describeStatus(report, now);
    process.stdout.write(`${text}\n`);
    if (needsALook) process.exitCode = 2;
  } finally {
    await pool.end();
  }
} catch (fault) {
  process.stderr.write(`${describeFault(fault)}\n`);
  process.exitCode = 1;
}
