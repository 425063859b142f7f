import { Fragment, type ReactNode } from 'react';
import { useReader } from './blocks/reader.ts';
import { MessageRow } from './message-row.tsx';
import { dayOf } from './moment.ts';
import { notifiedOf } from './notified.ts';
import type { MessageShown } from './protocol.ts';
import { type ReadMarks, unreadReplies } from './read-marks.ts';
import type { World } from './store.ts';
import { useEnd } from './use-end.ts';
import { publicReplies } from './visible.ts';

type Props = {
  world: World;
  marks: ReadMarks;
  messages: readonly MessageShown[];
  label: string;
  /** Stands above the messages. */
  children?: ReactNode;
  /** Opens a thread; absent inside one. */
  openThread?: ((ts: string) => void) | undefined;
};

/** Messages below each other, with their days, kept at the end while one is there. */
export const MessageList = ({ world, marks, messages, label, children, openThread }: Props) => {
  const { zone, personId } = useReader();
  const { box, content, atEnd, toEnd } = useEnd(messages.at(-1)?.ts);
  let day = '';
  return (
    <div className="messages-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="messages" ref={box} aria-label={label} tabIndex={0}>
        <div ref={content}>
          {children}
          {messages.map((message) => {
            const thisDay = dayOf(new Date(message.at), zone);
            const isNew = thisDay !== day;
            day = thisDay;
            return (
              <Fragment key={message.ts}>
                {isNew && <p className="day">{thisDay}</p>}
                <MessageRow
                  message={message}
                  botUserId={world.about.botUserId}
                  notified={notifiedOf(world, message)}
                  repliedTo={repliedTo(world, message, openThread)}
                  thread={openThread && threadOf(world, marks, message, personId, openThread)}
                />
              </Fragment>
            );
          })}
        </div>
      </section>
      {!atEnd && (
        <button type="button" className="button newest" onClick={toEnd}>
          Newest ↓
        </button>
      )}
    </div>
  );
};

/** A reply that stands in the channel, too, leads to its thread. */
const repliedTo = (
  world: World,
  { channelId, threadTs }: MessageShown,
  openThread: ((ts: string) => void) | undefined,
) => {
  if (!threadTs || !openThread) return undefined;
  const root = world.messages.get(channelId)?.find(({ ts }) => ts === threadTs);
  return { title: root ? titleOf(root) : 'a message', open: () => openThread(threadTs) };
};

/** What a message begins with in bold, as a card does; else its first words. */
const titleOf = ({ blocks, text }: MessageShown): string => {
  const [first] = blocks;
  const [group] = first?.type === 'rich_text' ? first.elements : [];
  const [words] = group?.type === 'rich_text_section' ? group.elements : [];
  return words?.type === 'text' && words.style?.bold ? words.text : `${text.slice(0, 40)} …`;
};

const threadOf = (
  world: World,
  marks: ReadMarks,
  { channelId, ts, threadTs, onlyFor }: MessageShown,
  personId: string,
  open: (ts: string) => void,
) => {
  if (onlyFor) return undefined;
  const root = threadTs ?? ts;
  const replies = publicReplies(world, channelId, root);
  if (replies.length === 0) return undefined;
  return {
    replies: replies.length,
    lastAt: replies.at(-1) && new Date(replies.at(-1)!.at),
    unread: unreadReplies(world, marks, personId, channelId, root),
    open: () => open(root),
  };
};
