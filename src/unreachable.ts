/** Marks a branch that the compiler proves empty; a value that arrives here anyway came from outside unchecked. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};
