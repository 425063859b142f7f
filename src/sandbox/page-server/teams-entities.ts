import type { OwnCardsShown, TeamsMessageShown } from '../page/teams-protocol.ts';
import { unused, valuesOf, withShown } from '../teams/cards.ts';
import type { Channel, Chat, LocalTeams, MessageRecord, Person } from '../teams/control.ts';
import type { Json } from '../teams/json.ts';
import { isExpired } from '../teams/operations/find.ts';
import { type Entity, entity, small } from './entity.ts';
import { numberedCards } from './numbered-cards.ts';
import type { SandboxStage } from './sandbox-stage.ts';

/** Everything of the local Teams that is on the page. */
export const teamsEntities = ({ teams, menus, time }: SandboxStage): Entity[] => {
  const channels = teams.channels;
  const chats = [...teams.groupChats, ...teams.people.map((person) => teams.directChat(person))];
  return [
    small('teams-about', '', { botId: teams.botId, ...menus }),
    ...teams.people.map(({ id, name, zone, aadObjectId }) =>
      small('teams-person', id, { id, name, zone, aadObjectId }),
    ),
    ...teams.teams.map(({ id, name, memberIds, isInstalled }) =>
      small('teams-team', id, { id, name, memberIds: [...memberIds], isInstalled }),
    ),
    ...[...channels, ...chats].flatMap((place) => [
      placeEntity(place),
      ...place.messages
        .filter((message) => !message.deletedAt && !isExpired(message, time.now()))
        .flatMap((message) => messageEntities(teams, message)),
    ]),
    ...teams.people.flatMap(dialogEntity),
  ];
};

const placeEntity = (place: Channel | Chat): Entity => {
  const { id, name, kind, memberIds, hasBot } = place;
  return small('teams-place', id, {
    ...{ id, name, kind, hasBot },
    memberIds: [...memberIds],
    dmWith: kind === 'personal' ? memberIds[0] : undefined,
    teamId: 'teamId' in place ? place.teamId : undefined,
  });
};

/** The message as it was sent, and as it stands before those who have a card of their own or did something to it. */
const messageEntities = (teams: LocalTeams, message: MessageRecord): Entity[] => {
  const { id, conversationId, edits, reactions, ownCards, uses } = message;
  const whose = new Set([...ownCards.keys(), ...uses.keys()]);
  const stamp = `${edits} ${JSON.stringify(reactions)}`;
  return [
    entity('teams-message', `${conversationId} ${id}`, stamp, () => shownMessage(teams, message)),
    ...[...whose].map((personId) => {
      const own = ownCards.get(personId);
      const use = uses.get(personId);
      const ownStamp = `${edits} ${own ? numberOf(own) : ''} ${JSON.stringify(use ?? {})}`;
      return entity('teams-own', `${personId} ${id}`, ownStamp, () => shownOwn(message, personId));
    }),
  ];
};

const numbers = new WeakMap<Json, number>();
let lastNumber = 0;
/** A card that came with an answer never changes, so a number stands for it. */
const numberOf = (card: Json): number => {
  const number = numbers.get(card) ?? ++lastNumber;
  numbers.set(card, number);
  return number;
};

const shownMessage = (
  { botId, botName, people }: LocalTeams,
  { text, summary, cards, ...message }: MessageRecord,
): TeamsMessageShown => ({
  placeId: message.conversationId,
  id: message.id,
  rootId: message.rootId,
  broadcast: false,
  authorId: message.authorId,
  byBot: message.authorId === botId,
  at: message.postedAt.toISOString(),
  banner: summary || text.replaceAll(/<at>(.*?)<\/at>/g, '@$1') || `${botName} sent a card`,
  mentions: people
    .filter(({ id, aadObjectId }) => [id, aadObjectId].some((one) => message.mentions.includes(one)))
    .map(({ id }) => id),
  onlyFor: message.targetedTo,
  text,
  cards: numberedCards(cards),
  reactions: Object.fromEntries(Object.entries(message.reactions).map(([type, ids]) => [type, [...ids]])),
});

const shownOwn = ({ cards, ownCards, uses }: MessageRecord, personId: string): OwnCardsShown => {
  const own = ownCards.get(personId);
  const use = uses.get(personId) ?? unused;
  const shown = (own ? [own] : cards).map((card) => withShown(card, use));
  return {
    cards: numberedCards(shown),
    values: Object.assign({}, ...shown.map((card) => valuesOf(card, use.typed))),
    isReturned: own !== undefined,
  };
};

const dialogEntity = ({ id, dialog }: Person): Entity[] => {
  if (!dialog) return [];
  const { title, card, values } = dialog;
  return [small('teams-dialog', id, { title, cards: numberedCards([card]), values: { ...values } })];
};
