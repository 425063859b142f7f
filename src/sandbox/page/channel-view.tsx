import { useContext, useEffect } from 'react';
import { act } from './act.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { ChannelShown } from './protocol.ts';
import { markKey, type ReadMarks } from './read-marks.ts';
import { ScreenContext } from './screen-context.ts';
import type { ScreenState } from './screen-state.ts';
import type { World } from './store.ts';
import { inChannel } from './visible.ts';

type Props = {
  world: World;
  marks: ReadMarks;
  state: ScreenState;
  channel: ChannelShown;
  onSeen(key: string, ts: string): void;
  onThread(ts: string): void;
};

/** A channel, or the chat with the bot. */
export const ChannelView = ({ world, marks, state, channel, onSeen, onThread }: Props) => {
  const { personId } = state;
  const { trouble } = useContext(ScreenContext);
  const messages = inChannel(world, channel.id, personId);
  const last = messages.at(-1)?.ts;
  useEffect(() => {
    if (last) onSeen(markKey(personId, channel.id), last);
  }, [last, personId, channel.id, onSeen]);

  const name = channel.dmWith ? 'Microtraining' : `#${channel.name}`;
  const who = world.users.get(personId)?.name;
  const people = channel.memberIds.filter((id) => id !== world.about.botUserId);
  const hasBot = channel.memberIds.includes(world.about.botUserId);
  const send = async (text: string) => {
    const done = await act({ does: 'say', as: personId, channel: channel.id, text });
    if (done.error) trouble(done.error);
  };
  return (
    <section className="channel" aria-label={`${who}: ${name}`}>
      <header className="place-head">
        <h2>{name}</h2>
        <span className="muted">
          {channel.dmWith
            ? 'only you and the bot'
            : `${people.length} people${hasBot ? ' and the bot' : ', no bot'}`}
        </span>
      </header>
      <MessageList
        world={world}
        marks={marks}
        messages={messages}
        label={`${who}: messages in ${name}`}
        openThread={channel.dmWith ? undefined : onThread}
      >
        {messages.length === 0 && <Nothing isDirect={channel.dmWith !== undefined} hasBot={hasBot} />}
      </MessageList>
      <Composer
        key={`${personId} ${channel.id}`}
        world={world}
        label={`Message ${name}`}
        placeholder={channel.dmWith ? 'Message Microtraining' : `Message ${name}, or type /`}
        withCommands
        onSend={send}
      />
    </section>
  );
};

const Nothing = ({ isDirect, hasBot }: { isDirect: boolean; hasBot: boolean }) => (
  <div className="nothing">
    {isDirect ? (
      <p>
        <strong>No messages yet.</strong> Whoever leads a session gets a private desk here ten minutes before
        it starts. Be Ana to see hers, or plan a session of your own in a channel.
      </p>
    ) : hasBot ? (
      <p>
        <strong>Nothing here yet.</strong> Type <code>/microtraining schedule</code> below to plan a session.
      </p>
    ) : (
      <p>
        <strong>The bot is not here.</strong> Type <code>/invite @Microtraining</code> below.
      </p>
    )}
  </div>
);
