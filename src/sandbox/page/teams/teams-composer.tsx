import { useContext } from 'react';
import { act } from '../act.ts';
import { botName } from '../chat.ts';
import { Composer } from '../composer.tsx';
import { Menu } from '../menu.tsx';
import type { Done } from '../protocol.ts';
import { useReader } from '../reader.ts';
import { ScreenContext } from '../screen-context.ts';
import type { TeamsChat } from '../store.ts';
import type { TeamsPlaceShown } from '../teams-protocol.ts';
import { scopeOf, teamsCompletions } from './teams-completions.ts';

type Props = { chat: TeamsChat; place: TeamsPlaceShown; name: string; rootId?: string };

/** Where one writes in Teams: in a place, or in one of its threads. The + holds what the app adds to it. */
export const TeamsComposer = ({ chat, place, name, rootId }: Props) => {
  const { personId } = useReader();
  const { trouble, notice } = useContext(ScreenContext);
  const inThread = rootId !== undefined;
  const hasSlash = chat.about.commands[scopeOf(place)].slash.length > 0;
  const tell = ({ error, notice: said }: Done) => {
    if (error) trouble(error);
    if (said) notice(said);
  };
  const send = async (text: string) => {
    const said = { as: personId, place: place.id, rootId };
    const isCommand = hasSlash && place.hasBot && text.startsWith('/');
    tell(
      await act(
        isCommand
          ? { on: 'teams', does: 'command', ...said, text: text.slice(1) }
          : { on: 'teams', does: 'say', ...said, text },
      ),
    );
  };
  const open = async (id: string) =>
    tell(await act({ on: 'teams', does: 'extension', as: personId, place: place.id, id }));
  return (
    <Composer
      label={inThread ? 'Reply in the thread' : `Message ${name}`}
      placeholder={placeholderFor(place, name, inThread)}
      complete={(typed) => teamsCompletions(chat, place, typed)}
      before={
        place.hasBot && (
          <Menu
            label="Actions and apps"
            sign="+"
            above
            items={chat.about.extensions.map(({ id, title }) => ({
              key: id,
              label: `${title} · ${botName}`,
              onPick: () => void open(id),
            }))}
          />
        )
      }
      onSend={send}
    />
  );
};

const placeholderFor = ({ kind, hasBot }: TeamsPlaceShown, name: string, inThread: boolean): string => {
  if (inThread) return 'Reply …';
  if (kind === 'personal' || !hasBot) return `Message ${name}`;
  return `Message ${name}, or type @ or /`;
};
