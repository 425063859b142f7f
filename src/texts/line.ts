/**
 * Text is a list of spans, never a string with markup, so that renderers can escape it and show a time of day in
 * each reader's own zone.
 */
export type Span =
  | string
  | { strong: string }
  | { emphasis: string }
  /** A time of day; `zone` is the series' own, for where the reader's is not known. */
  | { time: Date; zone: string }
  /** Words that lead to an https address; only a session's own call is one, nothing that people answer. */
  | { link: string; address: string }
  /** A person who is called: the one span that notifies. */
  | { call: string };

export type Line = readonly Span[];

export const strong = (text: string): Span => ({ strong: text });
export const link = (words: string, address: string): Span => ({ link: words, address });
export const emphasis = (text: string): Span => ({ emphasis: text });

/** A line from a template: text as it stands, everything put in as a span, or several, of its own. */
export const say = (texts: TemplateStringsArray, ...spans: readonly (Span | Line)[]): Line =>
  texts.flatMap((text, index): Span[] => {
    const put = spans[index];
    const here: Span[] = text === '' ? [] : [text];
    if (put === undefined || put === '') return here;
    return isLine(put) ? [...here, ...put] : [...here, put];
  });

const isLine = (put: Span | Line): put is Line => Array.isArray(put);

/** Lines one after the other with ` · ` between them; empty ones are left out. */
export const dotted = (...lines: readonly (Line | undefined)[]): Line =>
  lines
    .filter((line): line is Line => line !== undefined && line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [' · ', ...line]));
