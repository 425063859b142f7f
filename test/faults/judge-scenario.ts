import type { ScenarioResult } from './figures.ts';
import type { TestResult } from './run-tests.ts';

/** A trouble that tests of the ordinary suite make, with a clock that is moved: they are run, not written again. */
export type TestedScenario = {
  name: string;
  /** Files of tests, and how the names of those begin that are meant; default: all. */
  tests: readonly { file: string; names?: readonly string[] }[];
};

/** Whether every test that is meant has passed: what was skipped proves nothing, and neither does a name that no test has. */
export const judgeScenario = (
  { name, tests }: TestedScenario,
  results: readonly TestResult[],
): ScenarioResult => {
  const proofs = tests.flatMap(({ file, names = [''] }) =>
    names.map((start) => ({
      what: `${file} ${start}`,
      found: results.filter((one) => one.file === file && one.name.startsWith(start)),
    })),
  );
  const unproven = proofs.filter(({ found }) => found.length === 0).map(({ what }) => `no test: ${what}`);
  const failed = proofs
    .flatMap(({ found }) => found)
    .filter(({ status }) => status !== 'passed')
    .map((test) => `${test.status}: ${test.name}`);
  const why = [...unproven, ...failed];
  return { name, passed: why.length === 0, ...(why.length > 0 && { why: why.join('; ') }) };
};
