import type { Line, Span } from '../texts/line.ts';
import { plain } from '../texts/plain.ts';
import { oneRow, visible } from '../texts/visible.ts';
import { words as shown } from '../texts/words.ts';
import type { TextElement, TextRun } from './card-schema.ts';
import { hrefOf, markdown } from './markdown.ts';
import type { Calls } from './mentions.ts';

/*
 * Two ways to write a line. A RichTextBlock holds what people wrote: nothing in it is parsed. But Teams resolves mentions
 * and times in a TextBlock only (Microsoft, "Format cards in Teams"; microsoft/AdaptiveCards issue 6194), so a line with
 * one of them is Markdown, escaped. `longest` cuts every piece of text: a card that is too long for Teams is written again
 * with shorter pieces.
 */

/** What Teams would resolve wherever it stands: a mention, and a time of the reader's. */
const resolved = /<(?=\/?at\b)|\{\{(?=(?:DATE|TIME)\()/gi;

/** The same, so that it reads alike and is nothing to Teams. */
const defused = (text: string): string => text.replaceAll(resolved, (sign) => (sign === '<' ? '‹' : '{ {'));

/** `words`, with nothing in them that Teams would resolve. */
export const words = (text: string, longest: number, within = text): string =>
  shown(defused(visible(text)), longest, within);

/** The same in one row, for buttons, labels and titles. */
export const inOneRow = (text: string, longest: number, within = text): string =>
  words(oneRow(text), longest, within);

/** How a whole line looks: small print, what is wrong, an item of a list, a line right below another. */
export type LineStyle = { small?: true; wrong?: true; bullet?: true; below?: true };

/** A line as elements of a card, one for each row: newlines mean something else in each of Teams' clients. */
export const textElements = (
  line: Line,
  longest: number,
  calls: Calls,
  { bullet, below, ...look }: LineStyle = {},
): TextElement[] => {
  const rows = rowsOf([...(bullet ? ['• '] : []), ...said(line, longest)]);
  return rows.flatMap((row, index) => {
    if (isBlank(row)) return [];
    const before = rows[index - 1];
    const isBelow = before ? !isBlank(before) : below;
    return [{ ...textElement(row, calls, look), ...(isBelow && { spacing: 'none' as const }) }];
  });
};

/** Every piece of a line cut and cleaned by itself. */
const said = (line: Line, longest: number): Line => {
  const within = plain(line);
  return line
    .filter((span) => span !== '')
    .map((span) => withWords(span, (text) => words(text, longest, within)));
};

const withWords = (span: Span, change: (text: string) => string): Span => {
  if (typeof span === 'string') return change(span);
  if ('strong' in span) return { strong: change(span.strong) };
  if ('emphasis' in span) return { emphasis: change(span.emphasis) };
  if ('link' in span) return { ...span, link: change(span.link) };
  return span;
};

/** A line cut where people began a new one. */
const rowsOf = (line: Line): Span[][] =>
  line.reduce<Span[][]>(
    (rows, span) => {
      const [first, ...rest] = piecesOf(span);
      const last = [...(rows.at(-1) ?? []), ...(first === undefined ? [] : [first])];
      return [...rows.slice(0, -1), last, ...rest.map((one) => [one])];
    },
    [[]],
  );

const piecesOf = (span: Span): Span[] => {
  if (typeof span === 'string') return span.split('\n');
  if ('strong' in span) return span.strong.split('\n').map((strong) => ({ strong }));
  if ('emphasis' in span) return span.emphasis.split('\n').map((emphasis) => ({ emphasis }));
  return [span];
};

const isBlank = (row: Line): boolean =>
  row.every((span) => !isResolved(span) && plain([span]).replaceAll('•', '').trim() === '');

const isResolved = (span: Span): boolean => typeof span !== 'string' && ('time' in span || 'call' in span);

type Look = Pick<LineStyle, 'small' | 'wrong'>;
const lookOf = ({ small, wrong }: Look) => ({
  ...(small && ({ size: 'small', isSubtle: true } as const)),
  ...(wrong && ({ color: 'attention' } as const)),
});

const textElement = (row: Line, calls: Calls, look: Look): TextElement =>
  row.some(isResolved)
    ? { type: 'TextBlock', text: markdown(row, calls), wrap: true, ...lookOf(look) }
    : { type: 'RichTextBlock', inlines: textRuns(row, look) };

/** A row as text that is parsed by nobody. */
const textRuns = (row: Line, look: Look): TextRun[] =>
  row
    .filter((span) => plain([span]) !== '')
    .map((span): TextRun => {
      const run = { type: 'TextRun', text: plain([span]), ...lookOf(look) } as const;
      if (typeof span === 'string') return run;
      if ('strong' in span) return { ...run, weight: 'bolder' };
      if ('emphasis' in span) return { ...run, italic: true };
      if ('link' in span)
        return { ...run, selectAction: { type: 'Action.OpenUrl', url: hrefOf(span.address) } };
      return run;
    })
    .reduce(joined, []);

/** Plain texts next to each other become one: every element counts against the size of a card. */
const joined = (runs: TextRun[], next: TextRun): TextRun[] => {
  const last = runs.at(-1);
  if (!last || isMarked(last) || isMarked(next)) return [...runs, next];
  return [...runs.slice(0, -1), { ...last, text: last.text + next.text }];
};

const isMarked = ({ weight, italic, selectAction }: TextRun): boolean =>
  weight !== undefined || italic !== undefined || selectAction !== undefined;
