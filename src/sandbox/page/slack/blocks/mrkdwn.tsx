// biome-ignore-all lint/suspicious/noArrayIndexKey: the pieces of a text have no names but their places
import { Fragment, type ReactNode } from 'react';
import { formatDateTokens } from '../../../slack/date-tokens.ts';
import { type Reader, useReader } from '../../reader.ts';

/** Slack's mrkdwn: tokens in angle brackets, emphasis, code, quotes. */
export const Mrkdwn = ({ text }: { text: string }) => {
  const reader = useReader();
  const parts = text.split(/```\n?([\s\S]*?)\n?```/);
  return parts.map((part, index) => {
    if (index % 2 === 1) return <pre key={index}>{unescaped(part)}</pre>;
    return <Fragment key={index}>{linesOf(part, reader)}</Fragment>;
  });
};

const linesOf = (text: string, reader: Reader): ReactNode[] =>
  text.split('\n').map((line, index) => {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    return (
      <Fragment key={index}>
        {index > 0 && '\n'}
        {quote ? <span className="quoted">{inline(quote[1] ?? '', reader)}</span> : inline(line, reader)}
      </Fragment>
    );
  });

const patterns: readonly { find: RegExp; draw(content: string, reader: Reader): ReactNode }[] = [
  { find: /`([^`\n]+)`/, draw: (content) => <code>{unescaped(content)}</code> },
  { find: /<([^<>\n]+)>/, draw: (content, reader) => token(content, reader) },
  { find: mark('\\*'), draw: (content, reader) => <strong>{inline(content, reader)}</strong> },
  { find: mark('_'), draw: (content, reader) => <em>{inline(content, reader)}</em> },
  { find: mark('~'), draw: (content, reader) => <s>{inline(content, reader)}</s> },
];

function mark(sign: string): RegExp {
  return new RegExp(`(?<![\\w${sign}])${sign}(?=\\S)([^\\n]*?\\S)${sign}(?![\\w${sign}])`);
}

/** The first thing that is marked in a line, with what stands before and after it. */
const inline = (text: string, reader: Reader): ReactNode => {
  const found = patterns
    .map(({ find, draw }) => ({ match: find.exec(text), draw }))
    .filter((one): one is { match: RegExpExecArray; draw: typeof one.draw } => one.match !== null)
    .sort((a, b) => a.match.index - b.match.index)[0];
  if (!found) return withEmoji(unescaped(text));
  const { match, draw } = found;
  return (
    <>
      {withEmoji(unescaped(text.slice(0, match.index)))}
      {draw(match[1] ?? '', reader)}
      {inline(text.slice(match.index + match[0].length), reader)}
    </>
  );
};

const token = (content: string, reader: Reader): ReactNode => {
  const [target = '', ...rest] = content.split('|');
  const label = rest.length > 0 ? unescaped(rest.join('|')) : undefined;
  if (target.startsWith('@')) return <Mention userId={target.slice(1)} />;
  if (target.startsWith('#')) return <span className="mention">#{reader.placeNameOf(target.slice(1))}</span>;
  if (target.startsWith('!date^')) {
    const [, seconds, format = ''] = target.split('^');
    return <DateTime seconds={Number(seconds)} format={format} fallback={label ?? ''} />;
  }
  if (target.startsWith('!')) return <span className="mention">@{target.slice(1).split('^')[0]}</span>;
  return <WebLink url={unescaped(target)} label={label} />;
};

export const Mention = ({ userId }: { userId: string }) => {
  const reader = useReader();
  const own = userId === reader.personId;
  return <span className={own ? 'mention own' : 'mention'}>@{reader.nameOf(userId)}</span>;
};

export const DateTime = ({
  seconds,
  format,
  fallback,
}: {
  seconds: number;
  format: string;
  fallback: string;
}) => {
  const { zone, now } = useReader();
  const instant = new Date(seconds * 1000);
  const shown = Number.isFinite(seconds) ? formatDateTokens(format, instant, zone, now) : undefined;
  return shown ? <time dateTime={instant.toISOString()}>{shown}</time> : fallback;
};

export const WebLink = ({ url, label }: { url: string; label?: string | undefined }) => (
  <a href={/^(https?|mailto):/.test(url) ? url : undefined} target="_blank" rel="noreferrer">
    {label ?? url.replace(/^mailto:/, '')}
  </a>
);

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const emoji: Readonly<Record<string, string>> = {
  warning: '⚠️',
  white_check_mark: '✅',
  lock: '🔒',
  tada: '🎉',
  wave: '👋',
  star: '⭐',
  bulb: '💡',
  calendar: '📅',
};

/** The few emoji names that a bot may use; others stay as they are. */
export const withEmoji = (text: string): string =>
  text.replaceAll(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole);
