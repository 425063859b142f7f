import { describe, expect, test } from '@jest/globals';
import { checkAnswers, type Pressed, type Stored } from '../../faults/check-answers.ts';

const place = { session: 'S1', member: 'U1', question: 'plan' };
const press = (value: string, confirmed = true): Pressed => ({ ...place, value, confirmed });
const held = (value: string, late = false): Stored => ({ ...place, value, late });

describe('the check of answers', () => {
  test.each<[string, Pressed[], Stored[]]>([
    ['one that was confirmed is there', [press('1')], [held('1')]],
    ['one that was not confirmed is not there', [press('1', false)], []],
    ['one that was not confirmed is there all the same', [press('1', false)], [held('1')]],
    ['the last value is there', [press('1'), press('2')], [held('2')]],
    ['an unconfirmed change was not made', [press('1'), press('2', false)], [held('1')]],
    ['an unconfirmed change was made', [press('1'), press('2', false)], [held('2')]],
    ['a late one stands beside the one in time', [press('1'), press('2')], [held('1'), held('2', true)]],
  ])('finds nothing where %s', (_, pressed, stored) => {
    expect(checkAnswers(pressed, stored)).toMatchObject({ lost: [], extra: [] });
  });

  test.each<[string, Pressed[], Stored[]]>([
    ['is not there', [press('1')], []],
    ['was overwritten by an older one', [press('1'), press('2')], [held('1')]],
    ['is there for another member', [press('1')], [{ ...held('1'), member: 'U2' }]],
    ['is there for another session', [press('1')], [{ ...held('1'), session: 'S2' }]],
  ])('finds a confirmed one lost that %s', (_, pressed, stored) => {
    expect(checkAnswers(pressed, stored).lost).toEqual([pressed.at(-1)]);
  });

  test('finds one that nobody has given, and one that is counted twice', () => {
    expect(checkAnswers([press('1')], [held('1'), held('3', true)]).extra).toEqual([held('3', true)]);
    expect(checkAnswers([press('1'), press('2')], [held('1'), held('2')]).extra).toEqual([held('2')]);
  });

  test('counts what was confirmed', () => {
    expect(checkAnswers([press('1'), press('2', false)], [held('1')]).confirmed).toBe(1);
  });
});
