import { z } from 'zod';
import { visible } from '../texts/visible.ts';
import type { Activity } from './activity.ts';

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

/** How people begin out of habit, though they have said to whom they talk already. */
const leadingWord = /^[/@]?microtraining(?=\s|$)\s*/i;
const greetings = new Set(['hi', 'hello']);

/**
 * What was typed behind `@Microtraining`, in a chat with the bot, or as a slash command: without the mention, the leading
 * word and Teams' markup. A greeting asks for help.
 */
export const readCommand = ({ text = '', entities = [], recipient }: Activity): string => {
  const mentions = entities.flatMap((entity) => mentionSchema.safeParse(entity).data ?? []);
  const own = mentions.filter(({ mentioned }) => mentioned.id === recipient?.id);
  const without = own.reduce((rest, mention) => rest.replace(mention.text, ' '), text);
  const words = visible(without.replaceAll(/<\/?at>|&nbsp;/gi, ' '))
    .trim()
    .replace(leadingWord, '')
    .trim();
  return greetings.has(words.toLowerCase().replace(/[!.?]+$/, '')) ? 'help' : words;
};

/** The command that stands first. */
export const commandWord = (words: string): string => words.split(/\s+/)[0]?.toLowerCase() ?? '';
