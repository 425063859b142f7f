import { useSyncExternalStore } from 'react';
import type { Chat } from './chat.ts';
import type {
  BotShown,
  Change,
  ClockShown,
  Entities,
  EntityKind,
  PersonShown,
  PlaceShown,
  PlayShown,
  SaidShown,
  TrafficShown,
} from './protocol.ts';
import type { SlackAbout, SlackMessageShown, ViewShown } from './slack-protocol.ts';
import type {
  DialogShown,
  OwnCardsShown,
  TeamShown,
  TeamsAbout,
  TeamsMessageShown,
  TeamsPersonShown,
  TeamsPlaceShown,
} from './teams-protocol.ts';

export type SlackChat = Chat<PersonShown, PlaceShown, SlackMessageShown> & {
  about: SlackAbout;
  views: ReadonlyMap<string, ViewShown[]>;
  homes: ReadonlyMap<string, ViewShown>;
};

export type TeamsChat = Chat<TeamsPersonShown, TeamsPlaceShown, TeamsMessageShown> & {
  about: TeamsAbout;
  teams: ReadonlyMap<string, TeamShown>;
  /** By `person message`. */
  own: ReadonlyMap<string, OwnCardsShown>;
  dialogs: ReadonlyMap<string, DialogShown>;
};

/** Everything that the server has told, sorted for drawing. Made anew with each change. */
export type World = {
  connected: boolean;
  clock: ClockShown & { heardAt: number };
  bot: BotShown;
  play: PlayShown;
  slack: SlackChat;
  teams: TeamsChat;
  /** The latest first. */
  traffic: TrafficShown[];
};

const entities = new Map<string, unknown>();
const listeners = new Set<() => void>();
let world: World | undefined;
let connected = false;
let heardAt = 0;

const tell = () => {
  world = entities.has('clock') ? sorted() : undefined;
  for (const listener of listeners) listener();
};

const take = ({ fresh, set, gone }: Change) => {
  if (fresh) entities.clear();
  for (const name of gone) entities.delete(name);
  for (const [name, value] of Object.entries(set)) entities.set(name, value);
  if (set.clock) heardAt = performance.now();
};

const tryAgainMs = 1_000;

/** Listens to the server; connects again when it was gone. The browser by itself gives up after an answer that is none. */
export const connect = (): void => {
  const source = new EventSource('/state');
  source.onmessage = ({ data }) => {
    connected = true;
    take(JSON.parse(data) as Change);
    tell();
  };
  source.onerror = () => {
    source.close();
    connected = false;
    tell();
    setTimeout(connect, tryAgainMs);
  };
};

const one = <Kind extends EntityKind>(kind: Kind) => entities.get(kind) as Entities[Kind];

const all = <Kind extends EntityKind>(kind: Kind): Map<string, Entities[Kind]> => {
  const found = new Map<string, Entities[Kind]>();
  for (const [name, value] of entities) {
    if (name.startsWith(`${kind}:`)) found.set(name.slice(kind.length + 1), value as Entities[Kind]);
  }
  return found;
};

const byPlace = <Message extends SaidShown>(messages: Map<string, Message>): Map<string, Message[]> => {
  const places = Map.groupBy(messages.values(), ({ placeId }) => placeId);
  for (const list of places.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return places;
};

const sorted = (): World => ({
  connected,
  clock: { ...one('clock'), heardAt },
  bot: one('bot'),
  play: one('play'),
  slack: {
    platform: 'slack',
    botId: one('slack-about').botId,
    about: one('slack-about'),
    people: all('slack-person'),
    places: all('slack-place'),
    messages: byPlace(all('slack-message')),
    views: all('slack-views'),
    homes: all('slack-home'),
  },
  teams: {
    platform: 'teams',
    botId: one('teams-about').botId,
    about: one('teams-about'),
    people: all('teams-person'),
    teams: all('teams-team'),
    places: all('teams-place'),
    messages: byPlace(all('teams-message')),
    own: all('teams-own'),
    dialogs: all('teams-dialog'),
  },
  traffic: [...all('traffic').values()].sort((a, b) => b.machineAt - a.machineAt || b.number - a.number),
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The world as it stands; undefined until the server has spoken. */
export const useWorld = (): World | undefined => useSyncExternalStore(subscribe, () => world);

/** What the session clock shows now. */
export const sessionNow = ({ clock }: World): Date =>
  new Date(Date.parse(clock.at) + (performance.now() - clock.heardAt) * clock.speed);
