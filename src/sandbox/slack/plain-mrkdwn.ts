import { formatDateTokens } from './date-tokens.ts';

/** Who reads: dates appear in the reader's zone, ids as names. */
export interface Reader {
  zone: string;
  now: Date;
  nameOf(userId: string): string;
  channelNameOf(channelId: string): string;
}

/**
 * Slack's mrkdwn as a person reads it: bold, italic, struck and code without their marks, links as their
 * text, quotes and code blocks with `┃ ` in front of each line.
 */
export function plainMrkdwn(mrkdwn: string, reader: Reader): string {
  const kept: string[] = [];
  const keep = (text: string) => `\uE000${kept.push(text) - 1}\uE001`;
  const restore = (text: string): string =>
    text.replace(/\uE000(\d+)\uE001/g, (_, index) => restore(kept[Number(index)] ?? ''));
  const marked = mrkdwn
    .replace(/```\n?([\s\S]*?)\n?```/g, (_, code: string) => keep(quoted(unescaped(code))))
    .replace(/`([^`\n]+)`/g, (_, code: string) => keep(unescaped(code)))
    .replace(/<([^<>\n]+)>/g, (_, token: string) => keep(plainToken(token, reader)));
  const lines = marked.split('\n').map((line) => line.replace(/^(&gt;|>) ?/, '┃ '));
  return restore(unescaped(withoutMarks(lines.join('\n'))));
}

/** Puts `┃ ` in front of each line. */
export function quoted(text: string): string {
  return text.replace(/^/gm, '┃ ');
}

/** Undoes Slack's escaping of `& < >`. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function withoutMarks(text: string): string {
  return ['\\*', '_', '~'].reduce(
    (result, mark) =>
      result.replace(
        new RegExp(`(?<![\\w${mark}])${mark}(?=\\S)([^\\n]*?\\S)${mark}(?![\\w${mark}])`, 'g'),
        '$1',
      ),
    text,
  );
}

function plainToken(token: string, reader: Reader): string {
  const [target = '', ...rest] = token.split('|');
  const label = rest.length > 0 ? unescaped(rest.join('|')) : undefined;
  if (target.startsWith('@')) return `@${reader.nameOf(target.slice(1))}`;
  if (target.startsWith('#')) return `#${reader.channelNameOf(target.slice(1))}`;
  if (target.startsWith('!date^')) return plainDate(target, label, reader);
  if (target.startsWith('!subteam^')) return label ?? `@${target.slice('!subteam^'.length)}`;
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? unescaped(target.replace(/^mailto:/, ''));
}

function plainDate(target: string, fallback: string | undefined, reader: Reader): string {
  const [, seconds, format = ''] = target.split('^');
  if (!format || !/^\d+$/.test(seconds ?? '')) return fallback ?? '';
  const instant = new Date(Number(seconds) * 1_000);
  return formatDateTokens(format, instant, reader.zone, reader.now) ?? fallback ?? '';
}
