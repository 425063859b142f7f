import type { RichTextElement, RichTextSection } from '@slack/types';
import { clock } from '../texts/calendar.ts';
import type { Line, Span } from '../texts/line.ts';
import { plain } from '../texts/plain.ts';
import { visible } from '../texts/visible.ts';
import { words } from '../texts/words.ts';

/*
 * Two ways to write a line. Rich text holds what people wrote: nothing in it is parsed, so nothing pings or links.
 * Mrkdwn with `verbatim` is for places that take no rich text; `& < >` are escaped (Slack: "Escaping text").
 * `longest` cuts every piece of text: a message that is too long for Slack is written again with shorter pieces.
 */

const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);

const richSpan = (span: Span, longest: number, within: string): RichTextElement => {
  const text = (said: string) => words(said, longest, within);
  if (typeof span === 'string') return { type: 'text', text: text(span) };
  if ('strong' in span) return { type: 'text', text: text(span.strong), style: { bold: true } };
  if ('emphasis' in span) return { type: 'text', text: text(span.emphasis), style: { italic: true } };
  if ('call' in span) return { type: 'user', user_id: span.call };
  if ('link' in span) return { type: 'link', url: span.address, text: text(span.link) };
  return {
    type: 'date',
    timestamp: seconds(span.time),
    format: '{time}',
    // What a reader sees whose client cannot show the time in their own zone.
    fallback: clock(span.time, span.zone),
  };
};

/** Lines below each other as one section of rich text. */
export const richSection = (lines: readonly Line[], longest: number): RichTextSection => ({
  type: 'rich_text_section',
  elements: lines
    .flatMap((line, index): RichTextElement[] => {
      const within = plain(line);
      const elements = line.filter((span) => span !== '').map((span) => richSpan(span, longest, within));
      return index === 0 ? elements : [{ type: 'text', text: '\n' }, ...elements];
    })
    .reduce(joined, []),
});

/** Plain texts next to each other become one: every element counts against the length of a message. */
const joined = (elements: RichTextElement[], next: RichTextElement): RichTextElement[] => {
  const last = elements.at(-1);
  if (next.type !== 'text' || next.style || last?.type !== 'text' || last.style) return [...elements, next];
  return [...elements.slice(0, -1), { type: 'text', text: last.text + next.text }];
};

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A line as mrkdwn, for blocks that take no rich text. */
export const mrkdwn = (line: Line, longest: number): string => {
  const within = plain(line);
  const text = (said: string) => escaped(words(said, longest, within));
  return line
    .map((span) => {
      if (typeof span === 'string') return span && text(span);
      if ('strong' in span) return `*${text(span.strong)}*`;
      if ('emphasis' in span) return `_${text(span.emphasis)}_`;
      if ('call' in span) return `<@${span.call}>`;
      if ('link' in span) return `<${escaped(span.address).replaceAll('|', '%7C')}|${text(span.link)}>`;
      return `<!date^${seconds(span.time)}^{time}|${clock(span.time, span.zone)}>`;
    })
    .join('');
};

/** What Slack would read as styling, an emoji or a quotation in mrkdwn; no escaping keeps it from that. */
const markup = /[*_~`]|:[^\s:]+:|^>/m;

/** Whether a line's words can stand in mrkdwn and mean there what they say. */
export const isPlainInMrkdwn = (line: Line): boolean => {
  const said = line.map((span) => (typeof span !== 'string' && 'time' in span ? ' ' : span));
  return !markup.test(visible(plain(said)));
};
