import { rounded } from './percentile.ts';

export type Progress = (step: string) => void;

/** Tells on the standard error what is being done, and after how many seconds. */
export const createProgress = (): Progress => {
  const beganAt = performance.now();
  return (step) => {
    const seconds = rounded((performance.now() - beganAt) / 1_000);
    process.stderr.write(`${String(seconds).padStart(5)} s  ${step}\n`);
  };
};
