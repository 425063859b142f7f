import { useContext } from 'react';
import { act } from '../act.ts';
import { botName } from '../chat.ts';
import { Menu } from '../menu.tsx';
import { useReader } from '../reader.ts';
import { ScreenContext } from '../screen-context.ts';

/** Adds the app to a team, a chat, or a channel of its own, or takes it out. */
export const AppMenu = ({
  where,
  name,
  isInstalled,
}: {
  where: string;
  name: string;
  isInstalled: boolean;
}) => {
  const { personId } = useReader();
  const { trouble } = useContext(ScreenContext);
  const change = async () => {
    const install = { as: personId, where, wanted: !isInstalled };
    const done = await act({ on: 'teams', does: 'install', ...install });
    if (done.error) trouble(done.error);
  };
  const label = isInstalled ? `Remove ${botName} from ${name}` : `Add ${botName} to ${name}`;
  return <Menu label={`Apps of ${name}`} items={[{ key: 'app', label, onPick: () => void change() }]} />;
};
