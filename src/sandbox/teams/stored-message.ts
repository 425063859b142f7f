import { type CardUse, cardsIn } from './cards.ts';
import type { MessageVersion } from './control.ts';
import { asJson, type Json, objectsIn, textIn } from './json.ts';

/** A message with all its versions: plain data, so that it can be kept in a file. */
export type StoredMessage = {
  id: string;
  conversationId: string;
  /** The first message of its thread, for replies only. */
  rootId: string | undefined;
  authorId: string;
  byBot: boolean;
  /** The one person who sees it, and the bot. */
  targetedTo: string | undefined;
  /** Whether the bot was told of it. */
  isHeard: boolean;
  versions: MessageVersion[];
  deletedAt: Date | undefined;
  /** Ids of people by reaction. */
  reactions: Map<string, Set<string>>;
  /** Cards that single people see in the place of the message's own. */
  ownCards: Map<string, Json>;
  /** What people have done to its cards on their screens. */
  uses: Map<string, CardUse>;
};

/** One state of a message, from the activity that brought it. */
export const versionOf = (activity: Json, by: MessageVersion['by'], at: Date): MessageVersion => ({
  at,
  by,
  text: textIn(activity.text),
  summary: textIn(activity.summary),
  cards: cardsIn(activity),
  activity,
});

export const currentOf = ({ versions }: StoredMessage): MessageVersion => versions.at(-1) as MessageVersion;

/** Ids mentioned in the text's entities and in those of the cards, each once. */
export const mentionsIn = ({ activity, cards }: MessageVersion): string[] => {
  const inCards = cards.flatMap((card) => objectsIn(asJson(card.msteams).entities));
  const found = [...objectsIn(activity.entities), ...inCards]
    .filter(({ type }) => type === 'mention')
    .map(({ mentioned }) => textIn(asJson(mentioned).id));
  return [...new Set(found)];
};
