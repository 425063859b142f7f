import type { Part } from './part.ts';
import { plainForm } from './phrase.ts';
import type { WordFault } from './plan-words.ts';
import type { Piece } from './split-words.ts';

type PartPiece = Extract<Piece, { kind: 'part' }>;
type Stretch = { start: number; end: number };

/** What is left of the words: their title, and what belongs to nothing. */
export type TitleWords = {
  title: (Stretch & { title: string }) | undefined;
  leftOver: (Stretch & { code: WordFault })[];
  parts: PartPiece[];
};

const leading = new Set(['and', 'for', 'with', 'then', 'of', 'about', 'plus', 'at', 'on']);
const trailing = new Set([...leading, 'a', 'an', 'by', 'from', 'the', 'to', 'in', 'starting']);

const dayKinds: Part['kind'][] = ['date', 'from', 'days'];

/** What a part answers, so that it can be seen whether something else answers it, too. */
const answers = ({ kind }: Part): string => (dayKinds.includes(kind) ? 'day' : kind);

/** Gives words such as "sun" back to the title where they are more likely its own. */
const withoutDoubtful = (pieces: readonly Piece[]): Piece[] => {
  if (pieces.some(({ kind }) => kind === 'quoted')) return [...pieces];
  return pieces.map((piece, index) => {
    if (piece.kind !== 'part' || piece.doubtful === undefined) return piece;
    const neighbours = [pieces[index - 1], pieces[index + 1]];
    const words = neighbours.filter((one) => one?.kind === 'plain').length;
    const isBetween = words === 2;
    const saysSame = (one: Piece | undefined) =>
      one !== undefined && isSure(one) && answers(one.part) === whatFor(piece.part);
    const isBeside = words === 1 && !neighbours.some(saysSame);
    const isSaidElsewhere = pieces.some(saysSame);
    return isBetween || (piece.doubtful === 'beside' && isBeside && isSaidElsewhere)
      ? { kind: 'plain', start: piece.start, end: piece.end }
      : piece;
  });
};

const isSure = (piece: Piece): piece is PartPiece => piece.kind === 'part' && piece.doubtful === undefined;

/** What would answer the same as a doubtful part: "monthly" is no day, but said where days are. */
const whatFor = (part: Part): string => {
  if (part.kind === 'fault') return part.code === 'unknown-rhythm' ? 'day' : 'time';
  return part.kind === 'time-or-date' ? 'time' : answers(part);
};

/** Words with nothing but words between them, without those that only lead to or from what plans. */
const stretchesOf = (text: string, pieces: readonly Piece[]): Stretch[] => {
  const stretches: Stretch[] = [];
  let run: Piece[] = [];
  const close = (before: Piece | undefined, after: Piece | undefined) => {
    const word = ({ start, end }: Piece) => plainForm(text.slice(start, end));
    while (before && run.length > 0 && leading.has(word(run[0]!))) run.shift();
    while (after && run.length > 0 && trailing.has(word(run.at(-1)!))) run.pop();
    if (run.length > 0) stretches.push({ start: run[0]!.start, end: run.at(-1)!.end });
    run = [];
  };
  let before: Piece | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'plain') {
      run.push(piece);
      continue;
    }
    close(before, piece);
    before = piece;
  }
  close(before, undefined);
  return stretches;
};

const isNumeric = (words: string): boolean => !/[^\p{N}\p{P}\p{Sm}\s]/u.test(words);

const leftOver = (text: string, { start, end }: Stretch): TitleWords['leftOver'][number] => {
  const isHour = /^\d{1,2}$/.test(text.slice(start, end)) && Number(text.slice(start, end)) <= 24;
  return { start, end, code: isHour ? 'ambiguous-time' : 'unknown-words' };
};

/** The end of a title that was not quoted, without the mark that leads to what follows it ("Phishing: tue"). */
const trimmed = (text: string): string => text.replace(/[:|/&+-]+$/, '');

/**
 * The title is what is quoted first, else the longest stretch of words that are nothing else.
 * @param text as it was cut into the pieces
 */
export const readTitle = (text: string, cut: readonly Piece[]): TitleWords => {
  const pieces = withoutDoubtful(cut);
  const parts = pieces.filter((piece) => piece.kind === 'part');
  const [quoted, ...moreQuoted] = pieces.filter((piece) => piece.kind === 'quoted');
  const stretches = stretchesOf(text, pieces);
  if (quoted) {
    const twice = moreQuoted.map(({ start, end }) => ({ start, end, code: 'two-titles' as const }));
    return {
      title: quoted,
      leftOver: [...twice, ...stretches.map((one) => leftOver(text, one))],
      parts,
    };
  }
  const worded = stretches.filter(({ start, end }) => !isNumeric(text.slice(start, end)));
  const title = worded.toSorted((one, other) => other.end - other.start - (one.end - one.start))[0];
  return {
    title: title && { ...title, title: trimmed(text.slice(title.start, title.end)) },
    leftOver: stretches.filter((one) => one !== title).map((one) => leftOver(text, one)),
    parts,
  };
};
