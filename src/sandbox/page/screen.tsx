import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { act } from './act.ts';
import { Avatar } from './avatar.tsx';
import { ReaderContext } from './blocks/reader.ts';
import { ChannelView } from './channel-view.tsx';
import { FormDialog } from './form-dialog.tsx';
import { HomeView } from './home-view.tsx';
import { ListIcon } from './icons.tsx';
import { type ReadMarks, unreadIn } from './read-marks.ts';
import { ScreenContext } from './screen-context.ts';
import { home, placeFor, type ScreenState } from './screen-state.ts';
import { peopleOf, Sidebar } from './sidebar.tsx';
import type { World } from './store.ts';
import { ThreadView } from './thread-view.tsx';

type Props = {
  world: World;
  state: ScreenState;
  marks: ReadMarks;
  onState(state: ScreenState): void;
  onSeen(key: string, ts: string): void;
};

/** Everything that one person has before them. */
export const Screen = ({ world, state, marks, onState, onSeen }: Props) => {
  const { personId, place, threadTs } = state;
  const [troubles, setTroubles] = useState<{ id: number; text: string }[]>([]);
  const [showsPlaces, setShowsPlaces] = useState(false);
  const [wanted, setWanted] = useState<string>();
  const root = useRef<HTMLElement>(null);
  const person = world.users.get(personId)!;
  const playsAlong = world.play.playing.includes(personId);

  // Whoever is on a screen is played by hand.
  useEffect(() => {
    void act({ does: 'take-over', as: personId });
  }, [personId]);

  useEffect(() => {
    if (!wanted) return;
    const row = document.getElementById(`m-${personId}-${wanted}`);
    if (!row) return;
    row.scrollIntoView({ block: 'center' });
    row.focus();
    setWanted(undefined);
  });

  const trouble = (text: string) => {
    const id = Date.now();
    setTroubles((all) => [...all.slice(-2), { id, text }]);
    setTimeout(() => setTroubles((all) => all.filter((one) => one.id !== id)), 12_000);
  };
  const go = (to: string, thread?: string) => {
    setShowsPlaces(false);
    onState({ personId, place: to, threadTs: thread });
  };
  const follow = (url: string): boolean => {
    const found = /\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?thread_ts=([\d.]+))?/.exec(url);
    if (!found) return false;
    const [, channel = '', seconds, micros, thread] = found;
    go(channel, thread);
    setWanted(`${seconds}.${micros}`);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (showsPlaces) setShowsPlaces(false);
    else if (threadTs) {
      onState({ ...state, threadTs: undefined });
      root.current?.focus();
    }
  };

  const channel = world.channels.get(place);
  const placeName = place === home ? 'Home' : channel?.dmWith ? 'Messages' : `#${channel?.name}`;
  const calls = [...world.channels.values()].reduce(
    (sum, { id, dmWith, memberIds }) =>
      memberIds.includes(personId) && (dmWith ?? personId) === personId
        ? sum + unreadIn(world, marks, personId, id).calls
        : sum,
    0,
  );
  const stack = world.views.get(personId);
  const reader = {
    personId,
    zone: person.tz,
    now: new Date(world.clock.at),
    nameOf: (id: string) => world.users.get(id)?.name ?? id,
    channelNameOf: (id: string) => world.channels.get(id)?.name ?? id,
    people: peopleOf(world),
  };
  const shared = { world, marks, state, onSeen };
  return (
    <ReaderContext value={reader}>
      <ScreenContext value={{ follow, trouble }}>
        <section
          ref={root}
          className={`screen ${threadTs ? 'with-thread' : ''} ${showsPlaces ? 'with-places' : ''}`}
          aria-label={`${person.name}'s screen`}
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          <div className="screen-inner">
            <button
              type="button"
              className="button places-button"
              aria-expanded={showsPlaces}
              onClick={() => setShowsPlaces(!showsPlaces)}
            >
              <ListIcon />
              <Avatar name={person.name} size={24} />
              <strong>{person.name}</strong>
              <span className="muted">{placeName}</span>
              {calls > 0 && <span className="count">{calls} new</span>}
            </button>
            <Sidebar
              {...shared}
              onPerson={(id) => onState(placeFor(state, id))}
              onGo={(to, thread) => go(to, thread)}
            />
            {place === home || !channel ? (
              <HomeView world={world} personId={personId} />
            ) : (
              <ChannelView
                {...shared}
                channel={channel}
                onThread={(ts) => onState({ ...state, threadTs: ts })}
              />
            )}
            {threadTs && channel && (
              <ThreadView
                {...shared}
                channel={channel}
                threadTs={threadTs}
                onClose={() => onState({ ...state, threadTs: undefined })}
              />
            )}
          </div>
          <div className="troubles" role="alert">
            {troubles.map(({ id, text }) => (
              <p key={id}>
                {text}
                <button
                  type="button"
                  className="button icon plain"
                  aria-label="Dismiss"
                  onClick={() => setTroubles((all) => all.filter((one) => one.id !== id))}
                >
                  ×
                </button>
              </p>
            ))}
          </div>
          {stack && stack.length > 0 && !playsAlong && (
            <FormDialog key={personId} personId={personId} stack={stack} onTrouble={trouble} />
          )}
        </section>
      </ScreenContext>
    </ReaderContext>
  );
};
