import { botName } from '../chat.ts';
import type { Completion } from '../completion.ts';
import { mentionCompletions, mostCompletions } from '../mention-completions.ts';
import type { SlackChat } from '../store.ts';

const command = '/microtraining';

/** What may be meant by what has been typed so far. Slash commands do not work in threads. */
export const slackCompletions = (
  { about, people }: SlackChat,
  typed: string,
  { withCommands }: { withCommands: boolean },
): Completion[] => {
  const names = [...[...people.values()].map(({ name }) => name), botName];
  const mentions = mentionCompletions(names, typed);
  if (mentions) return mentions;
  if (!withCommands || !typed.startsWith('/') || typed.includes('\n')) return [];
  const all = [
    ...about.words.map(({ text, does }) => ({ text: `${command} ${text}`, does })),
    { text: '/invite @Microtraining', does: 'let the bot into this channel' },
    { text: '/remove @Microtraining', does: 'take the bot out of it' },
  ];
  return all
    .filter(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()))
    .slice(0, mostCompletions)
    .map(({ text, does }) => ({ text, shown: text, does }));
};
