import { expect, test } from '@jest/globals';
import { describeFigures } from '../../bench/print.ts';
import { figures } from './samples.ts';

test('each figure stands beside what it is compared with', () => {
  const lines = describeFigures(figures, false).split('\n');
  const line = (beginning: string) => lines.find((one) => one.startsWith(beginning));
  expect(line('10,000 sessions due')).toContain('7.42 s');
  expect(line('10,000 sessions due')).toContain('5.3 s');
  expect(line('answers, closed loop')).toContain('1,710/s');
  expect(line('answers, closed loop')).toContain('3,800/s');
  expect(line('claim with 1,000,000')).toContain('aim: under 20 ms');
  expect(line('memory with 1,000,000')).toContain('164 MB');
  expect(line('graphile-worker')).toMatch(/1,650\/s +3,000 ms +212 +0$/);
});

test('a quick run says that it is one', () => {
  expect(describeFigures(figures, true)).toMatch(/^Quick: /);
  expect(describeFigures(figures, false)).not.toContain('Quick');
});

test('parts that were not measured are left out', () => {
  const { memory } = figures;
  expect(describeFigures({ memory }, false).split('\n')).toHaveLength(3);
});
