/** A number from 0 up to 1 that is always the same for the same words: what colleagues do is played again alike. */
export const chance = (words: string): number => {
  let hash = 0x811c9dc5;
  for (const char of words) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** One of several, by chance. */
export const pick = <T>(list: readonly T[], words: string): T | undefined =>
  list[Math.floor(chance(words) * list.length)];
