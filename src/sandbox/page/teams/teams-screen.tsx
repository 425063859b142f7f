import { botName } from '../chat.ts';
import { PlaceView } from '../place-view.tsx';
import { type Found, ScreenFrame, type ScreenProps } from '../screen-frame.tsx';
import type { TeamsChat } from '../store.ts';
import type { TeamsMessageShown, TeamsPlaceShown } from '../teams-protocol.ts';
import { ThreadView } from '../thread-view.tsx';
import { AppMenu } from './app-menu.tsx';
import { DialogView } from './dialog-view.tsx';
import { TeamsComposer } from './teams-composer.tsx';
import { TeamsMessage, teamsTitleOf } from './teams-message.tsx';
import { TeamsPlaces } from './teams-places.tsx';

/** One person before Teams. */
export const TeamsScreen = (props: ScreenProps) => {
  const { world, state, marks, onState, onSeen } = props;
  const { personId, placeId, rootId } = state;
  const chat = world.teams;
  const place = chat.places.get(placeId);
  const dialog = chat.dialogs.get(personId);
  const name = place?.dmWith ? botName : (place?.name ?? '');
  const draw = (message: TeamsMessageShown) => <TeamsMessage chat={chat} message={message} />;
  const shared = { chat, marks, personId, draw, titleOf: teamsTitleOf, onSeen };
  return (
    <ScreenFrame
      {...props}
      placeName={name}
      find={find}
      places={(go) => <TeamsPlaces chat={chat} marks={marks} state={state} onGo={go} />}
      form={dialog ? <DialogView key={personId} chat={chat} dialog={dialog} /> : null}
    >
      {place && (
        <PlaceView
          {...shared}
          place={place}
          name={name}
          about={aboutOf(chat, place)}
          nothing={<Nothing place={place} />}
          menu={menuOf(place)}
          composer={<TeamsComposer key={`${personId} ${placeId}`} chat={chat} place={place} name={name} />}
          onThread={place.teamId ? (id) => onState({ ...state, rootId: id }) : undefined}
        />
      )}
      {place && rootId && (
        <ThreadView
          {...shared}
          place={place}
          placeName={name}
          rootId={rootId}
          composer={
            <TeamsComposer
              key={`${personId} ${rootId}`}
              chat={chat}
              place={place}
              name={name}
              rootId={rootId}
            />
          }
          onClose={() => onState({ ...state, rootId: undefined })}
        />
      )}
    </ScreenFrame>
  );
};

/** The message that a deep link names; a first message leads to its thread. */
const find = (url: string): Found | undefined => {
  const found = /\/l\/message\/([^/]+)\/(\d+)/.exec(url);
  if (!found) return undefined;
  const [, place = '', messageId = ''] = found;
  const rootId = new URL(url).searchParams.get('parentMessageId') ?? messageId;
  return { placeId: decodeURIComponent(place), rootId, messageId };
};

const aboutOf = ({ teams }: TeamsChat, { teamId, kind, memberIds, hasBot }: TeamsPlaceShown): string => {
  if (kind === 'personal') return 'only you and the bot';
  const who = `${memberIds.length} people${hasBot ? ' and the bot' : ', no bot'}`;
  return teamId ? `${teams.get(teamId)?.name} · ${who}` : who;
};

/** Chats, and channels that are not the whole team's, have apps of their own. */
const menuOf = ({ kind, id, name, hasBot }: TeamsPlaceShown) => {
  if (kind === 'standard') return undefined;
  return <AppMenu where={id} name={kind === 'personal' ? 'your chats' : name} isInstalled={hasBot} />;
};

const Nothing = ({ place: { kind, hasBot } }: { place: TeamsPlaceShown }) => {
  if (!hasBot) {
    return (
      <p>
        <strong>The bot is not here.</strong> Behind ⋯, beside the team or above, you can add it.
      </p>
    );
  }
  if (kind === 'personal') {
    return (
      <p>
        <strong>No messages yet.</strong> Whoever leads a session gets a private desk here ten minutes before
        it starts. Type <code>help</code>, or plan a session of your own in a channel.
      </p>
    );
  }
  return (
    <p>
      <strong>Nothing here yet.</strong>{' '}
      {kind === 'groupChat' ? (
        <>
          Type <code>@{botName} help</code> below.
        </>
      ) : (
        <>
          Press <strong>+</strong> below and choose <em>Plan a session</em>, or type{' '}
          <code>@{botName} schedule</code>.
        </>
      )}
    </p>
  );
};
