import type { Part } from './part.ts';
import type { Meaning, WordFault } from './plan-words.ts';
import type { Piece } from './split-words.ts';

export type PartPiece = Extract<Piece, { kind: 'part' }>;
type PartOf<Kind extends Part['kind']> = Extract<Part, { kind: Kind }>;

/** A piece that says something of one kind. */
export type Saying<Kind extends Part['kind'] = Part['kind']> = { piece: PartPiece; part: PartOf<Kind> };

/** What became of each piece while they are weighed against one another. */
export type Weighing = {
  pieces: readonly PartPiece[];
  faults: Map<PartPiece, WordFault>;
  meanings: Map<PartPiece, Meaning>;
};

/** "10.12" is whatever has not been said yet: the time, if there is a day. */
const settled = (piece: PartPiece, pieces: readonly PartPiece[]): PartPiece => {
  const { part } = piece;
  if (part.kind !== 'time-or-date') return piece;
  const isSaid = (...kinds: Part['kind'][]) => pieces.some((one) => kinds.includes(one.part.kind));
  if (isSaid('time')) return { ...piece, part: { kind: 'date', date: part.date } };
  if (isSaid('date', 'days', 'from')) return { ...piece, part: { kind: 'time', time: part.time } };
  return { ...piece, part: { kind: 'fault', code: 'ambiguous-time' } };
};

export const startWeighing = (parts: readonly PartPiece[]): Weighing => {
  const pieces = parts.map((piece) => settled(piece, parts));
  const faults = new Map<PartPiece, WordFault>();
  for (const piece of pieces) if (piece.part.kind === 'fault') faults.set(piece, piece.part.code);
  return { pieces, faults, meanings: new Map() };
};

/** What is said of some kinds and has not been found wanting, in the order of the words. */
export const sayings = <Kind extends Part['kind']>(
  { pieces, faults }: Weighing,
  ...kinds: Kind[]
): Saying<Kind>[] =>
  pieces
    .filter((piece) => !faults.has(piece) && kinds.some((kind) => kind === piece.part.kind))
    .map((piece) => ({ piece, part: piece.part as PartOf<Kind> }));

/** Of several that say the same kind of thing the first holds; those that say something else are at fault. */
export const firstOf = <One extends { piece: PartPiece }>(
  { faults }: Weighing,
  all: readonly One[],
  sayOf: (one: One) => unknown,
  codeOf: (first: One, other: One) => WordFault,
): One | undefined => {
  const [first, ...others] = all;
  for (const other of others) {
    if (sayOf(other) !== sayOf(first!)) faults.set(other.piece, codeOf(first!, other));
  }
  return first;
};
