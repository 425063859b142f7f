/**
 * How many slips of the fingers lead from one word to the other: a letter too many, too few, another one, or two
 * neighbours in the wrong order (Damerau and Levenshtein's distance, each stretch of letters changed once).
 */
export const editDistance = (one: string, other: string): number => {
  const [a, b] = [[...one], [...other]];
  const rows = [b.map((_, index) => index).concat(b.length)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : changed;
      row[j] = Math.min(changed, swapped, rows[i - 1]![j]! + 1, row[j - 1]! + 1);
    }
    rows[i] = row;
  }
  return rows[a.length]![b.length]!;
};
