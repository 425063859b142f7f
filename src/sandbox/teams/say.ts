import { activityOf, clientInfo } from './activity.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import { currentOf, type StoredMessage } from './stored-message.ts';
import { BOT_NAME } from './world.ts';
import type { ConversationState, PersonState } from './world-state.ts';

/** Where somebody writes, and what. */
export type Utterance = {
  person: PersonState;
  conversation: ConversationState;
  rootId: string | undefined;
  text: string;
};

/** `@Name` becomes `<at>Name</at>` with an entity, for the bot and for everybody in the conversation. */
const withMentions = ({ world }: Core, { conversation, text }: Utterance) => {
  const names = [{ id: world.botId, name: BOT_NAME }, ...world.membersOf(conversation)];
  const mentioned = names.filter(({ name }) => new RegExp(`@${name}(?![\\w])`).test(text));
  const marked = mentioned.reduce((said, { name }) => said.replaceAll(`@${name}`, `<at>${name}</at>`), text);
  const entities = mentioned.map(({ id, name }) => ({
    type: 'mention',
    mentioned: { id, name },
    text: `<at>${name}</at>`,
  }));
  return { text: marked, entities, hasBot: mentioned.some(({ id }) => id === world.botId) };
};

/** Somebody writes a message; the bot hears of it in the chat with it, when it is mentioned, or when it hears all. */
export const say = (core: Core, utterance: Utterance): StoredMessage => {
  const { world } = core;
  const { person, conversation, rootId } = utterance;
  const { text, entities, hasBot } = withMentions(core, utterance);
  const isHeard =
    world.hasBot(conversation) && (conversation.kind === 'personal' || hasBot || core.readsMessages);
  const content = { text, textFormat: 'plain', entities };
  const message = world.add(content, { conversation, rootId, authorId: person.id, isHeard, by: 'person' });
  if (isHeard) core.deliveries.emit(messageActivity(core, person, conversation, message, {}));
  return message;
};

/**
 * A slash command: a message for the bot alone. In the chat with the bot it is a message like any other.
 * @throws where the app is not installed
 */
export const command = (core: Core, { person, conversation, rootId, text }: Utterance) => {
  if (!core.world.hasBot(conversation)) throw new Error('Without the app there is no such command');
  const isTargeted = conversation.kind !== 'personal';
  const message = core.world.add(
    { text, textFormat: 'plain', entities: [] },
    {
      conversation,
      rootId,
      authorId: person.id,
      targetedTo: isTargeted ? person.id : undefined,
      isHeard: true,
      by: 'person',
    },
  );
  const recipient = { id: core.world.botId, name: BOT_NAME, ...(isTargeted && { isTargeted }) };
  return core.deliveries.deliver(messageActivity(core, person, conversation, message, { recipient }));
};

/** An own message is changed. */
export const edit = (core: Core, message: StoredMessage, utterance: Utterance): void => {
  const { text, entities } = withMentions(core, utterance);
  core.world.edit(message, { text, textFormat: 'plain', entities }, 'person');
  const details = { type: 'messageUpdate', channelData: { eventType: 'editMessage' } };
  tell(core, message, utterance, details);
};

/** An own message is deleted. */
export const retract = (core: Core, message: StoredMessage, utterance: Utterance): void => {
  core.world.delete(message);
  const details = { type: 'messageDelete', text: '', channelData: { eventType: 'softDeleteMessage' } };
  tell(core, message, utterance, details);
};

const tell = (
  core: Core,
  message: StoredMessage,
  { person, conversation }: Utterance,
  details: Json & { channelData: Json },
): void => {
  if (message.isHeard) core.deliveries.emit(messageActivity(core, person, conversation, message, details));
};

const messageActivity = (
  core: Core,
  person: PersonState,
  conversation: ConversationState,
  message: StoredMessage,
  details: Json & { channelData?: Json },
): Json => {
  const { activity } = currentOf(message);
  const entities = [...(activity.entities as Json[]), clientInfo(person)];
  const scene = { person, conversation, rootId: message.rootId ?? message.id };
  return activityOf(core, scene, { type: 'message', id: message.id, ...activity, entities, ...details });
};
