/** Seeds that once broke a promise, and what had happened; they are played in every run of the tests. */
export const regressionSeeds: readonly { seed: number; was: string }[] = [];
