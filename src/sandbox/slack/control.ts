import type { ViewOutput } from '@slack/bolt';
import type { AnyBlock, MessageMetadata } from '@slack/types';
import type { FaultPlan, Moment } from '../planned-faults.ts';
import type { Happening, Offer, Where } from '../platform.ts';
import type { TrafficEntry } from '../traffic.ts';

export type { Where } from '../platform.ts';
export type { TrafficEntry } from '../traffic.ts';

/*
 * The control interface of the local Slack: what tests, the demo and the browser page use.
 * `startLocalSlack(options)` in `local-slack.ts` returns a `LocalSlack`.
 */

/** How to start a local Slack. */
export interface LocalSlackOptions {
  /** The session clock: message `ts`, edit instants, event times. May jump forward, never back. */
  now: () => Date;
  signingSecret: string;
  botToken: string;
  /** App-level token (`xapp-…`), for Socket Mode; default: none, so that only request URLs are served. */
  appToken?: string;
  /** Port on 127.0.0.1; without it (or 0) a free one. */
  port?: number;
  /** Names of the channels that the bot is a member of at the start; default: all. */
  botIn?: string[];
  /** Deliver `message` events, as to a bot with the history scopes; default: no. */
  messageEvents?: boolean;
  /** Answer 429 above Slack's rates; default: no. */
  enforceRates?: boolean;
  /** Machine clock in milliseconds: trigger and `response_url` expiry, signatures; default `Date.now`. */
  machineNow?: () => number;
  /** How long the bot may take to acknowledge, in milliseconds; default 3,000. */
  acknowledgeWithinMs?: number;
  /** Waits between event retries (0, 60,000, 300,000 ms); default: real timers. */
  wait?: (ms: number) => Promise<void>;
  /** A file that keeps people, messages and forms over restarts; default: none. One of another version is put aside. */
  keepIn?: string;
  /** Of `traffic` about so many of the latest entries are kept; default: all. */
  mostTraffic?: number;
}

/** A running local Slack with one workspace "Sandbox". It is a `Platform` (`../platform.ts`), and more. */
export interface LocalSlack {
  readonly name: 'slack';
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** What the bot's WebClient takes as `slackApiUrl`. */
  readonly apiUrl: string;
  readonly teamId: string;
  readonly botUserId: string;
  /** Whether it goes on from what `keepIn` held. */
  readonly restored: boolean;
  /** Adds a bot's request URL; several are served in turn, the next one when a connection is refused. */
  connect(requestUrl: string): void;
  disconnect(requestUrl: string): void;
  /** Connections of Socket Mode that take envelopes now; while there are any, request URLs get nothing. */
  readonly openSockets: number;
  /**
   * Renews the connections as Slack does every few hours, one after the other: `warning`, then `refresh_requested` as
   * soon as there is a successor (or after 10 s) and every envelope is settled.
   */
  refreshSockets(): Promise<void>;
  /** Breaks all connections without a word; with `link_disabled` as when the app leaves Socket Mode. */
  dropSockets(reason?: 'link_disabled'): void;
  /** Everybody, the bot included. */
  readonly users: readonly UserRecord[];
  /** Everybody but the bot. */
  readonly people: readonly Person[];
  /** @throws when nobody has that name */
  person(name: string): Person;
  /** A new colleague, member of both channels unless `channels` says otherwise; delivers no event. */
  addPerson(name: string, options?: NewPerson): Person;
  readonly channels: readonly Channel[];
  /** By name or id. @throws when there is none */
  channel(nameOrId: string): Channel;
  addChannel(name: string, options?: NewChannel): Channel;
  /** Switches an account off, or changes its name; delivers `user_change`. */
  deactivate(person: Person | string): void;
  renamePerson(person: Person | string, name: string): void;
  /** Removes the app: its token is refused, nothing is delivered any more but `tokens_revoked` and `app_uninstalled`. */
  uninstall(): void;
  /** Installs it again, with the same token. */
  reinstall(): void;
  /** Events of these types are lost from now on. */
  loseEvents(...types: string[]): void;
  /** Delivers the latest event of that type once more, under the same id. Resolves when it is answered. */
  redeliver(type: string): Promise<void>;
  /** Messages between the bot and that person, oldest first, deleted ones included (marked). */
  directMessages(person: Person | string): readonly MessageRecord[];
  /** The chat between the bot and that person, as a channel. */
  directChannel(person: Person | string): Channel;
  offersTo(person: string): Offer[];
  livedBy(person: string, place: string): Happening[];
  /** Every API call, `response_url` post and delivery so far, in the order of their ends. */
  readonly traffic: readonly TrafficEntry[];
  readonly faults: Faults;
  /**
   * Resolves with the first truthy value of `condition`, which is evaluated at once and after every
   * change of state or traffic; a throwing condition counts as "not yet".
   * @throws after `timeoutMs` (default 30,000) with `because` and the latest traffic in the message
   */
  until<T>(condition: () => T, options?: { timeoutMs?: number; because?: string }): Promise<NonNullable<T>>;
  /** What the app has been granted, as Slack says with every answer. */
  scopes: readonly string[];
  /** Calls `listener` after every change of state or traffic; returns the way to stop it. */
  onChange(listener: () => void): () => void;
  /** Resolves when no event is being delivered or waits for its retry. */
  eventsDelivered(): Promise<void>;
  stop(): Promise<void>;
}

export interface UserRecord {
  id: string;
  name: string;
  tz: string;
  isAdmin: boolean;
  isGuest: boolean;
}

export interface NewPerson {
  /** Channel names; default: every channel that is not private. */
  channels?: string[];
  isAdmin?: boolean;
  isGuest?: boolean;
  /** Somebody of another organisation, by its team id; met in shared channels. */
  otherTeam?: string;
  /** IANA zone; default Europe/Berlin. */
  tz?: string;
  locale?: string;
}

export interface NewChannel {
  isPrivate?: boolean;
  isExtShared?: boolean;
  /** Names of people; default: everybody. */
  members?: string[];
  /** Default true. */
  botIsMember?: boolean;
}

/** What a person does and sees. Names of channels: `team-sales`, an id, or `dm` for the chat with the bot. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Types a slash command; `name` defaults to `/microtraining`. */
  command(channel: string, text: string, name?: string): Promise<CommandOutcome>;
  /** Writes a message (in the thread of `thread_ts`, if given); delivers `app_mention` and `message` events. */
  say(channel: string, text: string, options?: { threadTs?: string }): MessageRecord;
  /** The form on top, if one is open. A bot that opens it after its acknowledgement: wait with `until`. */
  readonly view: OpenView | undefined;
  /** All open forms, the one on top last. */
  readonly stack: readonly OpenView[];
  /** The Home tab as last published, if ever. */
  readonly home: OpenView | undefined;
  /** Opens the Home tab: delivers `app_home_opened`. */
  openHome(): Promise<void>;
  /**
   * Types into a text input, found (like all fields below) by its label, else placeholder, else the text
   * of its section, else action_id, else block_id: exact match first, then by beginning.
   * Delivers `block_actions` only if the input has `dispatch_action`.
   */
  set(field: string, text: string): Promise<Outcome | undefined>;
  /** Picks an option of a select, radio group, or ticks/unticks a checkbox, by its text (or its beginning). */
  choose(field: string, option: string, where?: Where): Promise<Outcome | undefined>;
  /** `date` as YYYY-MM-DD. */
  pickDate(field: string, date: string, where?: Where): Promise<Outcome | undefined>;
  /** `time` as HH:mm. */
  pickTime(field: string, time: string, where?: Where): Promise<Outcome | undefined>;
  /** Picks a person by name in a users_select; in one for several people, adds them or takes them out. */
  pickUser(field: string, name: string, where?: Where): Promise<Outcome | undefined>;
  /**
   * Presses a button, or an entry of an overflow menu, with that text (or beginning): in the open form, else
   * in the newest message or ephemeral that this person can see. Confirmation dialogs are confirmed.
   * @throws when this person sees no such button, naming those that are visible
   */
  click(label: string, where?: Where): Promise<ClickOutcome>;
  /**
   * Uses exactly this element, as a browser knows it: labels may occur twice. A field in an input block only takes
   * the value, unless the block has `dispatch_action`. Confirmation dialogs are the caller's.
   * @throws when this person sees no such element
   */
  use(element: ElementAddress, value?: ElementValue): Promise<ClickOutcome | undefined>;
  /** Sets a field as typing does that is not over yet: the bot hears nothing. @throws as `use` */
  fill(element: ElementAddress, value: ElementValue): void;
  /** Presses the form's submit button. Missing required fields are refused by Slack without asking the bot. */
  submit(): Promise<SubmitOutcome>;
  /** Closes the form on top (`all`: the whole stack, as the cross does). */
  close(options?: { all?: boolean }): Promise<void>;
  /** What this person sees in a channel now, oldest first, threads and own ephemerals included. */
  sees(channel: string): SeenMessage[];
  /** Buttons and overflow entries visible to this person, newest message first. */
  buttons(where?: Where): string[];
  /** Restarts the client: all ephemerals and open forms are gone. */
  reload(): void;
  /** Texts of the errors that Slack has shown to this person ("… didn't respond"), oldest first. */
  readonly errors: readonly string[];
}

/** One element on somebody's screen. */
export interface ElementAddress {
  /** An open form by its id, the Home tab, or a message or ephemeral. */
  on: { view: string } | { home: true } | { channel: string; ts: string };
  blockId: string;
  actionId: string;
}

/** What an element is set to; nothing for a button. Options by their values, people by their ids. */
export interface ElementValue {
  text?: string;
  option?: string;
  options?: string[];
  user?: string;
  users?: string[];
  date?: string;
  time?: string;
}

/** What became of a delivery that a person caused. */
export interface Outcome {
  /** HTTP status of the bot's answer; 0 when nobody answered in time. */
  status: number;
  body: string;
  /** What Slack shows to the person when the bot failed. */
  error?: string;
  ms: number;
}

export interface CommandOutcome extends Outcome {
  /** The private answer in the acknowledgement as plain text, if there was one. */
  text?: string;
}

export interface ClickOutcome extends Outcome {
  /** Where a link button leads. */
  url?: string;
}

export interface SubmitOutcome extends Outcome {
  /** Whether this form is gone; one that lies below a pushed form, or was updated, is not. */
  closed: boolean;
  /** By `block_id`. */
  errors?: Record<string, string>;
}

/** A form or Home tab as it stands on somebody's screen. */
export interface OpenView {
  id: string;
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  title: string;
  submit: string | undefined;
  close: string | undefined;
  blocks: AnyBlock[];
  /** As a person reads it: fields with their values, buttons as `[Label]`, errors below their field. */
  text: string;
  /** What stands in the fields, by label (else placeholder, else action_id), as a person reads it. */
  values: Record<string, string | string[] | null>;
  /** The same as Slack's `view.state.values`. */
  state: ViewOutput['state']['values'];
  /** Errors shown below fields, by `block_id`. */
  errors: Record<string, string>;
  /** Buttons and overflow entries. */
  buttons: string[];
}

/** One entry of what a person sees. */
export interface SeenMessage {
  at: Date;
  /** Display name of its author. */
  author: string;
  /** Blocks (else text) as this person reads them. */
  text: string;
  files: readonly FileRecord[];
  inThread: boolean;
  /** A thread reply that stands in the channel too. */
  broadcast: boolean;
  ephemeral: boolean;
  /** Its `ts`, and that of its thread. */
  id: string;
  threadId: string | undefined;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** Ids of its members, the bot's included if it is one. */
  readonly memberIds: readonly string[];
  /** Everything posted here, thread replies and deleted messages (marked) included, oldest first. */
  readonly messages: readonly MessageRecord[];
  /** Every ephemeral shown here, replaced and deleted ones included. */
  readonly ephemerals: readonly EphemeralRecord[];
  /** By name, or `bot`. Delivers `member_joined_channel`. */
  invite(who: string): void;
  /** By name, or `bot`. Delivers `member_left_channel`; to a removed bot only `channel_left` (or `group_left`). */
  remove(who: string): void;
  /** Deliver `channel_archive`, `channel_unarchive`, `channel_rename` (of a private one `group_…`) to a bot in it. */
  archive(): void;
  unarchive(): void;
  rename(name: string): void;
  /** Delivers nothing: Slack tells apps of no such thing. */
  makePrivate(): void;
  /** As when a private channel is shared with another organisation. Delivers `channel_id_changed`. */
  changeId(id: string): void;
  /** Delivers `channel_deleted` (or `group_deleted`). */
  delete(): void;
}

/** One state of a message and how it came about. */
export interface MessageVersion {
  /** Session clock. */
  at: Date;
  text: string;
  blocks: AnyBlock[];
  by:
    | 'chat.postMessage'
    | 'chat.update'
    | 'chat.postEphemeral'
    | 'files.completeUploadExternal'
    | 'response_url'
    | 'acknowledgement'
    | 'person';
}

/** A file that stands below a message; a text, as the bot sends no others. */
export interface FileRecord {
  id: string;
  name: string;
  title: string;
  text: string;
}

/** A message with its whole history, for assertions. */
export interface MessageRecord {
  readonly channelId: string;
  readonly ts: string;
  /** The thread's parent, for replies only. */
  readonly threadTs: string | undefined;
  /** The same as `ts`, `threadTs`, `userId` and `text`, by the names that both platforms know. */
  readonly id: string;
  readonly threadId: string | undefined;
  readonly authorId: string;
  readonly push: string;
  /** `text` as it was posted. */
  readonly firstPush: string;
  /** A reply that was also sent to the channel (`thread_broadcast`). */
  readonly broadcast: boolean;
  readonly userId: string;
  readonly postedAt: Date;
  /** Push text as it stands now. */
  readonly text: string;
  readonly blocks: AnyBlock[];
  readonly metadata: MessageMetadata | undefined;
  readonly files: readonly FileRecord[];
  /** As somebody in Berlin reads it. */
  readonly plainText: string;
  /** Number of edits after the first version. */
  readonly edits: number;
  readonly versions: readonly MessageVersion[];
  readonly deletedAt: Date | undefined;
  /** User ids mentioned in text or blocks *as first posted*, each once. */
  readonly mentions: readonly string[];
  /** `here`, `channel`, `everyone` in any version, also by accident (plain `@here` in mrkdwn). */
  readonly broadcastMentions: readonly string[];
}

/** A message that one person sees, with its whole history. */
export interface EphemeralRecord {
  readonly channelId: string;
  readonly userId: string;
  readonly ts: string;
  /** The same as `ts`. */
  readonly id: string;
  readonly threadTs: string | undefined;
  readonly postedAt: Date;
  readonly text: string;
  readonly blocks: AnyBlock[];
  readonly plainText: string;
  readonly versions: readonly MessageVersion[];
  /** Deleted by the bot, or gone by a reload. */
  readonly deletedAt: Date | undefined;
}

/** What goes wrong on purpose. `hang` never answers; `garbage` is answered with 200 and no JSON. */
export type Fault =
  /** Without `retryAfter` the header is missing. */
  | { kind: '429'; retryAfter?: number }
  | { kind: '5xx'; when: Moment }
  | { kind: 'reset'; when: Moment }
  | { kind: 'hang'; when: Moment }
  | { kind: 'garbage'; when: Moment }
  /** Slack refuses with this code, e.g. `token_revoked`; `messages` as it explains `invalid_blocks`. */
  | { kind: 'error'; when: 'before'; code: string; messages?: string[] };

/** Faults by method; `*` means any method, `response_url` the posts to response URLs. */
export interface Faults extends FaultPlan<Fault> {
  /** Lets `conversations.history` and `.replies` show messages only `ms` after they were posted. */
  lagHistory(ms: number): void;
}
