import { Fragment, type ReactNode } from 'react';
import type { Chat } from './chat.ts';
import { MessageFrame } from './message-frame.tsx';
import { dayOf } from './moment.ts';
import { notifiedOf } from './notified.ts';
import type { PersonShown, PlaceShown, SaidShown } from './protocol.ts';
import { type ReadMarks, unreadReplies } from './read-marks.ts';
import { useReader } from './reader.ts';
import { useEnd } from './use-end.ts';
import { countedReplies } from './visible.ts';

type Props<Message extends SaidShown> = {
  chat: Chat<PersonShown, PlaceShown, Message>;
  marks: ReadMarks;
  messages: readonly Message[];
  label: string;
  /** What a message says. */
  draw(message: Message): ReactNode;
  /** What a thread is called by its first message. */
  titleOf(message: Message): string;
  /** Stands above the messages. */
  children?: ReactNode;
  /** Opens a thread; absent inside one. */
  openThread?: ((rootId: string) => void) | undefined;
};

/** Messages below each other, with their days, kept at the end while one is there. */
export const MessageList = <Message extends SaidShown>(props: Props<Message>) => {
  const { chat, messages, label, draw, children, openThread } = props;
  const { zone, personId } = useReader();
  const { box, content, atEnd, toEnd } = useEnd(messages.at(-1)?.id);
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
              <Fragment key={message.id}>
                {isNew && <p className="day">{thisDay}</p>}
                <MessageFrame
                  message={message}
                  notified={notifiedOf(chat, message)}
                  repliedTo={repliedTo(props, message)}
                  thread={openThread && threadOf(props, message, personId, openThread)}
                >
                  {draw(message)}
                </MessageFrame>
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
const repliedTo = <Message extends SaidShown>(
  { chat, titleOf, openThread }: Props<Message>,
  { placeId, rootId }: Message,
) => {
  if (!rootId || !openThread) return undefined;
  const root = chat.messages.get(placeId)?.find(({ id }) => id === rootId);
  return { title: root ? titleOf(root) : 'a message', open: () => openThread(rootId) };
};

/** In Slack a thread shows where it has begun; in Teams every post can be replied to. */
const threadOf = <Message extends SaidShown>(
  { chat, marks }: Props<Message>,
  { placeId, id, rootId, onlyFor }: Message,
  personId: string,
  open: (rootId: string) => void,
) => {
  if (onlyFor) return undefined;
  const root = rootId ?? id;
  const replies = countedReplies(chat, placeId, root, personId);
  if (replies.length === 0 && chat.platform === 'slack') return undefined;
  return {
    replies: replies.length,
    lastAt: replies.at(-1) && new Date(replies.at(-1)!.at),
    unread: unreadReplies(chat, marks, personId, placeId, root),
    open: () => open(root),
  };
};
