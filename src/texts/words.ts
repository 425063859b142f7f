import { cut } from './cut.ts';
import { isMixed, isolated } from './isolated.ts';
import { oneRow, visible } from './visible.ts';

/** Platforms refuse texts that are empty, which the words of people may become. */
const nothing = '–';

/**
 * What people wrote as it may stand in a message, several lines of it if need be.
 * @param longest characters; what is longer is cut
 * @param within the whole of which they are a part: where it is mixed, words from right to left keep to themselves
 */
export const words = (text: string, longest: number, within = text): string => {
  // Once more, because a cut may leave a joiner that joins nothing.
  const shown = visible(cut(visible(text), longest)) || nothing;
  const apart = isMixed(within) ? isolated(shown) : shown;
  return apart.length <= longest ? apart : shown;
};

/** The same in one row, for buttons, labels and titles. */
export const inOneRow = (text: string, longest: number, within = text): string =>
  words(oneRow(text), longest, within);
