import MarkdownIt from 'markdown-it';
import { mentionMarks } from './card-for-reader.ts';

/** Everything that Markdown could read in a text is shown as it reads it; HTML and addresses of scripts are not. */
const markdown = new MarkdownIt('commonmark', { html: false }).disable('image');

const { open, openOwn, close } = mentionMarks;

/** The Markdown of a TextBlock as HTML that is safe to show, with its marked mentions. */
export const cardMarkdown = (text: string): string =>
  markdown
    .render(text)
    .replaceAll(open, '<span class="mention">@')
    .replaceAll(openOwn, '<span class="mention own">@')
    .replaceAll(close, '</span>');
