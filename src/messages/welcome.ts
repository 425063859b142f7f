import type { Texts } from '../texts/en.ts';
import { spoken } from '../texts/spoken.ts';
import type { Message } from './message.ts';

/**
 * Said once where the bot was added: what it is, who added it, and the next useful step (flow 5.3).
 * @param addedBy their name, where it is known
 */
export const welcome = (texts: Texts, addedBy: string | undefined): Message => {
  const lines = texts.welcome(addedBy);
  return {
    push: spoken(...lines.slice(0, 1)),
    blocks: [
      { kind: 'text', lines },
      {
        kind: 'actions',
        buttons: [
          { label: texts.buttons.planSession, does: { do: 'open-planning' }, weight: 'main' },
          { label: texts.help.commands.privacy, does: { do: 'own-data' } },
        ],
      },
    ],
  };
};
