/** Nothing follows that the word goes on with: "tue" is none in "tuesday’s", "10:00" none in "10:00ish". */
export const wordEnd = String.raw`(?![\p{L}\p{N}\p{M}_]|[-']\p{L}|[:./]\p{N})`;

/** A pattern for words in their `plainForm` that are looked for at one place. Repetitions in it must be bounded. */
export const phrase = (source: string): RegExp => new RegExp(`(?:${source})${wordEnd}`, 'uy');

export type Match = { end: number; words: string; groups: Readonly<Record<string, string | undefined>> };

/** What a phrase matches at a place, if it does. */
export const matchAt = (pattern: RegExp, plain: string, at: number): Match | undefined => {
  pattern.lastIndex = at;
  const match = pattern.exec(plain);
  return match ? { end: at + match[0].length, words: match[0], groups: match.groups ?? {} } : undefined;
};

const lowered = (letter: string): string => {
  const lower = letter.toLowerCase();
  return lower.length === letter.length ? lower : letter;
};

/** The text in lower case, with one kind of dash, apostrophe and times sign; every character stays in its place. */
export const plainForm = (text: string): string =>
  text
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[‘’`´]/g, "'")
    .replaceAll('×', 'x')
    .replaceAll(/\p{Lu}/gu, lowered);

/** One space between words and none around them. */
export const singleSpaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
