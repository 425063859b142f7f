import type { SlackAbout, SlackDeed, SlackMessageShown, ViewShown } from './slack-protocol.ts';
import type {
  DialogShown,
  OwnCardsShown,
  TeamShown,
  TeamsAbout,
  TeamsDeed,
  TeamsMessageShown,
  TeamsPersonShown,
  TeamsPlaceShown,
} from './teams-protocol.ts';

/*
 * What the page and its server say to each other. The server sends what has changed, by name (`Entities`); the page
 * posts what somebody does (`Deed`). Instants are ISO texts.
 */

export type Platform = 'slack' | 'teams';

/** One completion: what is typed, and what it does. */
export type Word = { text: string; does: string };

export type ClockShown = {
  at: string;
  speed: 1 | 60;
  /** When a session has something to do next. */
  nextAt: string | undefined;
  /** It is on its way to a later time. */
  moving: boolean;
};

export type BotShown = {
  status: 'starting' | 'running' | 'stopping' | 'stopped' | 'killed' | 'failed';
  trouble: string | undefined;
};

export type FaultName = 'slow' | 'refusing' | 'losing';

export type PlayShown = {
  faults: Record<Platform, FaultName[]>;
  /** Whether people answer by themselves, and who does at present. */
  colleagues: boolean;
  playing: string[];
};

/** Somebody; the same people are on both platforms, under the same names. */
export type PersonShown = { id: string; name: string; zone: string };

/** Somewhere messages stand. */
export type PlaceShown = {
  id: string;
  name: string;
  /** Set for a chat with the bot. */
  dmWith: string | undefined;
  /** Its people, without the bot. */
  memberIds: string[];
  hasBot: boolean;
};

/** What every message has. */
export type SaidShown = {
  placeId: string;
  /** Unique in its place, and in the order of time. */
  id: string;
  /** The first message of its thread, for replies only. */
  rootId: string | undefined;
  /** A reply that stands in the channel, too. */
  broadcast: boolean;
  authorId: string;
  byBot: boolean;
  at: string;
  /** What a banner on a phone says. */
  banner: string;
  /** As first posted: who was called. */
  mentions: string[];
  /** Only for this person's eyes. */
  onlyFor: string | undefined;
};

export type TrafficShown = {
  platform: Platform;
  number: number;
  at: string;
  /** Machine clock in milliseconds; orders what happened on both platforms. */
  machineAt: number;
  kind: 'call' | 'response_url' | 'delivery';
  name: string;
  placeId: string | undefined;
  status: number;
  error: string | undefined;
  ms: number;
  /** Its text, or what was pressed. */
  about: string;
};

/** Everything on the page, by name: `slack-message:C0SALES:1234.000100` is a `SlackMessageShown`. */
export type Entities = {
  clock: ClockShown;
  bot: BotShown;
  play: PlayShown;
  traffic: TrafficShown;
  'slack-about': SlackAbout;
  'slack-person': PersonShown;
  'slack-place': PlaceShown;
  'slack-message': SlackMessageShown;
  /** The open forms of a person, the one on top last. */
  'slack-views': ViewShown[];
  'slack-home': ViewShown;
  'teams-about': TeamsAbout;
  'teams-person': TeamsPersonShown;
  'teams-team': TeamShown;
  'teams-place': TeamsPlaceShown;
  'teams-message': TeamsMessageShown;
  /** By person and message. */
  'teams-own': OwnCardsShown;
  /** The open dialog of a person. */
  'teams-dialog': DialogShown;
};
export type EntityKind = keyof Entities;

/** What has changed since the last one; the first one after a connection holds everything. */
export type Change = { fresh: boolean; set: Record<string, unknown>; gone: string[] };

/** What somebody does to the sandbox itself. */
type SandboxDeed =
  | { does: 'take-over' | 'release'; as: string }
  | { does: 'clock'; to: 'plus-minute' | 'next' | 'fast' | 'real' }
  | { does: 'bot'; to: 'kill' | 'stop' | 'start' }
  | { does: 'fault'; of: Platform; name: FaultName; wanted: boolean }
  | { does: 'colleagues'; wanted: boolean };

/** What somebody does on the page. `as` is a person's id. */
export type Deed = SandboxDeed | ({ on: 'slack' } & SlackDeed) | ({ on: 'teams' } & TeamsDeed);

/** What became of it. */
export type Done = {
  /** Where a link button leads. */
  url?: string | undefined;
  /** What went wrong, for people. */
  error?: string | undefined;
  /** What the platform says to whoever did it. */
  notice?: string | undefined;
};
