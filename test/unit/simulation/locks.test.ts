import { describe, expect, test } from '@jest/globals';
import { createLocks } from '../../simulation/locks.ts';

const [ana, ben, eve] = [{ name: 'ana' }, { name: 'ben' }, { name: 'eve' }];

describe('locks', () => {
  test('are given on in the order of asking', () => {
    const locks = createLocks();
    const held: string[] = [];
    for (const owner of [ana, ben, eve]) locks.take('session', owner, () => void held.push(owner.name));
    expect(held).toEqual(['ana']);
    locks.release(ana);
    expect(held).toEqual(['ana', 'ben']);
    locks.release(eve);
    locks.release(ben);
    expect(held).toEqual(['ana', 'ben']);
    expect(locks.tryTake('session', ana)).toBe(true);
  });

  test('can be had again by whoever holds them, and by nobody else', () => {
    const locks = createLocks();
    expect(locks.tryTake('session', ana)).toBe(true);
    expect(locks.tryTake('session', ana)).toBe(true);
    expect(locks.tryTake('session', ben)).toBe(false);
    expect(locks.tryTake('another', ben)).toBe(true);
  });
});
