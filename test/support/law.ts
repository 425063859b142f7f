import fc from 'fast-check';

/** Holds a law against generated cases, each a list of values (how many, and from which seed: `laws-repeat.ts`). */
export const law = <Case extends [unknown, ...unknown[]]>(
  cases: { [Index in keyof Case]: fc.Arbitrary<Case[Index]> },
  check: (...values: Case) => void,
): void => {
  fc.assert(fc.property(fc.tuple<Case>(...cases), (values) => check(...values)));
};
