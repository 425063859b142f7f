import { describe, expect, test } from '@jest/globals';
import { whatIsWrong } from '../../faults/run-swarm-scenario.ts';
import { result } from './samples.ts';

const isDisturbed = true;
const judgesLateness = true;
const seen = { session: 'Talk 1', kind: 'card', workspace: 'T1', channel: 'C1', at: 0 };

describe('a scenario', () => {
  test('passes where all is well', () => {
    expect(whatIsWrong(result(), { isDisturbed, judgesLateness })).toEqual([]);
  });

  test('fails by what went wrong, each with its count', () => {
    const wrong = { ...result({ early: [seen], doubled: [seen, seen] }), crashed: 1 };
    expect(whatIsWrong(wrong, { isDisturbed, judgesLateness })).toEqual([
      '2 doubled',
      '1 early',
      '1 crashed',
    ]);
  });

  test('fails by a message that came too late only where lateness is judged', () => {
    const late = result({ late: [seen] });
    expect(whatIsWrong(late, { isDisturbed, judgesLateness })).toEqual(['1 late']);
    expect(whatIsWrong(late, { isDisturbed, judgesLateness: false })).toEqual([]);
  });

  test('fails where its trouble never came', () => {
    const untroubled = { ...result(), faults: { pg_terminate_backend: 0 } };
    expect(whatIsWrong(untroubled, { isDisturbed, judgesLateness })).toEqual(['nothing was disturbed']);
    expect(whatIsWrong(untroubled, { isDisturbed: false, judgesLateness })).toEqual([]);
  });
});
