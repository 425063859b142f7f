import { expect, test } from '@jest/globals';
import { inStep } from '../../../src/sandbox/in-step.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 10, minute));

test('the clock moves when all have come so far, once for all of them', async () => {
  const moves: Date[] = [];
  const advanceTo = inStep(async (instant) => void moves.push(instant), 2);
  let first = 'waits';
  const arrived = advanceTo(at(1)).then(() => {
    first = 'goes on';
  });
  await Promise.resolve();
  expect({ first, moves }).toEqual({ first: 'waits', moves: [] });
  await Promise.all([arrived, advanceTo(at(1))]);
  expect({ first, moves }).toEqual({ first: 'goes on', moves: [at(1)] });
  await Promise.all([advanceTo(at(2)), advanceTo(at(2))]);
  expect(moves).toEqual([at(1), at(2)]);
});

test('a clock that cannot be moved is told to all', async () => {
  const advanceTo = inStep(() => Promise.reject(new Error('it stands')), 2);
  const both = await Promise.allSettled([advanceTo(at(1)), advanceTo(at(1))]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
