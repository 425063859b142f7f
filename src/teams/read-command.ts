import { z } from 'zod';
import { visible } from '../texts/visible.ts';
import type { Activity } from './activity.ts';

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

const mentionsOf = ({ entities = [], recipient }: Activity) =>
  entities
    .flatMap((entity) => mentionSchema.safeParse(entity).data ?? [])
    .filter(({ mentioned }) => mentioned.id === recipient?.id);

const saying = new Set(['message', 'messageUpdate', 'messageDelete']);

/**
 * Whether people say something to one another: a bot that may look messages up is told of every one (Microsoft, "Receive
 * all channel messages"). To the bot they talk where they mention it, by a slash command, a button, or in their chat.
 */
export const isAmongPeople = (activity: Activity): boolean =>
  saying.has(activity.type) &&
  activity.conversation.conversationType !== 'personal' &&
  activity.recipient?.isTargeted !== true &&
  activity.value === undefined &&
  mentionsOf(activity).length === 0;

/** How people begin out of habit, though they have said to whom they talk already; also where the bot has a name of its own. */
const usualWord = 'microtraining';
const withoutLeading = (text: string, appName: string): string => {
  const said = text.replace(/^[/@]/, '');
  const begins = (word: string) => `${said} `.toLowerCase().startsWith(`${word.toLowerCase()} `);
  const word = [appName, usualWord].find(begins);
  return word === undefined ? text : said.slice(word.length);
};

const greetings = new Set(['hi', 'hello']);

/**
 * What was typed behind `@Microtraining`, in a chat with the bot, or as a slash command: without the mention, the leading
 * word and Teams' markup. A greeting asks for help.
 * @param appName what the bot is called
 */
export const readCommand = (activity: Activity, appName: string): string => {
  const { text = '' } = activity;
  const without = mentionsOf(activity).reduce((rest, mention) => rest.replace(mention.text, ' '), text);
  const typed = visible(without.replaceAll(/<\/?at>|&nbsp;/gi, ' ')).trim();
  const words = withoutLeading(typed, appName).trim();
  return greetings.has(words.toLowerCase().replace(/[!.?]+$/, '')) ? 'help' : words;
};

/** The command that stands first. */
export const commandWord = (words: string): string => words.split(/\s+/)[0]?.toLowerCase() ?? '';
