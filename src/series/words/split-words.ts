import type { FoundPart, Part } from './part.ts';
import { partAt } from './part-at.ts';
import { matchAt, plainForm } from './phrase.ts';

/** A stretch of the words, in their order. */
export type Piece = { start: number; end: number } & (
  | { kind: 'quoted'; title: string }
  | { kind: 'part'; part: Part; doubtful: FoundPart['doubtful'] }
  | { kind: 'plain' }
);

/** What may end what begins with a quotation mark; autocorrection mixes them. */
const closing: Readonly<Record<string, string>> = {
  '"': '"”',
  '“': '”"',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  "'": "'’",
  '‘': "’'",
};
const apostrophes = "'‘";

/** What stands between words without being one; emoji are words. */
const isPunctuation = (text: string, at: number): boolean =>
  /[\p{P}\p{Sm}\p{Sk}\p{Sc}\s]/u.test(String.fromCodePoint(text.codePointAt(at)!));

const endsWord = (character: string | undefined): boolean =>
  character === undefined || ' ,;'.includes(character);

/** The place of the mark that ends a quotation: one with nothing after it, so that a title may have quotes inside. */
const closingOf = (text: string, at: number): number | undefined => {
  const marks = closing[text[at]!];
  if (marks === undefined) return undefined;
  let fallback: number | undefined;
  for (let index = at + 1; index < text.length; index += 1) {
    if (!marks.includes(text[index]!)) continue;
    if (index > at + 1 && endsWord(text[index + 1])) return index;
    fallback ??= index;
  }
  return apostrophes.includes(text[at]!) ? undefined : fallback;
};

const plainChunk = /[^\s,;]+/uy;

/**
 * Cuts the words into what plans, quotations, and what is neither.
 * @param text single-spaced
 */
export const splitWords = (text: string, dayFirst: boolean): Piece[] => {
  const plain = plainForm(text);
  const pieces: Piece[] = [];
  // A mark that is not closed here is not closed further on either; looking again would take long.
  const neverClosed = new Set<string>();
  const before = { day: false, time: false };
  let at = 0;
  while (at < text.length) {
    const close = neverClosed.has(text[at]!) ? undefined : closingOf(text, at);
    if (close !== undefined) {
      const title = text.slice(at + 1, close).trim();
      if (title !== '') pieces.push({ kind: 'quoted', start: at, end: close + 1, title });
      at = close + 1;
      continue;
    }
    neverClosed.add(text[at]!);
    const found = partAt(plain, at, dayFirst, before);
    if (found) {
      const { part, end, doubtful } = found;
      pieces.push({ kind: 'part', start: at, end, part, doubtful });
      before.day ||= part.kind === 'date' || part.kind === 'from';
      before.time = part.kind === 'time';
      at = end;
    } else if (isPunctuation(text, at)) {
      at += 1;
    } else {
      const end = matchAt(plainChunk, plain, at)?.end ?? at + 1;
      pieces.push({ kind: 'plain', start: withMarks(text, at, pieces.at(-1)?.end ?? 0), end });
      before.time = false;
      at = end;
    }
  }
  return pieces;
};

/** Where a word begins with what belongs to it: "(a", "#1", "@home". */
const withMarks = (text: string, at: number, earliest: number): number => {
  let start = at;
  while (start > earliest && !/[\s,;:|/&+)"“”„«»-]/.test(text[start - 1]!)) start -= 1;
  return start;
};
