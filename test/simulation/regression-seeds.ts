/** Seeds that once broke a promise, and what had happened; they are played in every run of the tests. */
export const regressionSeeds: readonly { seed: number; was: string }[] = [
  { seed: 211, was: 'a session was locked for ever: a simulated transaction that was over took a lock' },
];
