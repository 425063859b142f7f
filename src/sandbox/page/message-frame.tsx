import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { botName } from './chat.ts';
import { BellIcon, EyeIcon, ReplyIcon } from './icons.tsx';
import { timeOf } from './moment.ts';
import type { Reason } from './notified.ts';
import type { SaidShown } from './protocol.ts';
import { useReader } from './reader.ts';

type Props = {
  message: SaidShown;
  /** Who was notified of it, and why. */
  notified: ReadonlyMap<string, Reason>;
  thread?: { replies: number; lastAt: Date | undefined; unread: number; open(): void } | undefined;
  /** Said of a reply that was sent to the channel, too. */
  repliedTo?: { title: string; open(): void } | undefined;
  /** What it says. */
  children: ReactNode;
};

/** What stands around every message, as one person sees it. */
export const MessageFrame = ({ message, notified, thread, repliedTo, children }: Props) => {
  const reader = useReader();
  const { id, byBot, onlyFor } = message;
  const author = byBot ? botName : reader.nameOf(message.authorId);
  const at = new Date(message.at);
  const calls = notified.get(reader.personId) === 'mention' ? 'calls-me' : '';
  return (
    <article
      className={`message ${onlyFor ? 'private' : ''} ${calls}`}
      id={`m-${reader.personId}-${id}`}
      aria-label={`${author}, ${timeOf(at, reader.zone)}`}
      tabIndex={-1}
    >
      <Avatar name={author} isBot={byBot} />
      <div className="content">
        {onlyFor && (
          <p className="tag">
            <EyeIcon /> Only visible to you
          </p>
        )}
        {repliedTo && (
          <p className="tag">
            <ReplyIcon /> replied to a thread:{' '}
            <button type="button" className="link" onClick={repliedTo.open}>
              {repliedTo.title}
            </button>
          </p>
        )}
        <p className="by">
          <strong>{author}</strong>
          {byBot && <span className="badge">bot</span>}
          <time dateTime={message.at}>{timeOf(at, reader.zone)}</time>
        </p>
        {children}
        {notified.size > 0 && (
          <p className="notified">
            <BellIcon /> Notified: {[...notified.keys()].map(reader.nameOf).sort().join(', ')}
          </p>
        )}
        {thread && (
          <button type="button" className="thread-link" onClick={thread.open}>
            <strong>{repliesText(thread.replies)}</strong>
            {thread.unread > 0 && <span className="count">{thread.unread} new</span>}
            {thread.lastAt && <span className="muted">last at {timeOf(thread.lastAt, reader.zone)}</span>}
          </button>
        )}
      </div>
    </article>
  );
};

const repliesText = (replies: number): string => {
  if (replies === 0) return 'Reply';
  return replies === 1 ? '1 reply' : `${replies} replies`;
};
