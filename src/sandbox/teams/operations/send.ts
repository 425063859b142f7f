import type { Answered, Call, Method } from '../call.ts';
import { badArgument } from '../connector-error.ts';
import type { MessageVersion } from '../control.ts';
import type { Core } from '../core.ts';
import { asJson, type Json } from '../json.ts';
import { findMessage, findWritable, type Place } from './find.ts';
import { storeSent } from './store-sent.ts';

const sendToConversation: Method = (call, core) => {
  const place = findWritable(core, call.tenantId, call.id);
  return send(core, call, place, 'sendToConversation');
};

/** In a channel the thread of the message that is replied to; elsewhere there are no threads. */
const replyToActivity: Method = (call, core) => {
  const place = findWritable(core, call.tenantId, call.id);
  const { id, rootId } = findMessage(core, place.conversation, call.subId);
  return send(core, call, { ...place, rootId: rootId ?? id }, 'replyToActivity');
};

const send = (core: Core, { json, query }: Call, place: Place, by: MessageVersion['by']): Answered => {
  const { kind } = place.conversation;
  const hasThreads = kind !== 'groupChat' && kind !== 'personal';
  const target = targetOf(core, json, query, place);
  const message = storeSent(
    core,
    { ...place, rootId: hasThreads ? place.rootId : undefined },
    json,
    target === undefined ? { by } : { by, targetedTo: target },
  );
  return { status: 201, body: { id: message?.id ?? core.world.nextActivityId() } };
};

/**
 * The one person who is to see it. Only the address says so: a message whose recipient is marked, but not its address, is
 * seen by everybody (Microsoft, "Targeted messages": `isTargetedActivity=true`).
 * @throws ConnectorError 400 where that cannot be
 */
const targetOf = (
  { world }: Core,
  { recipient }: Json,
  query: URLSearchParams,
  { conversation }: Place,
): string | undefined => {
  if (query.get('isTargetedActivity') !== 'true') return undefined;
  if (conversation.kind === 'personal') throw badArgument('Targeted messages are for group conversations');
  const member = world.membersOf(conversation).find(({ id }) => id === asJson(recipient).id);
  if (!member) throw badArgument('The recipient is not a member of the conversation');
  return member.id;
};

export const sendMethods = { sendToConversation, replyToActivity };
