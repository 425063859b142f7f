import { type Command, nearestCommand } from '../messages/commands.ts';
import type { Interaction } from '../messages/interaction.ts';
import { didYouMean, help } from '../messages/overview.ts';
import { findReadySession } from '../templates/find-session.ts';
import { authorize } from './authorize.ts';
import type { By, Context } from './context.ts';
import { keepSaid } from './open-planning.ts';
import type { ChannelId } from './ports.ts';
import { note, type Reaction } from './reaction.ts';

/**
 * What somebody may have meant by a word that is no command, with a button that does it; the help where nobody could
 * tell. What stands behind the word is not lost: the button takes it up.
 * @param word the first word that was typed
 * @param rest what was typed behind it
 */
export const suggestCommand = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  word: string,
  rest: string,
): Promise<Reaction> => {
  const { texts } = context;
  const title = /^["“”'‘’]/.test(word);
  const command = title ? 'schedule' : nearestCommand(word);
  if (!command) return note(help(texts, word));
  if (command === 'help') return note(help(texts));
  const said = title ? `${word} ${rest}` : rest;
  const { does, isKept } = await doing(context, by, channelId, command, said);
  return note(didYouMean(texts, { word, command, does, isKept }));
};

const doing = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  command: Command,
  said: string,
): Promise<{ does: Interaction; isKept: boolean }> => {
  const content = command === 'start' ? findReadySession(context.templates, said) : undefined;
  if (content) return { does: { do: 'start-ready', template: content.id }, isKept: true };
  const isKept =
    command === 'schedule' && said !== '' && (await keptForPlanning(context, by, channelId, said));
  return { does: { do: 'command', word: command }, isKept };
};

const keptForPlanning = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  said: string,
): Promise<boolean> => {
  if (by.isDirect || 'refusal' in (await authorize(context, by, 'plan', channelId))) return false;
  await keepSaid(context, by, channelId, said);
  return true;
};
