import { describe, expect, test } from '@jest/globals';
import { readTemplates } from '../../../src/read-templates.ts';
import { plantedFaults } from '../../simulation/planted.ts';
import { regressionSeeds } from '../../simulation/regression-seeds.ts';
import { runSeed } from '../../simulation/seed-result.ts';
import { describeFailure } from '../../simulation/summary.ts';

const content = readTemplates('en').sessions[0]!;

const failuresOf = async (seeds: readonly number[]): Promise<string[]> => {
  const failures: string[] = [];
  for (const seed of seeds) {
    const result = await runSeed(seed, content);
    if (result.violations.length > 0) failures.push(describeFailure(result));
  }
  return failures;
};

describe('the simulation', () => {
  test('keeps every promise under its first seeds', async () => {
    const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(await failuresOf(seeds)).toEqual([]);
  }, 120_000);

  test('keeps every promise under the seeds that once broke one', async () => {
    expect(await failuresOf(regressionSeeds.map(({ seed }) => seed))).toEqual([]);
  }, 120_000);

  test('plays the same again under the same seed', async () => {
    const [once, again] = [
      await runSeed(7, content, { trace: true }),
      await runSeed(7, content, { trace: true }),
    ];
    expect(once.events.length).toBeGreaterThan(100);
    expect(again).toEqual(once);
  }, 60_000);
});

describe('a planted mistake is found:', () => {
  /** So many seeds are tried at most. */
  const enough = 25;

  test.each(Object.entries(plantedFaults))(
    '%s',
    async (_, { breaks, planted }) => {
      const broken = new Set<string>();
      const isFound = () => breaks.every((promise) => broken.has(promise));
      for (let seed = 1; seed <= enough && !isFound(); seed += 1) {
        const { violations } = await runSeed(seed, content, { planted });
        for (const { promise } of violations) broken.add(promise);
      }
      expect([...broken]).toEqual(expect.arrayContaining([...breaks]));
    },
    120_000,
  );
});
