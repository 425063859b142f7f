import { actionsIn, type CardUse, titleOf, unused, withShown } from './cards.ts';
import type { ButtonAddress, Where } from './control.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import { isExpired } from './operations/find.ts';
import { currentOf, type StoredMessage } from './stored-message.ts';
import type { ConversationState, DialogState, PersonState } from './world-state.ts';

/** Something with buttons or inputs on somebody's screen. */
export type Surface =
  | { kind: 'dialog'; dialog: DialogState; cards: readonly Json[] }
  | { kind: 'message'; conversation: ConversationState; message: StoredMessage; cards: readonly Json[] };

/** A button and where it stands. */
export type Button = { surface: Surface; action: Json; title: string; address: ButtonAddress };

/**
 * Finds a place as people name it.
 * @throws when there is none, or the person is not in it
 */
export const placeFor = ({ world }: Core, person: PersonState, name: string): ConversationState => {
  if (name === 'dm') return world.personalChatOf(person);
  const open = [...world.state.conversations.values()].filter(
    (one) => !('isDeleted' in one && one.isDeleted),
  );
  const nameOf = (one: ConversationState) =>
    'teamId' in one ? `${world.teamOf(one).name}/${one.name}` : one.name;
  const isMember = (one: ConversationState) => world.membersOf(one).includes(person);
  const found =
    open.find(({ id }) => id === name) ??
    open.find((one) => nameOf(one) === name) ??
    open.find((one) => one.name === name && one.name !== '' && isMember(one));
  if (!found) throw new Error(`${person.name} is in no place "${name}"`);
  if (!isMember(found)) throw new Error(`${person.name} is not in ${name}`);
  return found;
};

/** Messages that this person sees there now, oldest first. */
export const visibleIn = (
  { world }: Core,
  person: PersonState,
  conversation: ConversationState,
): StoredMessage[] => {
  if (!world.membersOf(conversation).includes(person)) return [];
  return [...conversation.messages.values()].filter(
    (message) =>
      !message.deletedAt &&
      !isExpired(message, world.now()) &&
      (message.targetedTo === undefined || message.targetedTo === person.id),
  );
};

/** Their own view of the cards, else the message's. */
export const cardsFor = (message: StoredMessage, { id }: PersonState): readonly Json[] => {
  const own = message.ownCards.get(id);
  const cards = own ? [own] : currentOf(message).cards;
  return cards.map((card) => withShown(card, message.uses.get(id) ?? unused));
};

/** What the person has done to the cards. */
export const useOf = (surface: Surface, { id }: PersonState): CardUse =>
  surface.kind === 'dialog' ? surface.dialog.use : (surface.message.uses.get(id) ?? unused);

/** Types into the cards, or folds them. */
export const useCards = (
  { world }: Core,
  person: PersonState,
  surface: Surface,
  change: Partial<CardUse>,
): void => {
  const use = { ...useOf(surface, person), ...change };
  world.change(() => {
    if (surface.kind === 'dialog') surface.dialog.use = use;
    else surface.message.uses.set(person.id, use);
  });
};

/** What the person may mean, the likeliest first: the dialog, then messages, the newest first. */
export const surfacesFor = (core: Core, person: PersonState, { in: place }: Where = {}): Surface[] => {
  const dialog = core.world.state.dialogs.get(person.id);
  const shown: Surface[] = dialog
    ? [{ kind: 'dialog', dialog, cards: [withShown(dialog.card, dialog.use)] }]
    : [];
  if (place === 'dialog') return shown;
  // Who names a message need not wait until all that a large team has is looked through.
  const isAMessage = place !== undefined && /^\d{13}$/.test(place);
  const messages = [...core.world.state.conversations.values()]
    .filter((conversation) => !isAMessage || conversation.messages.has(place))
    .flatMap((conversation) =>
      visibleIn(core, person, conversation).map((message) => ({ conversation, message })),
    )
    .sort((a, b) => Number(b.message.id) - Number(a.message.id))
    .map((one): Surface => ({ kind: 'message', ...one, cards: cardsFor(one.message, person) }));
  if (place === undefined) return [...shown, ...messages];
  if (isAMessage) return messages.filter((one) => one.kind === 'message' && one.message.id === place);
  const conversation = placeFor(core, person, place);
  return messages.filter((one) => one.kind === 'message' && one.conversation === conversation);
};

export const buttonsOn = (surface: Surface): Button[] =>
  surface.cards.flatMap(actionsIn).map((action, index) => ({
    surface,
    action,
    title: titleOf(action),
    address: { on: surface.kind === 'dialog' ? 'dialog' : { messageId: surface.message.id }, index },
  }));

/** Names a surface in error messages. */
export const describeSurface = (surface: Surface): string => {
  if (surface.kind === 'dialog') return `the dialog "${surface.dialog.title}"`;
  const { conversation, message } = surface;
  const place = conversation.kind === 'personal' ? 'the chat with the bot' : conversation.name;
  return `a message${message.rootId ? ' in a thread' : ''} in ${place}`;
};
