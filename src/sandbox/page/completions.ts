import type { World } from './store.ts';

/** One entry of the list above the box: what the text becomes, and how the entry reads. */
export type Completion = { text: string; shown: string; does: string };

const command = '/microtraining';
const most = 7;

/** What may be meant by what has been typed so far. */
export const completionsFor = (world: World, typed: string, withCommands: boolean): Completion[] => {
  const mention = /(^|\s)@(\w*)$/.exec(typed);
  if (mention)
    return mentions(world, typed.slice(0, typed.length - (mention[2] ?? '').length), mention[2] ?? '');
  if (!withCommands || !typed.startsWith('/') || typed.includes('\n')) return [];
  const all = [
    ...world.about.words.map(({ text, does }) => ({ text: `${command} ${text}`, does })),
    { text: '/invite @Microtraining', does: 'let the bot into this channel' },
    { text: '/remove @Microtraining', does: 'take the bot out of it' },
  ];
  return all
    .filter(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()))
    .slice(0, most)
    .map(({ text, does }) => ({ text, shown: text, does }));
};

const mentions = ({ users }: World, before: string, begun: string): Completion[] =>
  [...users.values()]
    .filter(({ name }) => name.toLowerCase().startsWith(begun.toLowerCase()) && name !== begun)
    .slice(0, most)
    .map(({ name }) => ({ text: `${before}${name} `, shown: `@${name}`, does: '' }));
