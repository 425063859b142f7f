import { readDatabaseUrl } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { mendable } from './errors.ts';
import { connect } from './postgres/connect.ts';
import { databaseFault } from './postgres/database-fault.ts';
import { migrate } from './postgres/migrate.ts';

/** `npm run migrate`: brings the database of DATABASE_URL up to date. */
try {
  const pool = connect({
    connectionString: readDatabaseUrl(),
    server: 'real',
    onError: () => {},
  });
  const applied = await mendable('database', databaseFault, () => migrate(pool));
  process.stdout.write(
    applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The database is up to date.\n',
  );
  await pool.end();
} catch (fault) {
  process.stderr.write(`${describeFault(fault)}\n`);
  process.exitCode = 1;
}
