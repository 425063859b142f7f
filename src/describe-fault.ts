import { ConfigError } from './config.ts';
import { StartError } from './errors.ts';
import { scrubbed } from './log.ts';
import { MigrationError } from './postgres/migrate.ts';
import { adviceOrCode } from './use-cases/advice.ts';

const doctor = 'Run "npm run doctor": it examines the whole set-up and says what to do.';

/**
 * What a programme says before it ends: words and a way out for what the operator can mend; for anything else, which
 * is a fault of ours, its stack. Never a secret.
 */
export const describeFault = (fault: unknown): string => {
  if (fault instanceof StartError) {
    const { problem, remedy } = adviceOrCode(fault.part, fault.code);
    return `Not possible: ${problem}.\n${remedy}\n${doctor}`;
  }
  if (fault instanceof ConfigError || fault instanceof MigrationError) return `${fault.message}\n${doctor}`;
  return scrubbed(fault instanceof Error ? String(fault.stack) : String(fault));
};
