import { useContext, useEffect } from 'react';
import { act } from './act.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { ChannelShown } from './protocol.ts';
import { markKey, type ReadMarks } from './read-marks.ts';
import { ScreenContext } from './screen-context.ts';
import type { ScreenState } from './screen-state.ts';
import type { World } from './store.ts';
import { inThread } from './visible.ts';

type Props = {
  world: World;
  marks: ReadMarks;
  state: ScreenState;
  channel: ChannelShown;
  threadTs: string;
  onSeen(key: string, ts: string): void;
  onClose(): void;
};

/** A thread beside its channel. */
export const ThreadView = ({ world, marks, state, channel, threadTs, onSeen, onClose }: Props) => {
  const { personId } = state;
  const { trouble } = useContext(ScreenContext);
  const who = world.users.get(personId)?.name;
  const root = (world.messages.get(channel.id) ?? []).filter(({ ts }) => ts === threadTs);
  const replies = inThread(world, channel.id, threadTs, personId);
  const last = replies.at(-1)?.ts;
  useEffect(() => {
    if (last) onSeen(markKey(personId, channel.id, threadTs), last);
  }, [last, personId, channel.id, threadTs, onSeen]);

  const send = async (text: string) => {
    const done = await act({ does: 'say', as: personId, channel: channel.id, text, threadTs });
    if (done.error) trouble(done.error);
  };
  return (
    <section className="thread" aria-label={`${who}: thread in #${channel.name}`}>
      <header className="place-head">
        <h2>Thread</h2>
        <span className="muted">#{channel.name}</span>
        <button type="button" className="button icon plain" aria-label="Close the thread" onClick={onClose}>
          ×
        </button>
      </header>
      <MessageList
        world={world}
        marks={marks}
        messages={[...root, ...replies]}
        label={`${who}: messages in the thread`}
      >
        {root.length === 0 && <p className="nothing">This message is gone.</p>}
      </MessageList>
      <Composer
        key={`${personId} ${threadTs}`}
        world={world}
        label="Reply in the thread"
        placeholder="Reply …"
        withCommands={false}
        onSend={send}
      />
    </section>
  );
};
