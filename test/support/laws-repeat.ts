import fc from 'fast-check';

/**
 * Runs before every test file: laws are held against the same generated cases in every run, so that a test says the
 * same today and tomorrow. `LAW_SEED` and `LAW_RUNS` look further; what they find becomes an example of its own.
 */
fc.configureGlobal({
  seed: Number(process.env.LAW_SEED ?? 20_261_201),
  numRuns: Number(process.env.LAW_RUNS ?? 200),
});
