import { decode } from '../../messages/interaction.ts';
import type { Offer } from '../platform.ts';
import { actionsIn, titleOf } from './cards.ts';
import type { LocalTeams, MessageRecord, Person } from './control.ts';
import { doesOf } from './told.ts';

/** What the bot's messages, and somebody's own views of them, offer them to press, the oldest first. */
export const offersTo = (teams: LocalTeams, person: Person): Offer[] =>
  [...teams.channels, teams.directChat(person)]
    .filter(({ memberIds }) => memberIds.includes(person.id))
    .flatMap(({ messages }) => messages)
    .filter((message) => isSeenBy(person, message) && message.authorId === teams.botId)
    .map((message) => ({
      id: message.id,
      postedAt: message.postedAt,
      push: message.summary,
      buttons: buttonsIn(person, message),
    }));

const isSeenBy = ({ id }: Person, { deletedAt, targetedTo }: MessageRecord): boolean =>
  !deletedAt && (targetedTo === undefined || targetedTo === id);

const buttonsIn = (person: Person, { id, ownCards, cards }: MessageRecord): Offer['buttons'] => {
  const own = ownCards.get(person.id);
  return (own ? [own] : cards).flatMap(actionsIn).flatMap((action, index) => {
    const interaction = decode(doesOf(action));
    const press = () => person.use({ on: { messageId: id }, index });
    return interaction ? [{ label: titleOf(action), interaction, press }] : [];
  });
};
