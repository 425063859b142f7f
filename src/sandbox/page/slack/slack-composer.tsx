import { useContext } from 'react';
import { act } from '../act.ts';
import { botName } from '../chat.ts';
import { Composer } from '../composer.tsx';
import type { PlaceShown } from '../protocol.ts';
import { useReader } from '../reader.ts';
import { ScreenContext } from '../screen-context.ts';
import type { SlackChat } from '../store.ts';
import { slackCompletions } from './slack-completions.ts';

/** Where one writes in Slack: in a place, or in one of its threads. */
export const SlackComposer = ({
  chat,
  place,
  threadTs,
}: {
  chat: SlackChat;
  place: PlaceShown;
  threadTs?: string;
}) => {
  const { personId } = useReader();
  const { trouble } = useContext(ScreenContext);
  const name = place.dmWith ? botName : `#${place.name}`;
  const inThread = threadTs !== undefined;
  return (
    <Composer
      label={inThread ? 'Reply in the thread' : `Message ${name}`}
      placeholder={inThread ? 'Reply …' : place.dmWith ? `Message ${botName}` : `Message ${name}, or type /`}
      complete={(typed) => slackCompletions(chat, typed, { withCommands: !inThread })}
      onSend={async (text) => {
        const said = { as: personId, channel: place.id, text, threadTs };
        const done = await act({ on: 'slack', does: 'say', ...said });
        if (done.error) trouble(done.error);
      }}
    />
  );
};
