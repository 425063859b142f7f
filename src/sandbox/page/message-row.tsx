import { useContext } from 'react';
import { act } from './act.ts';
import { Avatar } from './avatar.tsx';
import { BlockList } from './blocks/block-list.tsx';
import { Mrkdwn } from './blocks/mrkdwn.tsx';
import { SurfaceContext, useReader } from './blocks/reader.ts';
import { FileLink } from './file-link.tsx';
import { BellIcon, EyeIcon, ReplyIcon } from './icons.tsx';
import { timeOf } from './moment.ts';
import type { Reason } from './notified.ts';
import type { MessageShown } from './protocol.ts';
import { ScreenContext } from './screen-context.ts';

type Props = {
  message: MessageShown;
  botUserId: string;
  /** Who was notified of it, and why. */
  notified: ReadonlyMap<string, Reason>;
  thread?: { replies: number; lastAt: Date | undefined; unread: number; open(): void } | undefined;
  /** Said of a reply that was sent to the channel, too. */
  repliedTo?: { title: string; open(): void } | undefined;
};

/** One message, as one person sees it. */
export const MessageRow = ({ message, botUserId, notified, thread, repliedTo }: Props) => {
  const reader = useReader();
  const { follow, trouble } = useContext(ScreenContext);
  const isBot = message.onlyFor !== undefined || message.userId === botUserId;
  const author = isBot ? 'Microtraining' : reader.nameOf(message.userId);
  const at = new Date(message.at);

  const use = async (blockId: string, actionId: string, value = {}, url?: string) => {
    const isHere = url !== undefined && follow(url);
    if (url !== undefined && !isHere) window.open(url, '_blank', 'noopener');
    const on = { channel: message.channelId, ts: message.ts };
    const done = await act({ does: 'use', as: reader.personId, element: { on, blockId, actionId }, value });
    if (done.error) trouble(done.error);
  };
  return (
    <article
      className={`message ${message.onlyFor ? 'private' : ''} ${notified.get(reader.personId) === 'mention' ? 'calls-me' : ''}`}
      id={`m-${reader.personId}-${message.ts}`}
      aria-label={`${author}, ${timeOf(at, reader.zone)}`}
      tabIndex={-1}
    >
      <Avatar name={author} isBot={isBot} />
      <div className="content">
        {message.onlyFor && (
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
          {isBot && <span className="badge">bot</span>}
          <time dateTime={message.at}>{timeOf(at, reader.zone)}</time>
        </p>
        <SurfaceContext value={use}>
          {message.blocks.length > 0 ? (
            <BlockList blocks={message.blocks} />
          ) : (
            message.text !== '' && (
              <p className="said">
                <Mrkdwn text={message.text} />
              </p>
            )
          )}
        </SurfaceContext>
        {message.files.map((file) => (
          <FileLink key={file.id} file={file} />
        ))}
        {notified.size > 0 && (
          <p className="notified">
            <BellIcon /> Notified: {[...notified.keys()].map(reader.nameOf).sort().join(', ')}
          </p>
        )}
        {thread && (
          <button type="button" className="thread-link" onClick={thread.open}>
            <strong>
              {thread.replies} {thread.replies === 1 ? 'reply' : 'replies'}
            </strong>
            {thread.unread > 0 && <span className="count">{thread.unread} new</span>}
            {thread.lastAt && <span className="muted">last at {timeOf(thread.lastAt, reader.zone)}</span>}
          </button>
        )}
      </div>
    </article>
  );
};
