import type { KnownBlock } from '@slack/types';

/*
 * What the page and its server say to each other. The server sends what has changed, by name (`Entities`); the page
 * posts what somebody does (`Deed`). Instants are ISO texts.
 */

export type About = {
  botUserId: string;
  botName: string;
  /** What can be typed after `/microtraining`. */
  words: Word[];
};

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
  faults: FaultName[];
  /** Whether people answer by themselves, and who does at present. */
  colleagues: boolean;
  playing: string[];
};

export type UserShown = { id: string; name: string; tz: string; isAdmin: boolean; isGuest: boolean };

export type ChannelShown = {
  id: string;
  name: string;
  /** Set for a chat with the bot. */
  dmWith: string | undefined;
  memberIds: string[];
};

/** Found at `/file/<id>`. */
export type FileShown = { id: string; name: string; title: string; bytes: number };

export type MessageShown = {
  channelId: string;
  ts: string;
  threadTs: string | undefined;
  broadcast: boolean;
  userId: string;
  at: string;
  text: string;
  blocks: KnownBlock[];
  files: FileShown[];
  /** As first posted: who was called. */
  mentions: string[];
  edits: number;
  /** Only for this person's eyes. */
  onlyFor: string | undefined;
};

export type ViewShown = {
  id: string;
  title: string;
  submit: string | undefined;
  close: string | undefined;
  blocks: KnownBlock[];
  /** By block id and action id, as in Slack's `view.state.values`. */
  values: Record<string, Record<string, ValueShown>>;
  /** By block id. */
  errors: Record<string, string>;
};

export type ValueShown = {
  value?: string | null | undefined;
  selected_option?: { value: string } | null | undefined;
  selected_options?: { value: string }[] | undefined;
  selected_user?: string | null | undefined;
  selected_users?: string[] | undefined;
  selected_date?: string | null | undefined;
  selected_time?: string | null | undefined;
};

export type TrafficShown = {
  number: number;
  at: string;
  kind: 'call' | 'response_url' | 'delivery';
  name: string;
  channelId: string | undefined;
  status: number;
  error: string | undefined;
  ms: number;
  /** Its text, or what was pressed. */
  about: string;
};

/** Everything on the page, by name: `message:C0SALES:1234.000100` is a `MessageShown`. */
export type Entities = {
  about: About;
  clock: ClockShown;
  bot: BotShown;
  play: PlayShown;
  user: UserShown;
  channel: ChannelShown;
  message: MessageShown;
  /** The open forms of a person, the one on top last. */
  views: ViewShown[];
  home: ViewShown;
  traffic: TrafficShown;
};
export type EntityKind = keyof Entities;

/** What has changed since the last one; the first one after a connection holds everything. */
export type Change = { fresh: boolean; set: Record<string, unknown>; gone: string[] };

export type Address = {
  on: { view: string } | { home: true } | { channel: string; ts: string };
  blockId: string;
  actionId: string;
};
export type Value = {
  text?: string;
  option?: string;
  options?: string[];
  user?: string;
  users?: string[];
  date?: string;
  time?: string;
};
/** What has been typed into a form and not been sent yet. */
export type Typed = { blockId: string; actionId: string; text: string };

/** What somebody does on the page. `as` is a user's id. */
export type Deed =
  | { does: 'say'; as: string; channel: string; text: string; threadTs?: string | undefined }
  | { does: 'use'; as: string; element: Address; value?: Value; typed?: Typed[] }
  | { does: 'submit'; as: string; typed: Typed[] }
  | { does: 'close'; as: string; all: boolean }
  | { does: 'open-home' | 'reload' | 'take-over' | 'release'; as: string }
  | { does: 'clock'; to: 'plus-minute' | 'next' | 'fast' | 'real' }
  | { does: 'bot'; to: 'kill' | 'stop' | 'start' }
  | { does: 'fault'; name: FaultName; on: boolean }
  | { does: 'colleagues'; on: boolean };

/** What became of it. */
export type Done = {
  /** Where a link button leads. */
  url?: string | undefined;
  /** What went wrong, for people. */
  error?: string | undefined;
};
