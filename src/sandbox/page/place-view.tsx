import { type ReactNode, useEffect } from 'react';
import type { Chat } from './chat.ts';
import { MessageList } from './message-list.tsx';
import type { PersonShown, PlaceShown, SaidShown } from './protocol.ts';
import { markKey, type ReadMarks } from './read-marks.ts';
import { inPlace } from './visible.ts';

type Props<Message extends SaidShown> = {
  chat: Chat<PersonShown, PlaceShown, Message>;
  marks: ReadMarks;
  personId: string;
  place: PlaceShown;
  name: string;
  /** Who is there. */
  about: string;
  draw(message: Message): ReactNode;
  titleOf(message: Message): string;
  /** Said where nothing stands yet. */
  nothing: ReactNode;
  composer: ReactNode;
  menu?: ReactNode;
  onSeen(key: string, id: string): void;
  /** Absent where there are no threads. */
  onThread?: ((rootId: string) => void) | undefined;
};

/** A channel or chat. */
export const PlaceView = <Message extends SaidShown>(props: Props<Message>) => {
  const { chat, marks, personId, place, name, about, composer, onSeen } = props;
  const messages = inPlace(chat, place.id, personId);
  const last = messages.at(-1)?.id;
  useEffect(() => {
    if (last) onSeen(markKey(personId, place.id), last);
  }, [last, personId, place.id, onSeen]);
  const who = chat.people.get(personId)?.name;
  return (
    <section className="channel" aria-label={`${who}: ${name}`}>
      <header className="place-head">
        <h2>{name}</h2>
        <span className="muted">{about}</span>
        {props.menu}
      </header>
      <MessageList
        chat={chat}
        marks={marks}
        messages={messages}
        label={`${who}: messages in ${name}`}
        draw={props.draw}
        titleOf={props.titleOf}
        openThread={props.onThread}
      >
        {messages.length === 0 && <div className="nothing">{props.nothing}</div>}
      </MessageList>
      {composer}
    </section>
  );
};
