import { cardsIn } from '../cards.ts';
import { badArgument } from '../connector-error.ts';
import type { MessageVersion } from '../control.ts';
import type { Core } from '../core.ts';
import { type Json, textIn } from '../json.ts';
import { askForOwnCards } from '../refresh.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { Place } from './find.ts';

/** @throws ConnectorError 400 unless it is an activity that a bot may send */
export const checkActivity = (activity: Json): void => {
  const type = textIn(activity.type);
  if (type === '') throw badArgument('Activity.Type field is required');
  if (type !== 'message') return;
  const isEmpty = textIn(activity.text) === '' && !Array.isArray(activity.attachments);
  if (isEmpty) throw badArgument('Empty message');
};

/**
 * Stores what the bot sends. Text and a card of one activity become two messages, the text's first (platforms, Teams).
 * @returns the last message; none for what is no message, e.g. typing
 */
export const storeSent = (
  core: Core,
  { conversation, rootId }: Place,
  activity: Json,
  details: { by: MessageVersion['by']; targetedTo?: string },
): StoredMessage | undefined => {
  checkActivity(activity);
  if (activity.type !== 'message') return undefined;
  const { text, entities, attachments, ...others } = activity;
  const isBoth = textIn(text) !== '' && cardsIn(activity).length > 0;
  const parts = isBoth
    ? [
        { ...others, text, entities },
        { ...others, attachments },
      ]
    : [activity];
  const sent = { conversation, rootId, authorId: core.world.botId, ...details };
  const stored = parts.map((part) => core.world.add(part, sent));
  for (const message of stored) askForOwnCards(core, conversation, message);
  return stored.at(-1);
};
