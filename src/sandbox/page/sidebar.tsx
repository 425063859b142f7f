import type { ReactNode } from 'react';
import { act } from './act.ts';
import { Avatar } from './avatar.tsx';
import { BellIcon } from './icons.tsx';
import { timeOf } from './moment.ts';
import { notificationsFor } from './notified.ts';
import type { ScreenState } from './screen-state.ts';
import type { World } from './store.ts';

type Props = {
  world: World;
  state: ScreenState;
  onPerson(personId: string): void;
  onGo(placeId: string, rootId?: string): void;
  /** Where one can go. */
  children: ReactNode;
};

const mostNotifications = 6;

/** Who one is, where one can go, and what has called. */
export const Sidebar = ({ world, state, onPerson, onGo, children }: Props) => {
  const { platform, personId } = state;
  const chat = world[platform];
  const person = chat.people.get(personId)!;
  const notifications = notificationsFor(chat, personId);
  return (
    <nav className="sidebar" aria-label={`${person.name}'s places`}>
      <label className="person">
        <Avatar name={person.name} size={34} />
        <span>
          <small>You are</small>
          <select value={personId} aria-label="Act as" onChange={({ target }) => onPerson(target.value)}>
            {[...chat.people.values()].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
                {world.play.playing.includes(id) ? ' (plays along)' : ''}
              </option>
            ))}
          </select>
        </span>
      </label>
      {children}
      <h2>
        <BellIcon /> {person.name} {timesNotified(notifications.length)}
      </h2>
      <ul className="notifications">
        {notifications.slice(0, mostNotifications).map(({ message, reason }) => (
          <li key={message.id}>
            <button type="button" onClick={() => onGo(message.placeId, message.rootId)}>
              <small>
                {timeOf(new Date(message.at), person.zone)} · {reason}
              </small>
              <span>{message.banner}</span>
            </button>
          </li>
        ))}
      </ul>
      {world.play.colleagues && <HandBack world={world} personId={personId} name={person.name} />}
    </nav>
  );
};

const timesNotified = (times: number): string => {
  if (times === 0) return 'was not notified yet';
  return times === 1 ? 'was notified once' : `was notified ${times} times`;
};

const HandBack = ({ world, personId, name }: { world: World; personId: string; name: string }) => {
  if (world.play.playing.includes(personId)) return null;
  return (
    <p className="muted small">
      You play {name}.{' '}
      <button type="button" className="link" onClick={() => void act({ does: 'release', as: personId })}>
        Let {name} answer alone
      </button>
    </p>
  );
};
