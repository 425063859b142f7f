/** Letters of the scripts that are written from right to left. */
const rightToLeft =
  '[\\p{scx=Hebr}\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Thaa}\\p{scx=Nkoo}\\p{scx=Adlm}\\p{scx=Rohg}\\p{scx=Samr}\\p{scx=Mand}]';
const turned = new RegExp(`[${rightToLeft}&&\\p{L}]`, 'v');
const straight = new RegExp(`[\\p{L}--${rightToLeft}]`, 'v');
/** From the first such letter to the last one, as long as no other letter and no end of a line comes in between. */
const stretches = new RegExp(`[${rightToLeft}&&\\p{L}](?:[^\\p{L}\\n]*[${rightToLeft}&&\\p{L}])*`, 'gv');

/** Unicode's bidirectional algorithm (UAX 9): what stands between these decides for itself, and for nothing else. */
const open = '\u2068';
const close = '\u2069';

/** Whether a text has words of both directions, so that one could turn the other around. */
export const isMixed = (text: string): boolean => turned.test(text) && straight.test(text);

/**
 * Words from right to left, set apart so that the times, numbers and words around them keep their places: a line
 * that begins with a Hebrew title would otherwise be read from right to left as a whole.
 */
export const isolated = (text: string): string =>
  text.replaceAll(stretches, (words) => `${open}${words}${close}`);
