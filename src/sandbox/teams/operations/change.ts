import type { Call, Method } from '../call.ts';
import { badArgument, ConnectorError } from '../connector-error.ts';
import type { Core } from '../core.ts';
import { askForOwnCards } from '../refresh.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { ConversationState } from '../world-state.ts';
import { findMessage, findWritable } from './find.ts';
import { checkActivity } from './store-sent.ts';

const updateActivity: Method = (call, core) => {
  const { conversation, message } = findOwn(core, call);
  checkActivity(call.json);
  if (call.json.type !== 'message') throw badArgument('Only messages can be updated');
  core.world.edit(message, call.json, 'updateActivity');
  if (!core.keepOwnCards) core.world.change(() => message.ownCards.clear());
  askForOwnCards(core, conversation, message);
  return { status: 200, body: { id: message.id } };
};

const deleteActivity: Method = (call, core) => {
  core.world.delete(findOwn(core, call).message);
  return { status: 200 };
};

/** A bot changes its own messages only, and never who sees one. @throws ConnectorError 404, 403 */
const findOwn = (
  core: Core,
  { tenantId, id, subId, query }: Call,
): { conversation: ConversationState; message: StoredMessage } => {
  const { conversation } = findWritable(core, tenantId, id);
  const message = findMessage(core, conversation, subId);
  if (!message.byBot) {
    throw new ConnectorError(403, 'NotEnoughPermissions', 'The message was not sent by the bot.');
  }
  const isTargeted = query.get('isTargetedActivity') === 'true';
  if (isTargeted !== (message.targetedTo !== undefined)) {
    throw new ConnectorError(404, 'ActivityNotFoundInConversation', 'Conversation not found.');
  }
  return { conversation, message };
};

export const changeMethods = { updateActivity, deleteActivity };
