import { type Chat, directPlaceOf } from './chat.ts';
import type { PlaceShown, Platform } from './protocol.ts';
import type { World } from './store.ts';

/** What one person has on the screen. */
export type ScreenState = {
  platform: Platform;
  personId: string;
  /** A place's id, or Slack's Home tab. */
  placeId: string;
  rootId: string | undefined;
};

export const home = 'home';
/** Where the sample is. */
export const salesName = 'team-sales';

/** The visitor is Ben; the second screen is the lead's. */
export const firstScreens: readonly [ScreenState, ScreenState] = [
  { platform: 'slack', personId: 'U0BEN', placeId: 'C0SALES', rootId: undefined },
  { platform: 'slack', personId: 'U0ANA', placeId: 'D0ANA', rootId: undefined },
];

/** The same kind of place for somebody else, or on the other platform. */
const twinOf = (from: Chat, to: Chat, placeId: string, twinId: string): PlaceShown => {
  const place = from.places.get(placeId);
  if (place && !place.dmWith && from === to) return place;
  const name = place ? place.name : salesName;
  const namesake = [...to.places.values()].find((one) => !one.dmWith && one.name === name);
  return (!place?.dmWith && namesake) || directPlaceOf(to, twinId)!;
};

/** The screen of somebody else, on the same platform. */
export const screenOf = (world: World, state: ScreenState, personId: string): ScreenState => {
  const chat = world[state.platform];
  if (state.placeId === home) return { ...state, personId };
  const { id } = twinOf(chat, chat, state.placeId, personId);
  return { ...state, personId, placeId: id, rootId: id === state.placeId ? state.rootId : undefined };
};

/** The screen of the same person on the other platform. */
export const screenOn = (world: World, state: ScreenState, platform: Platform): ScreenState => {
  if (platform === state.platform) return state;
  const [from, to] = [world[state.platform], world[platform]];
  const name = from.people.get(state.personId)?.name;
  const twin = [...to.people.values()].find((person) => person.name === name) ?? [...to.people.values()][0]!;
  return {
    platform,
    personId: twin.id,
    placeId: twinOf(from, to, state.placeId, twin.id).id,
    rootId: undefined,
  };
};
