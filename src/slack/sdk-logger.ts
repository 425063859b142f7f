import { type Logger, LogLevel } from '@slack/bolt';
import { faultCode } from '../errors.ts';
import type { Log } from '../use-cases/log-port.ts';

/**
 * Takes what Slack's SDK would write to the console. Its words name payloads and so hold what people wrote: only that
 * there was an error, in which part and with which code, goes into the log.
 */
export const createSdkLogger = (log: Log, part: string): Logger => {
  const error = (...told: unknown[]) => {
    const fault = told.find((one) => one instanceof Error);
    log.warn({ part, ...(fault && { code: faultCode(fault) }) }, "Slack's SDK reports an error");
  };
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error,
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
};

const nothing = () => {};

/** For parts whose faults are all thrown, and logged by whoever catches them. */
export const silentSdkLogger: Logger = createSdkLogger(
  { info: nothing, warn: nothing, error: nothing },
  'silent',
);
