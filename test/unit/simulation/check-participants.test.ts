import { describe, expect, test } from '@jest/globals';
import { checkParticipants } from '../../simulation/check-participants.ts';
import type { SignedUp } from '../../simulation/people.ts';

const press = (isIn: boolean, confirmed: boolean): SignedUp => ({
  ...{ session: 'S1', member: 'M1', isIn, confirmed },
});
const [comes, leaves] = [press(true, true), press(false, true)];
const [mayCome, mayLeave] = [press(true, false), press(false, false)];

/** What is found where somebody has pressed these one after the other, and is in or not in the end. */
const found = (signUps: readonly SignedUp[], isIn: boolean): string[] => {
  const violations: string[] = [];
  checkParticipants({
    people: { signUps },
    tables: {
      participants: new Map([
        ['S1', new Map(isIn ? [['M1', { joinedAt: new Date(0), saidAt: new Date(0) }]] : [])],
      ]),
    },
    trace: { violated: (promise) => void violations.push(promise) },
  });
  return violations;
};

describe('who is in at rest', () => {
  test('is who said so last, whatever came before', () => {
    expect(found([comes], true)).toEqual([]);
    expect(found([comes, leaves], false)).toEqual([]);
    expect(found([leaves, comes], true)).toEqual([]);
  });

  test('is found out where an earlier press has won', () => {
    expect(found([comes, leaves], true)).toEqual(['G8']);
    expect(found([mayCome, leaves], true)).toEqual(['G8']);
    expect(found([comes, leaves, comes], false)).toEqual(['G8']);
  });

  test('may be either where nobody knows what came of the last press', () => {
    expect([found([comes, mayLeave], true), found([comes, mayLeave], false)]).toEqual([[], []]);
    expect([found([mayCome], true), found([mayCome], false)]).toEqual([[], []]);
  });

  test('is nobody who only ever said no', () => {
    expect(found([mayLeave], true)).toEqual(['G8']);
  });
});
