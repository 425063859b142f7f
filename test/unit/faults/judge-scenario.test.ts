import { describe, expect, test } from '@jest/globals';
import { judgeScenario } from '../../faults/judge-scenario.ts';

const file = 'test/e2e/a.test.ts';
const scenario = {
  name: 'trouble',
  tests: [{ file, names: ['a bot that is cut off', 'a bot that sleeps'] }],
};
const passed = (name: string, where = file) => ({ file: where, name, status: 'passed' });

describe('a scenario of the ordinary tests', () => {
  test('has passed where all tests of its names have', () => {
    const results = [
      passed('a bot that is cut off goes on'),
      passed('a bot that sleeps wakes'),
      passed('else'),
    ];
    expect(judgeScenario(scenario, results)).toEqual({ name: 'trouble', passed: true });
  });

  test('needs every test of a whole file', () => {
    const whole = { name: 'trouble', tests: [{ file }] };
    expect(judgeScenario(whole, [passed('one')])).toMatchObject({ passed: true });
    expect(judgeScenario(whole, [passed('one'), { ...passed('other'), status: 'failed' }])).toEqual({
      name: 'trouble',
      passed: false,
      why: 'failed: other',
    });
  });

  test.each([
    [
      'one is missing',
      [passed('a bot that is cut off goes on')],
      'no test: test/e2e/a.test.ts a bot that sleeps',
    ],
    [
      'one was skipped',
      [passed('a bot that is cut off'), { ...passed('a bot that sleeps'), status: 'pending' }],
      'pending: a bot that sleeps',
    ],
    [
      'they are of another file',
      [passed('a bot that is cut off'), passed('a bot that sleeps', 'test/e2e/b.test.ts')],
      'no test: test/e2e/a.test.ts a bot that sleeps',
    ],
  ])('has not passed where %s', (_, results, why) => {
    expect(judgeScenario(scenario, results)).toEqual({ name: 'trouble', passed: false, why });
  });
});
