import { botName, directPlaceOf, placesOf } from '../chat.ts';
import { ChatIcon, PeopleIcon } from '../icons.tsx';
import { PlaceLink } from '../place-link.tsx';
import { type ReadMarks, unreadIn } from '../read-marks.ts';
import type { ScreenState } from '../screen-state.ts';
import type { TeamsChat } from '../store.ts';
import type { TeamsPlaceShown } from '../teams-protocol.ts';
import { AppMenu } from './app-menu.tsx';

type Props = { chat: TeamsChat; marks: ReadMarks; state: ScreenState; onGo(placeId: string): void };

const signs: Partial<Record<TeamsPlaceShown['kind'], string>> = { private: '🔒', shared: '🔗' };

/** The chats of a person, and the channels of their teams. */
export const TeamsPlaces = ({ chat, marks, state, onGo }: Props) => {
  const { personId, placeId } = state;
  const places = placesOf(chat, personId);
  const direct = directPlaceOf(chat, personId);
  const link = (place: TeamsPlaceShown, sign: React.ReactNode, name = place.name) => (
    <PlaceLink
      key={place.id}
      sign={sign}
      name={name}
      here={placeId === place.id}
      unread={unreadIn(chat, marks, personId, place.id)}
      onGo={() => onGo(place.id)}
    />
  );
  return (
    <>
      <h2>Chat</h2>
      <ul>
        {direct && link(direct, <ChatIcon />, botName)}
        {places.filter(({ kind }) => kind === 'groupChat').map((place) => link(place, <PeopleIcon />))}
      </ul>
      {[...chat.teams.values()]
        .filter(({ memberIds }) => memberIds.includes(personId))
        .map(({ id, name, isInstalled }) => (
          <div key={id}>
            <div className="team-head">
              <h2>{name}</h2>
              <AppMenu where={id} name={name} isInstalled={isInstalled} />
            </div>
            <ul>
              {places
                .filter(({ teamId }) => teamId === id)
                .map((place) => link(place, signs[place.kind] ?? ''))}
            </ul>
          </div>
        ))}
    </>
  );
};
