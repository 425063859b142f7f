import type { PersonShown, PlaceShown, Platform, SaidShown } from './protocol.ts';

/** What both platforms have, sorted for drawing. */
export type Chat<
  Person extends PersonShown = PersonShown,
  Place extends PlaceShown = PlaceShown,
  Message extends SaidShown = SaidShown,
> = {
  platform: Platform;
  botId: string;
  people: ReadonlyMap<string, Person>;
  places: ReadonlyMap<string, Place>;
  /** By place, oldest first. */
  messages: ReadonlyMap<string, readonly Message[]>;
};

export const botName = 'Microtraining';

/** What the platforms are called. */
export const platformNames: Record<Platform, string> = { slack: 'Slack', teams: 'Teams' };

export const messagesIn = <Message extends SaidShown>(
  { messages }: Chat<PersonShown, PlaceShown, Message>,
  placeId: string,
): readonly Message[] => messages.get(placeId) ?? [];

/** The places that this person is in: their chat with the bot, and those with others. */
export const placesOf = <Place extends PlaceShown>(
  { places }: Chat<PersonShown, Place>,
  personId: string,
): Place[] =>
  [...places.values()].filter(
    ({ memberIds, dmWith }) => memberIds.includes(personId) && (dmWith ?? personId) === personId,
  );

/** The chat between this person and the bot. */
export const directPlaceOf = <Place extends PlaceShown>(
  { places }: Chat<PersonShown, Place>,
  personId: string,
): Place | undefined => [...places.values()].find(({ dmWith }) => dmWith === personId);
