/**
 * The smallest of the numbers that at least `share` of them do not exceed (nearest rank); 0 where there are none.
 * @param share between 0 and 1
 */
export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
};

/** Rounded to `digits` after the point. */
export const rounded = (number: number, digits = 0): number => {
  const scale = 10 ** digits;
  return Math.round(number * scale) / scale;
};

/** How many times `one` is `other`, to two digits. */
export const ratio = (one: number, other: number): number => rounded(one / other, 2);
