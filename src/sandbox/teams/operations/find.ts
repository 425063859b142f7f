import { ConnectorError } from '../connector-error.ts';
import type { MessageRecord } from '../control.ts';
import type { Core } from '../core.ts';
import { partsOf } from '../ids.ts';
import { LOCAL_LIMITS } from '../limits.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { ConversationState, PersonState } from '../world-state.ts';

/** A conversation as its id names it, and the thread, if it names one. */
export type Place = { conversation: ConversationState; rootId: string | undefined };

/** What the bot may look at. @throws ConnectorError 404, 403 */
export const findPlace = ({ world }: Core, tenantId: string, conversationId: string): Place => {
  const { id, rootId } = partsOf(conversationId);
  const conversation = world.state.conversations.get(id);
  const isGone = conversation && 'isDeleted' in conversation && conversation.isDeleted;
  if (!conversation || isGone || conversation.tenantId !== tenantId) {
    throw new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.');
  }
  if (!world.hasBot(conversation)) {
    throw new ConnectorError(
      403,
      'BotNotInConversationRoster',
      'The bot is not part of the conversation roster.',
    );
  }
  return { conversation, rootId };
};

/** Where the bot may write. @throws ConnectorError 404, 403 */
export const findWritable = (core: Core, tenantId: string, conversationId: string): Place => {
  const place = findPlace(core, tenantId, conversationId);
  const { conversation } = place;
  const isBlocked = conversation.kind === 'personal' && conversation.isBlocked;
  const isArchived = 'teamId' in conversation && core.world.teamOf(conversation).isArchived;
  if (isBlocked || isArchived) {
    throw new ConnectorError(403, 'MessageWritesBlocked', 'Thread is blocked from message writes.');
  }
  if (place.rootId !== undefined) findMessage(core, conversation, place.rootId);
  return place;
};

/** @throws ConnectorError 404, also for what was deleted, or has expired */
export const findMessage = (core: Core, conversation: ConversationState, id: string): StoredMessage => {
  const message = conversation.messages.get(id);
  if (!message || message.deletedAt || isExpired(message, core.world.now())) {
    throw new ConnectorError(404, 'ActivityNotFoundInConversation', 'Conversation not found.');
  }
  return message;
};

/** Targeted messages are gone after a day. */
export const isExpired = (
  { targetedTo, versions }: Pick<MessageRecord, 'targetedTo' | 'versions'>,
  now: Date,
): boolean => {
  const postedAt = versions[0]?.at ?? now;
  const { hours } = LOCAL_LIMITS.targeted;
  return targetedTo !== undefined && now.getTime() - postedAt.getTime() >= hours * 3_600_000;
};

/** By the id that the bot knows, or the directory's. */
export const findPerson = ({ world }: Core, id: string): PersonState | undefined =>
  world.state.people.get(id) ?? [...world.state.people.values()].find((person) => person.aadObjectId === id);
