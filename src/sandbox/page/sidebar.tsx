import type { ReactNode } from 'react';
import { act } from './act.ts';
import { Avatar } from './avatar.tsx';
import { BellIcon, ChatIcon, HomeIcon } from './icons.tsx';
import { timeOf } from './moment.ts';
import { notificationsFor } from './notified.ts';
import { type ReadMarks, unreadIn } from './read-marks.ts';
import { directPlace, home, type ScreenState } from './screen-state.ts';
import type { World } from './store.ts';

type Props = {
  world: World;
  marks: ReadMarks;
  state: ScreenState;
  onPerson(personId: string): void;
  onGo(place: string, threadTs?: string): void;
};

const mostNotifications = 6;

/** Who one is, where one can go, and what has called. */
export const Sidebar = ({ world, marks, state, onPerson, onGo }: Props) => {
  const { personId, place } = state;
  const person = world.users.get(personId)!;
  const channels = [...world.channels.values()].filter(
    ({ dmWith, memberIds }) => !dmWith && memberIds.includes(personId),
  );
  const notifications = notificationsFor(world, personId);
  return (
    <nav className="sidebar" aria-label={`${person.name}'s places`}>
      <label className="person">
        <Avatar name={person.name} size={34} />
        <span>
          <small>You are</small>
          <select value={personId} aria-label="Act as" onChange={({ target }) => onPerson(target.value)}>
            {peopleOf(world).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
                {world.play.playing.includes(id) ? ' (plays along)' : ''}
              </option>
            ))}
          </select>
        </span>
      </label>
      <h2>Channels</h2>
      <ul>
        {channels.map(({ id, name }) => (
          <Place
            key={id}
            sign="#"
            name={name}
            here={place === id}
            unread={unreadIn(world, marks, personId, id)}
            onGo={() => onGo(id)}
          />
        ))}
      </ul>
      <h2>Microtraining</h2>
      <ul>
        <Place
          sign={<ChatIcon />}
          name="Messages"
          here={place === directPlace(personId)}
          unread={unreadIn(world, marks, personId, directPlace(personId))}
          onGo={() => onGo(directPlace(personId))}
        />
        <Place
          sign={<HomeIcon />}
          name="Home"
          here={place === home}
          unread={{ bold: false, calls: 0 }}
          onGo={() => onGo(home)}
        />
      </ul>
      <h2>
        <BellIcon /> {person.name} {timesNotified(notifications.length)}
      </h2>
      <ul className="notifications">
        {notifications.slice(0, mostNotifications).map(({ message, reason }) => (
          <li key={message.ts}>
            <button type="button" onClick={() => onGo(message.channelId, message.threadTs)}>
              <small>
                {timeOf(new Date(message.at), person.tz)} · {reason}
              </small>
              <span>
                {(message.text || (message.files[0]?.title ?? '')).replaceAll(
                  /<@(\w+)>/g,
                  (_, id: string) => `@${world.users.get(id)?.name ?? id}`,
                )}
              </span>
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

export const peopleOf = ({ users, about }: World) =>
  [...users.values()].filter(({ id }) => id !== about.botUserId);

const Place = ({
  sign,
  name,
  here,
  unread: { bold, calls },
  onGo,
}: {
  sign: ReactNode;
  name: string;
  here: boolean;
  unread: { bold: boolean; calls: number };
  onGo(): void;
}) => (
  <li>
    <button
      type="button"
      className={`place ${bold ? 'unread' : ''}`}
      aria-current={here ? 'page' : undefined}
      onClick={onGo}
    >
      <span className="sign">{sign}</span>
      <span className="name">{name}</span>
      {calls > 0 && (
        <span className="count">
          {calls}
          <span className="unseen"> notifications</span>
        </span>
      )}
      {bold && calls === 0 && <span className="unseen">unread</span>}
    </button>
  </li>
);
