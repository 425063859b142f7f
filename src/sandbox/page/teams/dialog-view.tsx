import { act } from '../act.ts';
import { Dialog } from '../dialog.tsx';
import { useReader } from '../reader.ts';
import type { TeamsChat } from '../store.ts';
import type { DialogShown } from '../teams-protocol.ts';
import { Cards } from './cards.tsx';

/** The dialog (task module) on one person's screen. */
export const DialogView = ({ chat, dialog }: { chat: TeamsChat; dialog: DialogShown }) => {
  const { personId } = useReader();
  return (
    <Dialog
      title={dialog.title}
      content={contentOf(dialog)}
      onClose={() => void act({ on: 'teams', does: 'close', as: personId })}
    >
      <div className="dialog-body">
        <Cards chat={chat} surface="dialog" shown={dialog} />
      </div>
    </Dialog>
  );
};

/** The same for a card of which only parts were folded. */
const contentOf = ({ title, cards }: DialogShown): string =>
  title + JSON.stringify(cards, (key, value) => (['id', 'isVisible'].includes(key) ? undefined : value));
