import { botName } from '../chat.ts';
import { PlaceView } from '../place-view.tsx';
import type { PlaceShown } from '../protocol.ts';
import { type Found, ScreenFrame, type ScreenProps } from '../screen-frame.tsx';
import { home } from '../screen-state.ts';
import type { SlackMessageShown } from '../slack-protocol.ts';
import { ThreadView } from '../thread-view.tsx';
import { FormDialog } from './form-dialog.tsx';
import { HomeView } from './home-view.tsx';
import { SlackComposer } from './slack-composer.tsx';
import { SlackMessage, slackTitleOf } from './slack-message.tsx';
import { SlackPlaces } from './slack-places.tsx';

/** One person before Slack. */
export const SlackScreen = (props: ScreenProps) => {
  const { world, state, marks, onState, onSeen } = props;
  const { personId, placeId, rootId } = state;
  const chat = world.slack;
  const place = chat.places.get(placeId);
  const stack = chat.views.get(personId);
  const shared = { chat, marks, personId, draw: drawn, titleOf: slackTitleOf, onSeen };
  return (
    <ScreenFrame
      {...props}
      placeName={!place ? 'Home' : place.dmWith ? 'Messages' : `#${place.name}`}
      find={find}
      places={(go) => <SlackPlaces chat={chat} marks={marks} state={state} onGo={go} />}
      form={
        stack && stack.length > 0 ? <FormDialog key={personId} personId={personId} stack={stack} /> : null
      }
    >
      {placeId === home || !place ? (
        <HomeView chat={chat} personId={personId} />
      ) : (
        <PlaceView
          {...shared}
          place={place}
          name={place.dmWith ? botName : `#${place.name}`}
          about={aboutOf(place)}
          nothing={<Nothing place={place} />}
          composer={<SlackComposer key={`${personId} ${placeId}`} chat={chat} place={place} />}
          onThread={place.dmWith ? undefined : (ts) => onState({ ...state, rootId: ts })}
        />
      )}
      {rootId && place && (
        <ThreadView
          {...shared}
          place={place}
          placeName={`#${place.name}`}
          rootId={rootId}
          composer={
            <SlackComposer key={`${personId} ${rootId}`} chat={chat} place={place} threadTs={rootId} />
          }
          onClose={() => onState({ ...state, rootId: undefined })}
        />
      )}
    </ScreenFrame>
  );
};

const drawn = (message: SlackMessageShown) => <SlackMessage message={message} />;

/** The message that a permalink names. */
const find = (url: string): Found | undefined => {
  const found = /\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?thread_ts=([\d.]+))?/.exec(url);
  if (!found) return undefined;
  const [, placeId = '', seconds, micros, rootId] = found;
  return { placeId, rootId, messageId: `${seconds}.${micros}` };
};

const aboutOf = ({ dmWith, memberIds, hasBot }: PlaceShown): string =>
  dmWith ? 'only you and the bot' : `${memberIds.length} people${hasBot ? ' and the bot' : ', no bot'}`;

const Nothing = ({ place: { dmWith, hasBot } }: { place: PlaceShown }) => {
  if (dmWith) {
    return (
      <p>
        <strong>No messages yet.</strong> Whoever leads a session gets a private desk here ten minutes before
        it starts. Be Ana to see hers, or plan a session of your own in a channel.
      </p>
    );
  }
  return hasBot ? (
    <p>
      <strong>Nothing here yet.</strong> Type <code>/microtraining schedule</code> below to plan a session.
    </p>
  ) : (
    <p>
      <strong>The bot is not here.</strong> Type <code>/invite @Microtraining</code> below.
    </p>
  );
};
