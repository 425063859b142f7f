import type { MessageRecord, SeenMessage } from './control.ts';
import type { Core } from './core.ts';
import { textIn } from './json.ts';
import { plainCard, type Reader } from './plain-card.ts';
import { buttonsOn, cardsFor } from './screen.ts';
import { currentOf, mentionsIn, type StoredMessage } from './stored-message.ts';
import { BOT_NAME } from './world.ts';
import type { ConversationState, PersonState } from './world-state.ts';

/** Text and cards as somebody reads them. */
export const plainMessage = (
  text: string,
  cards: readonly Parameters<typeof plainCard>[0][],
  reader: Reader,
): string =>
  [text.replace(/<at>(.*?)<\/at>/g, '@$1'), ...cards.map((card) => plainCard(card, reader))]
    .filter((part) => part !== '')
    .join('\n');

/** A message as tests see it: a view that follows its changes. */
export const recordOf = (message: StoredMessage): MessageRecord => ({
  id: message.id,
  conversationId: message.conversationId,
  rootId: message.rootId,
  authorId: message.authorId,
  targetedTo: message.targetedTo,
  get postedAt() {
    return message.versions[0]?.at as Date;
  },
  get text() {
    return currentOf(message).text;
  },
  get summary() {
    return currentOf(message).summary;
  },
  get cards() {
    return currentOf(message).cards;
  },
  get plainText() {
    const { text, cards } = currentOf(message);
    return plainMessage(text, cards, { zone: 'Europe/Berlin' });
  },
  get edits() {
    return message.versions.length - 1;
  },
  get versions() {
    return message.versions;
  },
  get deletedAt() {
    return message.deletedAt;
  },
  get mentions() {
    const [first] = message.versions;
    return first ? mentionsIn(first) : [];
  },
  get reactions() {
    return Object.fromEntries([...message.reactions].map(([type, people]) => [type, [...people]]));
  },
  get ownCards() {
    return message.ownCards;
  },
  get uses() {
    return message.uses;
  },
});

/** How that person reads, and what stands in the inputs. */
export const readerFor = ({ world }: Core, { zone }: PersonState, values: Reader['values'] = {}): Reader => ({
  zone,
  values,
  nameOf: (aadObjectId) =>
    [...world.state.people.values()].find((one) => one.aadObjectId === aadObjectId)?.name,
});

/** A message as one person sees it. */
export const seenBy = (
  core: Core,
  person: PersonState,
  conversation: ConversationState,
  message: StoredMessage,
): SeenMessage => {
  const { text, at } = { ...currentOf(message), at: message.versions[0]?.at as Date };
  const cards = cardsFor(message, person);
  const reader = readerFor(core, person, message.uses.get(person.id)?.typed);
  const author = message.byBot ? BOT_NAME : textIn(core.world.state.people.get(message.authorId)?.name);
  return {
    id: message.id,
    rootId: message.rootId,
    at,
    author,
    text: plainMessage(text, cards, reader),
    ownCard: message.ownCards.has(person.id),
    targeted: message.targetedTo !== undefined,
    buttons: buttonsOn({ kind: 'message', conversation, message, cards }).map(({ title, address }) => ({
      title,
      address,
    })),
    reactions: Object.fromEntries([...message.reactions].map(([type, people]) => [type, people.size])),
  };
};
