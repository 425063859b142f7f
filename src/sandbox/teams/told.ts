import { actionsIn, titleOf } from './cards.ts';
import type { ButtonAddress, LocalTeams, MessageRecord, Person } from './control.ts';
import { asJson, type Json, textIn } from './json.ts';
import { plainCard } from './plain-card.ts';

/** Something that only one person was shown: words, for a moment or in a dialog, or their own view of a card. */
export type Told = {
  id: string;
  at: Date;
  placeId: string;
  threadId: string | undefined;
  /** Of their own view what the card of all does not say. */
  text: string;
  /** Their own view, and the message in whose place it is; it is gone when the message is edited. */
  own?: { card: Json; message: MessageRecord };
};

/** Where something was pressed. */
export type Pressed = Pick<Told, 'placeId' | 'threadId'>;

/** What a person was told by the answers to their presses, in order. */
export const createTold = (teams: LocalTeams, person: Person) => {
  const told: Told[] = [];

  const add = (where: Pressed, text: string, own?: Told['own']): void => {
    // By the session clock, as Teams shows it.
    const at = teams.traffic.at(-1)?.at ?? new Date(0);
    told.push({ ...where, id: `told ${told.length + 1}`, at, text, ...(own && { own }) });
  };

  return {
    all: told as readonly Told[],
    say: (where: Pressed, text: string): void => add(where, text),
    /** Their view of that card, as it stands now. */
    show: (message: MessageRecord): void => {
      const card = message.ownCards.get(person.id);
      const where = { placeId: message.conversationId, threadId: message.rootId };
      if (card) add(where, ownLines(card, message, person.zone), { card, message });
    },
    /** Whether they see it still: a view of their own until it is replaced, words until the client restarts. */
    isSeen: ({ own }: Told): boolean => !own || own.message.ownCards.get(person.id) === own.card,
    forget: (): void => void told.splice(0),
  };
};

const ownLines = (card: Json, { cards }: MessageRecord, zone: string): string => {
  const shared = cards.flatMap((one) => plainCard(one, { zone }).split('\n'));
  const own = plainCard(card, { zone }).split('\n');
  return own.filter((line) => !shared.includes(line)).join('\n');
};

/** What a button does, as the bot wrote it. */
export const doesOf = (action: Json): string => textIn(asJson(asJson(action.data).press).does);

/** The buttons that only this person's view has, by their place among its actions. */
export const ownButtons = ({ own }: Told): { title: string; address: ButtonAddress }[] => {
  if (!own) return [];
  const { card, message } = own;
  const shared = new Set(message.cards.flatMap(actionsIn).map(doesOf));
  return actionsIn(card).flatMap((action, index) =>
    shared.has(doesOf(action))
      ? []
      : [{ title: titleOf(action), address: { on: { messageId: message.id }, index } }],
  );
};
