import type { Method } from '../call.ts';
import { badArgument, ConnectorError } from '../connector-error.ts';
import { type Core, serviceUrlOf } from '../core.ts';
import { threadIdOf } from '../ids.ts';
import { asJson, type Json, objectsIn, textIn } from '../json.ts';
import { findPerson, findWritable, type Place } from './find.ts';
import { storeSent } from './store-sent.ts';

/**
 * With a channel in the channel data: a new thread there, which needs its first message. Else the chat with the one
 * member, which is always the same; a message is optional there.
 */
export const createConversation: Method = ({ json, tenantId }, core) => {
  const channelId = textIn(asJson(asJson(json.channelData).channel).id);
  const serviceUrl = serviceUrlOf(core, tenantId);
  if (channelId !== '') {
    const first = sendFirst(core, findWritable(core, tenantId, channelId), json);
    if (!first) throw badArgument('A thread begins with a message');
    return { status: 201, body: { id: threadIdOf(channelId, first.id), activityId: first.id, serviceUrl } };
  }
  const place = findWritable(core, tenantId, chatIdIn(core, json));
  const first = json.activity === undefined ? undefined : sendFirst(core, place, json);
  const activity = first && { activityId: first.id };
  return { status: 201, body: { id: place.conversation.id, ...activity, serviceUrl } };
};

const sendFirst = (core: Core, place: Place, { activity }: Json) =>
  storeSent(core, { ...place, rootId: undefined }, asJson(activity), { by: 'createConversation' });

/** @throws ConnectorError 400, or 403 where the app is not installed for that person */
const chatIdIn = (core: Core, json: Json): string => {
  const tenantId = textIn(json.tenantId) || textIn(asJson(asJson(json.channelData).tenant).id);
  if (tenantId === '') throw badArgument('Invalid or missing tenant id');
  const members = objectsIn(json.members);
  if (json.isGroup === true || members.length !== 1)
    throw badArgument('Incorrect conversation creation parameters');
  const person = findPerson(core, textIn(members[0]?.id));
  if (!person || person.tenantId !== tenantId) throw badArgument('Failed to decrypt pairwise id');
  const chat = core.world.personalChatOf(person);
  if (!chat.isInstalled) {
    throw new ConnectorError(
      403,
      'ForbiddenOperationException',
      "The bot is not installed in the user's personal scope.",
    );
  }
  return chat.id;
};
