import { botName } from '../chat.ts';
import type { Completion } from '../completion.ts';
import { mentionCompletions, mostCompletions } from '../mention-completions.ts';
import type { TeamsChat } from '../store.ts';
import type { Scope, TeamsPlaceShown } from '../teams-protocol.ts';

export const scopeOf = ({ kind }: TeamsPlaceShown): Scope =>
  kind === 'personal' || kind === 'groupChat' ? kind : 'team';

const mention = `@${botName} `;

/** What may be meant by what has been typed so far: a name, a command after the bot's, one after a slash. */
export const teamsCompletions = (
  { about, people }: TeamsChat,
  place: TeamsPlaceShown,
  typed: string,
): Completion[] => {
  const { mention: spoken, slash } = about.commands[scopeOf(place)];
  const names = [botName, ...place.memberIds.flatMap((id) => people.get(id)?.name ?? [])];
  const mentions = mentionCompletions(names, typed);
  if (mentions) return mentions;
  if (typed.includes('\n')) return [];
  const begun = (prefix: string, words: typeof spoken, does: (about: string) => string): Completion[] =>
    words
      .map((word) => ({ text: `${prefix}${word.text}`, shown: word.text, does: does(word.does) }))
      .filter(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()))
      .slice(0, mostCompletions);
  const asItIs = (text: string) => text;
  if (typed.startsWith('/')) {
    return place.hasBot ? begun('/', slash, (text) => `${text} · only you see it`) : [];
  }
  if (typed.toLowerCase().startsWith(mention.toLowerCase())) return begun(mention, spoken, asItIs);
  return place.kind === 'personal' && typed !== '' ? begun('', spoken, asItIs) : [];
};
