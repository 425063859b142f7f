import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jest = join(root, 'node_modules/jest/bin/jest.js');

/** A test by its whole name, and how it ended. */
export type TestResult = { file: string; name: string; status: string };

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Runs files of tests as `npm test` does, on the server at `url`.
 * @param files relative to the project's folder
 * @param name of the only tests that are wanted, as a regular expression
 */
export const runTests = async (
  url: string,
  files: readonly string[],
  name?: string,
): Promise<TestResult[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'microtraining-faults-'));
  const output = join(folder, 'report.json');
  const only = name === undefined ? [] : ['--testNamePattern', name];
  const child = spawn(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${output}`],
      ...only,
      ...files,
    ],
    { cwd: root, env: { ...process.env, TEST_DATABASE_URL: url }, stdio: 'ignore' },
  );
  await once(child, 'exit');
  try {
    const { testResults } = report.parse(JSON.parse(await readFile(output, 'utf8')));
    return testResults.flatMap(({ name: path, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({
        file: path.slice(root.length),
        name: fullName,
        status,
      })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
};
