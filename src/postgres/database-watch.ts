import { faultCode, UnavailableError } from '../errors.ts';
import type { Log } from '../use-cases/log-port.ts';

/** Says once that the database is in trouble and once that it is over, whoever meets it and however often. */
export type DatabaseWatch = {
  /** A connection broke that nobody was using. */
  connectionBroke(error: Error): void;
  /** @returns whether the fault is the database's; any other is the caller's to report */
  failed(fault: unknown): boolean;
  /** Something was asked and answered. */
  answered(): void;
};

export const createDatabaseWatch = (log: Log): DatabaseWatch => {
  let state: 'fine' | 'shaky' | 'away' = 'fine';
  return {
    connectionBroke: (error) => {
      if (state === 'fine') log.warn({ code: faultCode(error) }, 'a database connection broke');
      if (state === 'fine') state = 'shaky';
    },
    failed: (fault) => {
      if (!(fault instanceof UnavailableError)) return false;
      const code = faultCode(fault.cause);
      if (state !== 'away') log.error({ code }, 'the database cannot be asked; it is tried again');
      state = 'away';
      return true;
    },
    answered: () => {
      if (state === 'away') log.info({}, 'the database can be asked again');
      state = 'fine';
    },
  };
};
