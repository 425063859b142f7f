/**
 * The first of ever shorter versions that a platform takes, the shortest one if need be.
 * @param version made with pieces of text that are at most so many characters long
 */
export const fitting = <Version>(
  version: (longest: number) => Version,
  fits: (version: Version) => boolean,
): Version => {
  for (const longest of [Number.POSITIVE_INFINITY, 1000, 500, 250, 120, 60]) {
    const tried = version(longest);
    if (fits(tried)) return tried;
  }
  return version(30);
};
