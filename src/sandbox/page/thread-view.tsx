import { type ReactNode, useEffect } from 'react';
import type { Chat } from './chat.ts';
import { MessageList } from './message-list.tsx';
import type { PersonShown, PlaceShown, SaidShown } from './protocol.ts';
import { markKey, type ReadMarks } from './read-marks.ts';
import { inThread } from './visible.ts';

type Props<Message extends SaidShown> = {
  chat: Chat<PersonShown, PlaceShown, Message>;
  marks: ReadMarks;
  personId: string;
  place: PlaceShown;
  placeName: string;
  rootId: string;
  draw(message: Message): ReactNode;
  titleOf(message: Message): string;
  composer: ReactNode;
  onSeen(key: string, id: string): void;
  onClose(): void;
};

/** A thread beside its channel. */
export const ThreadView = <Message extends SaidShown>(props: Props<Message>) => {
  const { chat, marks, personId, place, placeName, rootId, onSeen, onClose } = props;
  const who = chat.people.get(personId)?.name;
  const root = (chat.messages.get(place.id) ?? []).filter(({ id }) => id === rootId);
  const replies = inThread(chat, place.id, rootId, personId);
  const last = replies.at(-1)?.id;
  useEffect(() => {
    if (last) onSeen(markKey(personId, place.id, rootId), last);
  }, [last, personId, place.id, rootId, onSeen]);
  return (
    <section className="thread" aria-label={`${who}: thread in ${placeName}`}>
      <header className="place-head">
        <h2>Thread</h2>
        <span className="muted">{placeName}</span>
        <button type="button" className="button icon plain" aria-label="Close the thread" onClick={onClose}>
          ×
        </button>
      </header>
      <MessageList
        chat={chat}
        marks={marks}
        messages={[...root, ...replies]}
        label={`${who}: messages in the thread`}
        draw={props.draw}
        titleOf={props.titleOf}
      >
        {root.length === 0 && <p className="nothing">This message is gone.</p>}
      </MessageList>
      {props.composer}
    </section>
  );
};
