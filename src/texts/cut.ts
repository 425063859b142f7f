/** Never compared by: only where one letter or emoji ends is asked, and that is the same in every language. */
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `most` characters of a text, cut between what people see as letters, so that no emoji is torn apart, however
 * many others it is joined of; `…` shows the cut.
 */
export const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  // A first letter that is too long by itself, such as one below a hundred accents, is cut all the same.
  const kept = fitting(letterByLetter(text), most) || fitting(text, most);
  return `${kept.trimEnd()}…`;
};

/** As many of the pieces from the first on as leave room for the `…`. */
const fitting = (pieces: Iterable<string>, most: number): string => {
  let kept = '';
  for (const piece of pieces) {
    if (kept.length + piece.length >= most) break;
    kept += piece;
  }
  return kept;
};

const letterByLetter = function* (text: string): Iterable<string> {
  for (const { segment } of letters.segment(text)) yield segment;
};
