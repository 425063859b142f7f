/** Emoji are put together, and some scripts written, with these: they stay where they join something. */
const joinersOfNothing = /(?<![\p{L}\p{M}\p{Emoji}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{Emoji}])/gv;
/** The same, and what chooses how the character before them looks, where there is none. */
const nothingToBelongTo = /(?<!\S)[\u200C\u200D\uFE00-\uFE0F\u{E0020}-\u{E01EF}]+/gv;
/** Variation selectors and tags belong to the emoji before them, so they stay. */
const unseen = /[[\p{DI}\p{Cc}]--[\n\t\u200C\u200D\uFE00-\uFE0F\u{E0020}-\u{E01EF}]]/gv;

/**
 * What people wrote without what nobody sees: characters that turn the direction of the words after them around,
 * have no width, or control a terminal. Right-to-left scripts need none of them to read well.
 */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    // A Braille cell without dots.
    .replaceAll('\u2800', ' ')
    .replaceAll(unseen, '')
    .replaceAll(nothingToBelongTo, '')
    .replaceAll(joinersOfNothing, '');

/** The same in one row; empty where nothing is to be seen. */
export const oneRow = (text: string): string => visible(text).replaceAll(/\s+/g, ' ').trim();
