import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { act } from './act.ts';
import { Avatar } from './avatar.tsx';
import { botName } from './chat.ts';
import { ListIcon } from './icons.tsx';
import { PlatformSwitch } from './platform-switch.tsx';
import { callsFor, type ReadMarks } from './read-marks.ts';
import { ReaderContext } from './reader.ts';
import { ScreenContext } from './screen-context.ts';
import { type ScreenState, screenOf, screenOn } from './screen-state.ts';
import { Sidebar } from './sidebar.tsx';
import type { World } from './store.ts';
import { Troubles, useTroubles } from './troubles.tsx';

export type ScreenProps = {
  world: World;
  state: ScreenState;
  marks: ReadMarks;
  onState(state: ScreenState): void;
  onSeen(key: string, id: string): void;
};

/** A place on the platform, as a web address of a message names it. */
export type Found = { placeId: string; rootId: string | undefined; messageId: string };

type Props = ScreenProps & {
  placeName: string;
  /** What an address of this platform leads to; undefined where it leads elsewhere. */
  find(url: string): Found | undefined;
  /** Lists of places for the sidebar. */
  places(go: (placeId: string) => void): ReactNode;
  /** The place that is shown, its thread beside it, and a form over them. */
  children: ReactNode;
  form: ReactNode;
};

/** Everything that one person has before them, on either platform. */
export const ScreenFrame = ({ world, state, marks, onState, ...props }: Props) => {
  const { platform, personId, rootId } = state;
  const chat = world[platform];
  const person = chat.people.get(personId)!;
  const troubles = useTroubles();
  const [showsPlaces, setShowsPlaces] = useState(false);
  const [wanted, setWanted] = useState<string>();
  const root = useRef<HTMLElement>(null);
  const calls = callsFor(chat, marks, personId);

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

  const go = (placeId: string, thread?: string) => {
    setShowsPlaces(false);
    onState({ ...state, placeId, rootId: thread });
  };
  const follow = (url: string): boolean => {
    const found = props.find(url);
    if (!found) return false;
    go(found.placeId, found.rootId);
    setWanted(found.messageId);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (showsPlaces) setShowsPlaces(false);
    else if (rootId) {
      onState({ ...state, rootId: undefined });
      root.current?.focus();
    }
  };
  const reader = {
    personId,
    zone: person.zone,
    now: new Date(world.clock.at),
    nameOf: (id: string) => (id === chat.botId ? botName : (chat.people.get(id)?.name ?? id)),
    placeNameOf: (id: string) => chat.places.get(id)?.name ?? id,
    people: [...chat.people.values()],
  };
  return (
    <ReaderContext value={reader}>
      <ScreenContext value={{ follow, trouble: troubles.add, notice: troubles.addNotice }}>
        <section
          ref={root}
          className={`screen ${platform} ${rootId ? 'with-thread' : ''} ${showsPlaces ? 'with-places' : ''}`}
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
              <span className="muted">{props.placeName}</span>
              {calls > 0 && <span className="count">{calls} new</span>}
            </button>
            <PlatformSwitch value={platform} onChange={(next) => onState(screenOn(world, state, next))} />
            <Sidebar
              world={world}
              state={state}
              onPerson={(id) => onState(screenOf(world, state, id))}
              onGo={go}
            >
              {props.places(go)}
            </Sidebar>
            {props.children}
          </div>
          <Troubles of={troubles} />
          {world.play.playing.includes(personId) ? null : props.form}
        </section>
      </ScreenContext>
    </ReaderContext>
  );
};
