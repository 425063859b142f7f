import { describeFault } from './describe-fault.ts';
import { examineSetUp } from './examine-set-up.ts';
import { describeDiagnosis, exitCodeOf } from './use-cases/diagnosis.ts';

/**
 * `npm run doctor`: says what is wrong with the set-up and what to do, and changes nothing. Exits with 1 where something
 * has to be mended, with 2 where something is to be looked at. `--json` prints the same as one object.
 */
try {
  const findings = await examineSetUp();
  const exitCode = exitCodeOf(findings);
  const asObject = { status: exitCode === 0 ? 'well' : exitCode === 1 ? 'failed' : 'look', findings };
  const asJson = process.argv.includes('--json');
  process.stdout.write(`${asJson ? JSON.stringify(asObject, null, 2) : describeDiagnosis(findings)}\n`);
  process.exitCode = exitCode;
} catch (fault) {
  process.stderr.write(`${describeFault(fault)}\n`);
  process.exitCode = 1;
}
