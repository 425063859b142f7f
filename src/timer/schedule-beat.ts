import { schedule } from 'node-cron';

export type Heartbeat = {
  /** Ends the beating; resolves when the beat that is running has ended. */
  stop(): Promise<void>;
};

/** A beat that is missed or dropped is no event here. */
const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

/**
 * Calls `beat` whenever `pattern` (of cron, with seconds) fits the process' own clock, never twice at once. A beat may
 * be dropped and may be late.
 * @param onFault is given what `beat` throws; the next one comes all the same
 */
export const scheduleBeat = (
  pattern: string,
  beat: () => Promise<void>,
  onFault: (fault: unknown) => void,
): Heartbeat => {
  let running: Promise<void> | undefined;
  const task = schedule(
    pattern,
    () => {
      running ??= Promise.resolve()
        .then(beat)
        .catch(onFault)
        .finally(() => {
          running = undefined;
        });
    },
    { logger: silent, suppressMissedWarning: true },
  );
  return {
    stop: async () => {
      await task.destroy();
      await running;
    },
  };
};
