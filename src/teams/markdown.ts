import type { Line, Span } from '../texts/line.ts';
import type { Calls } from './mentions.ts';

/** What Markdown reads anywhere in a line, and an entity of HTML. */
const anywhere = /[\\`*_[\]~<>&]/g;
/** What some of Teams' clients make a link of although no brackets say so: an address of the web, or of a mailbox. */
const addresses = /:(?=\/\/)|@|\.(?=\p{L})/gu;
/** What Markdown reads where a line begins: a heading, a list, a line below a heading. */
const atStart = /^(\d+)([.)])|^([#+=-])/;

/** Text so that Markdown shows it as it stands (CommonMark, "Backslash escapes"). */
export const escaped = (text: string): string => startEscaped(escapedInside(text).trim());

const escapedInside = (text: string): string =>
  text.replaceAll(anywhere, '\\$&').replaceAll(addresses, '\\$&').replaceAll('\n', ' ');

const startEscaped = (markdown: string): string => markdown.replace(atStart, '$1\\$2$3');

/** A line of one row as the Markdown of a TextBlock, where times stand in the reader's zone, and mentions call. */
export const markdown = (line: Line, calls: Calls): string => {
  const pieces = line.map((span) => pieceOf(span, calls)).filter(({ shown }) => shown !== '');
  const text = pieces
    .map((piece, index) =>
      isMarked(piece, pieces[index - 1], pieces[index + 1]) ? piece : { ...piece, mark: '' },
    )
    .reduce(joined, [])
    .map(({ shown, written, mark }) => written ?? `${mark}${escapedInside(shown)}${mark}`)
    .join('');
  return startEscaped(text.trim());
};

/** `shown`: what is looked at, or stands for it; `written`: Markdown of our own. */
type Piece = { shown: string; written?: string; mark: string };

const pieceOf = (span: Span, calls: Calls): Piece => {
  if (typeof span === 'string') return { shown: span, mark: '' };
  if ('strong' in span) return { shown: span.strong, mark: '**' };
  if ('emphasis' in span) return { shown: span.emphasis, mark: '_' };
  if ('link' in span) {
    return { shown: '[]', written: `[${escapedInside(span.link)}](${hrefOf(span.address)})`, mark: '' };
  }
  if ('call' in span) return { shown: 'name', written: calls.textOf(span.call), mark: '' };
  return {
    shown: '10:00',
    written: `{{TIME(${span.time.toISOString().replace(/\.\d+Z$/, 'Z')})}}`,
    mark: '',
  };
};

/** Words next to each other are one text: what begins an address in one of them may end in the next. */
const joined = (pieces: Piece[], next: Piece): Piece[] => {
  const last = pieces.at(-1);
  const isText = (piece: Piece) => piece.written === undefined && piece.mark === '';
  if (!last || !isText(last) || !isText(next)) return [...pieces, next];
  return [...pieces.slice(0, -1), { ...last, shown: last.shown + next.shown }];
};

const letter = /^[\p{L}\p{N}\p{M}\p{Cs}]$/u;
const space = /^\s?$/;

/**
 * Whether CommonMark takes a mark for one: it stands right at a word, apart from those beside it ("Left- and
 * right-flanking"). Elsewhere the words stay plain, and no stars show.
 */
const isMarked = ({ shown, mark }: Piece, before: Piece | undefined, after: Piece | undefined): boolean =>
  mark !== '' &&
  space.test(before?.shown.at(-1) ?? '') &&
  letter.test(shown.at(0) ?? '') &&
  letter.test(shown.at(-1) ?? '') &&
  !letter.test(after?.shown.at(0) ?? '');

/** An address as the web writes it; a bracket in it would end a link of Markdown. */
export const hrefOf = (address: string): string =>
  new URL(address).href.replaceAll('(', '%28').replaceAll(')', '%29');
