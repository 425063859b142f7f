import { directPlaceOf, placesOf } from '../chat.ts';
import { ChatIcon, HomeIcon } from '../icons.tsx';
import { PlaceLink } from '../place-link.tsx';
import { type ReadMarks, unreadIn } from '../read-marks.ts';
import { home, type ScreenState } from '../screen-state.ts';
import type { SlackChat } from '../store.ts';

type Props = { chat: SlackChat; marks: ReadMarks; state: ScreenState; onGo(placeId: string): void };

/** The channels of a workspace, and the bot. */
export const SlackPlaces = ({ chat, marks, state, onGo }: Props) => {
  const { personId, placeId } = state;
  const messages = directPlaceOf(chat, personId);
  return (
    <>
      <h2>Channels</h2>
      <ul>
        {placesOf(chat, personId)
          .filter(({ dmWith }) => !dmWith)
          .map(({ id, name }) => (
            <PlaceLink
              key={id}
              sign="#"
              name={name}
              here={placeId === id}
              unread={unreadIn(chat, marks, personId, id)}
              onGo={() => onGo(id)}
            />
          ))}
      </ul>
      <h2>Microtraining</h2>
      <ul>
        {messages && (
          <PlaceLink
            sign={<ChatIcon />}
            name="Messages"
            here={placeId === messages.id}
            unread={unreadIn(chat, marks, personId, messages.id)}
            onGo={() => onGo(messages.id)}
          />
        )}
        <PlaceLink sign={<HomeIcon />} name="Home" here={placeId === home} onGo={() => onGo(home)} />
      </ul>
    </>
  );
};
