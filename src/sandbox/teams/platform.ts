import type { Place, Platform, Post } from '../platform.ts';
import { createActor, type TeamsActor } from './actor.ts';
import type { Channel, Chat, LocalTeams, MessageRecord, Person } from './control.ts';
import { livedBy } from './lived-by.ts';
import { offersTo } from './offers.ts';
import { mentionsIn } from './stored-message.ts';

/** The local Teams as whoever plays a session knows a platform: one tenant's people and channels. */
export const platformOf = (teams: LocalTeams): Platform => {
  const actors = new Map<string, TeamsActor>();
  const actorOf = (person: Person): TeamsActor => {
    const actor = actors.get(person.id) ?? createActor(teams, person);
    actors.set(person.id, actor);
    return actor;
  };
  return {
    name: 'teams',
    get people() {
      return teams.people.map(actorOf);
    },
    person: (name) => actorOf(teams.person(name)),
    addPerson: (name) => actorOf(teams.addPerson(name)),
    get channels() {
      return teams.channels.map((channel) => placeOf(teams, channel));
    },
    channel: (name) => placeOf(teams, teams.channel(name)),
    directMessages: (name) => placeOf(teams, teams.directChat(name)).messages,
    offersTo: (name) => offersTo(teams, teams.person(name)),
    livedBy: (name, place) =>
      livedBy(teams, teams.person(name), teams.channel(place), actorOf(teams.person(name)).told),
    get traffic() {
      return teams.traffic;
    },
    until: (condition, options) => teams.until(condition, options),
    onChange: (listener) => teams.onChange(listener),
  };
};

/** What all see: targeted messages are private. */
const placeOf = (teams: LocalTeams, { id, name, messages }: Channel | Chat): Place => ({
  id,
  name,
  messages: messages
    .filter(({ targetedTo }) => targetedTo === undefined)
    .map((message) => postOf(teams, message)),
});

/** A view that follows the message's changes. */
const postOf = (teams: LocalTeams, message: MessageRecord): Post => ({
  id: message.id,
  threadId: message.rootId,
  broadcast: false,
  get push() {
    return message.summary;
  },
  get firstPush() {
    return message.versions[0]?.summary ?? '';
  },
  get plainText() {
    return message.plainText;
  },
  postedAt: message.postedAt,
  get deletedAt() {
    return message.deletedAt;
  },
  authorId: message.authorId,
  get edits() {
    return message.edits;
  },
  get versions() {
    return message.versions;
  },
  // A card may mention people by their id in the directory, too.
  get mentions() {
    return message.mentions.map(
      (id) => teams.people.find((person) => [person.id, person.aadObjectId].includes(id))?.id ?? id,
    );
  },
  /** A team or a channel is mentioned by its id. */
  get broadcastMentions() {
    return message.versions.flatMap(mentionsIn).filter((id) => id.startsWith('19:'));
  },
});
