import type { Interaction } from '../messages/interaction.ts';
import type { Message } from '../messages/message.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { plain } from '../texts/plain.ts';
import type { Reaction } from '../use-cases/reaction.ts';
import { saying } from './answer.ts';
import { commandWord } from './read-command.ts';

/**
 * What is typed is answered by a message: a form by a card with the button that opens it.
 * @param words the command, and what was typed behind it
 */
export const answerTyped = (texts: Texts, reaction: Reaction, words: string): Message | undefined => {
  switch (reaction.kind) {
    case 'open':
    case 'update':
      return opening(texts, words);
    case 'note':
      return reaction.message;
    case 'faults':
      return saying(Object.values(reaction.faults));
    case 'done':
      return saying([texts.teams.done]);
    case 'nothing':
      return undefined;
  }
};

const opening = ({ teams, help }: Texts, words: string): Message => {
  const word = commandWord(words);
  const { opens } = teams;
  const { commands } = help;
  if (word === 'settings') return button(opens.settings(), commands.settings, { do: 'command', word });
  if (word === 'privacy') return button(opens.privacy(), commands.privacy, { do: 'own-data' });
  return button(opens.schedule(words.trim().toLowerCase() !== word), commands.schedule, {
    do: 'open-planning',
  });
};

const button = (line: Line, label: string, does: Interaction): Message => ({
  push: plain(line),
  blocks: [
    { kind: 'text', lines: [line] },
    { kind: 'actions', buttons: [{ label, does, weight: 'main' }] },
  ],
});
