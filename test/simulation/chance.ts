import { createRandom } from '../bench/random.ts';

/** What a seed decides. */
export type Chance = {
  /** From 0 to 1. */
  number(): number;
  /** True in `share` of all cases. */
  happens(share: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
};

/**
 * @param stream a name: the chances of each are its own, so that a change in one part of the simulation leaves what
 *   happens in the others
 */
export const createChance = (seed: number, stream: string): Chance => {
  const salt = [...stream].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  const number = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ salt);
  return {
    number,
    happens: (share) => number() < share,
    between: (least, most) => least + Math.floor(number() * (most - least + 1)),
    oneOf: (items) => items[Math.floor(number() * items.length)]!,
  };
};
