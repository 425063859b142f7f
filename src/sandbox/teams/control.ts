import type { FaultPlan, Moment } from '../planned-faults.ts';
import type { TrafficEntry } from '../traffic.ts';
import type { CardUse } from './cards.ts';
import type { Json } from './json.ts';

/*
 * The control interface of the local Teams: what tests and the browser page use.
 * `startLocalTeams(options)` in `local-teams.ts` returns a `LocalTeams`.
 */

/** How to start a local Teams. */
export type LocalTeamsOptions = {
  /** The session clock: times and ids of messages. May jump forward, never back. */
  now: () => Date;
  /** The bot's app registration, in the first tenant only. */
  appId: string;
  appPassword: string;
  /** Port on 127.0.0.1; without it (or 0) a free one. */
  port?: number;
  /** Names of the teams in which the app is installed at the start; default: all. */
  installedIn?: readonly string[];
  /**
   * The teams' owners let the app read what is written there (resource-specific consent `ChannelMessage.Read.Group`, and
   * `ChatMessage.Read.Chat`): it is told of every message, and may list those of channels. Default: mentions only.
   */
  readsMessages?: boolean;
  /** Answer 429 above Teams' rates; default: no. */
  enforceRates?: boolean;
  /** Machine clock in milliseconds: tokens, rates; default `Date.now`. */
  machineNow?: () => number;
  /** How long the bot may take to answer, in milliseconds; default 15,000. */
  answerWithinMs?: number;
  /** A file that keeps people, messages and dialogs over restarts; default: none. One of another version is put aside. */
  keepIn?: string;
  /** Of `traffic` about so many of the latest entries are kept; default: all. */
  mostTraffic?: number;
};

/** A running local Teams with one tenant "Sandbox", and more where they are added. */
export type LocalTeams = {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly appId: string;
  /** `28:<appId>` */
  readonly botId: string;
  readonly botName: string;
  /** The first tenant. */
  readonly tenantId: string;
  /** The connector for the first tenant, with a slash at the end. */
  readonly serviceUrl: string;
  readonly endpoints: Endpoints;
  /** Whether it goes on from what `keepIn` held. */
  readonly restored: boolean;
  /** Adds a bot's messaging endpoint; several are served in turn, the next one when a connection is refused. */
  connect(messagesUrl: string): void;
  disconnect(messagesUrl: string): void;
  /** Another organisation. @returns its id and connector */
  addTenant(name: string): { id: string; serviceUrl: string };
  readonly people: readonly Person[];
  /** @throws when nobody has that name */
  person(name: string): Person;
  /** A new colleague, member of every team of the tenant unless `teams` says otherwise; delivers nothing. */
  addPerson(name: string, options?: NewPerson): Person;
  readonly teams: readonly Team[];
  /** By name or id. @throws when there is none */
  team(nameOrId: string): Team;
  /** A new team with the channel General; without `installed` the app is not in it. Delivers nothing. */
  addTeam(name: string, options?: NewTeam): Team;
  /** Channels of all teams. */
  readonly channels: readonly Channel[];
  /** By name, `Team/name`, or id. @throws when there is none */
  channel(nameOrId: string): Channel;
  readonly groupChats: readonly Chat[];
  /** A new group chat; delivers nothing. */
  addGroupChat(name: string, options?: NewGroupChat): Chat;
  /** The chat between the bot and that person. */
  directChat(person: Person | string): Chat;
  /** Messages between the bot and that person, oldest first, deleted ones included (marked). */
  directMessages(person: Person | string): readonly MessageRecord[];
  /** A token as Teams presents it to the bot, or a wrong one. */
  mint(kind?: TokenKind, options?: MintOptions): Promise<string>;
  /**
   * Posts any activity to the bot, with any token (`undefined`: no header at all; default: a right one). Nothing in
   * this Teams changes by it.
   */
  post(activity: Json, options?: { token?: string | undefined }): Promise<Outcome>;
  /** Activities of these types (`message`, `installationUpdate`, an invoke's name …) are lost from now on. */
  loseActivities(...types: string[]): void;
  /** Delivers the latest activity of that type, or invoke of that name, once more, under the same id. */
  redeliver(type: string): Promise<Outcome>;
  /**
   * Whether an invoke that was not answered in time is sent a second time, and under which id. Default `never`: the
   * person sees an error at once.
   */
  repeatInvokes: 'never' | 'same-id' | 'new-id';
  /** Whether somebody's own view of a card outlives an edit of the message; not documented. Default: no. */
  keepOwnCards: boolean;
  /** Every connector call, token request and delivery so far, in the order of their ends. */
  readonly traffic: readonly TrafficEntry[];
  readonly faults: Faults;
  /**
   * Resolves with the first truthy value of `condition`, which is evaluated at once and after every
   * change of state or traffic; a throwing condition counts as "not yet".
   * @throws after `timeoutMs` (default 30,000) with `because` and the latest traffic in the message
   */
  until<T>(condition: () => T, options?: { timeoutMs?: number; because?: string }): Promise<NonNullable<T>>;
  /** Calls `listener` after every change of state or traffic; returns the way to stop it. */
  onChange(listener: () => void): () => void;
  /** Resolves when no activity is being delivered. */
  activitiesDelivered(): Promise<void>;
  stop(): Promise<void>;
};

/** What a bot is configured with instead of Microsoft's addresses. */
export type Endpoints = {
  /** For tokens that the bot is called with. */
  openIdMetadata: string;
  /** For tokens of the login service itself, with which only skills and the emulator call. */
  loginOpenIdMetadata: string;
  /** Of the first tenant: client credentials for `https://api.botframework.com/.default`. */
  token: string;
  /** The issuer of tokens that the bot is called with. */
  issuer: string;
  /** Microsoft Graph, and the audience of tokens for it. */
  graph: string;
};

/**
 * What is refused. `wrong-key`: signed by a key that was never published, under a published key's id; `unknown-key`:
 * under an unknown id; `unendorsed`: by a published key of another channel; `hmac`: HS256 with the public key as secret;
 * `emulator` and `skill`: by the login service, for this bot.
 */
export const wrongTokenKinds = [
  'wrong-key',
  'unknown-key',
  'unendorsed',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'not-yet-valid',
  'alg-none',
  'hmac',
  'wrong-service-url',
  'no-service-url',
  'emulator',
  'skill',
] as const;

/** `right` is accepted. */
export type TokenKind = 'right' | (typeof wrongTokenKinds)[number];

export type MintOptions = {
  /** The `serviceurl` claim; default: of the first tenant. */
  serviceUrl?: string;
};

export type NewPerson = {
  /** Names of teams; default: all of the tenant. */
  teams?: readonly string[];
  role?: Role;
  /** Id of the tenant; default: the first one. */
  tenantId?: string;
  /** IANA zone; default Europe/Berlin. */
  zone?: string;
  locale?: string;
  /** Whether the app is installed for them alone; default true. */
  installed?: boolean;
};

/** The connector tells only guests from others. */
export type Role = 'owner' | 'member' | 'guest';

export type NewTeam = {
  tenantId?: string;
  /** Names of people; default: everybody in the tenant. */
  members?: readonly string[];
  /** Default true. */
  installed?: boolean;
};

export type ChannelKind = 'standard' | 'private' | 'shared';

export type NewChannel = {
  kind?: ChannelKind;
  /** Of a private or shared channel: names of people; default: everybody in the team. */
  members?: readonly string[];
  /** Whether the app was added to a private or shared channel; default: no. */
  installed?: boolean;
};

export type NewGroupChat = {
  /** Names of people; default: everybody in the tenant. */
  members?: readonly string[];
  tenantId?: string;
  /** Default true. */
  installed?: boolean;
};

/** Somewhere messages stand. */
type Place = {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  /** Ids of its people. */
  readonly memberIds: readonly string[];
  readonly hasBot: boolean;
  /** Everything posted here, replies, targeted and deleted messages (marked) included, oldest first. */
  readonly messages: readonly MessageRecord[];
};

/** What `by`, a person's name, does; default: the first member. */
export type Deed = { by?: string };

/** A group chat, or a chat with the bot (`hasBot`: the app is installed there). */
export type Chat = Place & {
  readonly kind: 'groupChat' | 'personal';
  /** Deliver `conversationUpdate` and `installationUpdate`. */
  install(deed?: Deed): void;
  uninstall(deed?: Deed): void;
  /** By name; delivers `conversationUpdate` to a bot that is in it. Group chats only. */
  addMember(name: string): void;
  removeMember(name: string): void;
};

export type Channel = Place & {
  readonly kind: ChannelKind;
  readonly teamId: string;
  /** Private and shared channels only: adds the app to the channel, or takes it out. */
  install(deed?: Deed): void;
  uninstall(deed?: Deed): void;
  /** Delivers `channelRenamed`. */
  rename(name: string): void;
  /** Delivers `channelDeleted`, `channelRestored`. */
  delete(): void;
  restore(): void;
  /** By name; private and shared channels only. Delivers `channelMemberAdded`, `channelMemberRemoved`. */
  addMember(name: string): void;
  removeMember(name: string): void;
};

export type Team = {
  /** The General channel's id. */
  readonly id: string;
  readonly aadGroupId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly isInstalled: boolean;
  readonly channels: readonly Channel[];
  /** Delivers `channelCreated`, of a private or shared channel to a bot that was added to it. */
  addChannel(name: string, options?: NewChannel): Channel;
  /** Deliver `conversationUpdate` and `installationUpdate`. */
  install(deed?: Deed): void;
  uninstall(deed?: Deed): void;
  /** Delivers `teamRenamed`. */
  rename(name: string): void;
  /** Delivers `teamMemberAdded`, `teamMemberRemoved`. */
  addMember(name: string): void;
  removeMember(name: string): void;
  /** Deliver `teamArchived`, `teamUnarchived`; nobody can write in an archived team. */
  archive(): void;
  unarchive(): void;
  /** Delivers `teamDeleted`. */
  delete(): void;
};

/** What a person does and sees. Places: a channel's name, `Team/name`, a group chat's name, an id, or `dm`. */
export type Person = {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly tenantId: string;
  readonly zone: string;
  readonly role: Role;
  /**
   * Writes a message (in the thread of `threadId`, the first message's id). `@Name` mentions the bot or somebody;
   * outside the chat with the bot it hears of the message only when it is mentioned.
   */
  say(place: string, text: string, options?: { threadId?: string }): MessageRecord;
  /** A slash command: a targeted message, which only the bot gets. Teams shows nothing when the bot fails it. */
  command(place: string, text: string, options?: { threadId?: string }): Promise<Outcome>;
  /** Changes or deletes an own message; the bot hears of it where it heard of the message. */
  edit(messageId: string, text: string): void;
  delete(messageId: string): void;
  /** Puts a reaction below a message, or takes it away; the bot hears of those to its own messages. */
  react(messageId: string, type: string): void;
  unreact(messageId: string, type: string): void;
  /** The app's action command in the compose box: `composeExtension/fetchTask`. */
  openExtension(commandId: string, options: ExtensionPlace): Promise<DialogOutcome>;
  /** The dialog that is open, if one is. */
  readonly dialog: OpenDialog | undefined;
  /**
   * Types into an input, found by its label, else its placeholder, else its id: exact match first, then by beginning.
   * In the open dialog, else in the newest card that has it. The bot hears nothing.
   */
  set(field: string, value: string, where?: Where): void;
  /**
   * Picks a choice by its title (or its beginning), or a person by name; of several that may be picked, adds it or takes
   * it out.
   */
  choose(field: string, option: string, where?: Where): void;
  /**
   * Presses a button with that title (or beginning): in the open dialog, else on the newest card that this person sees.
   * @throws when this person sees no such button, naming those that are visible
   */
  click(title: string, options?: ClickOptions): Promise<ClickOutcome>;
  /** Types into exactly these inputs, by id, as a browser knows them: labels may occur twice. */
  fill(surface: ButtonAddress['on'], values: Readonly<Record<string, string>>): void;
  /** Presses exactly this button, as a browser knows it: titles may occur twice. */
  use(button: ButtonAddress, options?: Pick<ClickOptions, 'twice'>): Promise<ClickOutcome>;
  /** Presses the first submit button of the open dialog. */
  submit(): Promise<ClickOutcome>;
  /** Closes the open dialog; the bot hears nothing. */
  close(): void;
  /** What this person sees now, oldest first, replies, own views of cards and targeted messages included. */
  sees(place: string): SeenMessage[];
  /** Titles of the buttons visible to this person: of the dialog, then the newest message first. */
  buttons(where?: Where): string[];
  /** Blocks the bot in the chat with it, or no longer. No event tells of it. */
  block(): void;
  unblock(): void;
  /** Restarts the client: the dialog, own views of cards and what was typed are gone. */
  reload(): void;
  /** Errors that Teams has shown to this person, oldest first. */
  readonly errors: readonly string[];
};

/** Narrows to one message (by id), one place, or the open `dialog`. */
export type Where = { in?: string };

export type ClickOptions = Where & {
  /** Sends the invoke twice at once, as a nervous client does. */
  twice?: 'same-id' | 'new-id';
};

/** One button on somebody's screen: the how-manieth of the dialog or of a message's cards. */
export type ButtonAddress = { on: 'dialog' | { messageId: string }; index: number };

export type ExtensionPlace = {
  in: string;
  /** Default `compose`. */
  context?: 'compose' | 'commandBox';
};

/** What became of a delivery that a person caused. */
export type Outcome = {
  /** HTTP status of the bot's answer; 0 when nobody answered in time, or nobody was asked. */
  status: number;
  body: string;
  /** What Teams shows to the person when the bot failed. */
  error?: string;
  ms: number;
};

export type DialogOutcome = Outcome & {
  /** A message that Teams shows instead of a dialog. */
  message?: string;
};

export type ClickOutcome = DialogOutcome & {
  /** Where a link button leads. */
  url?: string;
  /** Errors of the dialog's inputs that Teams found by itself, by id. */
  errors?: Record<string, string>;
  /** A card that was put into the compose box. */
  card?: Json;
  /** What became of the second one. */
  second?: Outcome;
};

/** A dialog as it stands on somebody's screen. */
export type OpenDialog = {
  title: string;
  card: Json;
  /** As a person reads it: inputs with their values, buttons as `[Title]`. */
  text: string;
  /** What stands in the inputs, by id. */
  values: Readonly<Record<string, string>>;
  /** Shown below inputs, by id. */
  errors: Readonly<Record<string, string>>;
  buttons: string[];
};

/** One entry of what a person sees. */
export type SeenMessage = {
  id: string;
  /** The thread's first message, for replies only. */
  rootId: string | undefined;
  at: Date;
  author: string;
  /** Text and cards as this person reads them. */
  text: string;
  /** A card that only this person sees in the place of the message's own. */
  ownCard: boolean;
  /** Only this person sees the message. */
  targeted: boolean;
  buttons: { title: string; address: ButtonAddress }[];
  reactions: Readonly<Record<string, number>>;
};

/** One state of a message and how it came about. */
export type MessageVersion = {
  /** Session clock. */
  at: Date;
  by: 'person' | 'createConversation' | 'sendToConversation' | 'replyToActivity' | 'updateActivity';
  text: string;
  /** Push text. */
  summary: string;
  /** Adaptive Cards. */
  cards: readonly Json[];
  /** As it was sent. */
  activity: Json;
};

/** A message with its whole history, for assertions. */
export type MessageRecord = {
  readonly id: string;
  readonly conversationId: string;
  /** The thread's first message, for replies only. */
  readonly rootId: string | undefined;
  readonly authorId: string;
  readonly postedAt: Date;
  readonly text: string;
  readonly summary: string;
  readonly cards: readonly Json[];
  /** As somebody in Berlin reads it. */
  readonly plainText: string;
  /** Number of edits after the first version. */
  readonly edits: number;
  readonly versions: readonly MessageVersion[];
  readonly deletedAt: Date | undefined;
  /** Ids mentioned in text or cards *as first posted*, each once. */
  readonly mentions: readonly string[];
  /** The one person who sees it. */
  readonly targetedTo: string | undefined;
  /** Ids of people by reaction. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  /** Cards that single people see in the place of the message's own, by their ids. */
  readonly ownCards: ReadonlyMap<string, Json>;
  /** What single people typed into the cards and folded, by their ids. */
  readonly uses: ReadonlyMap<string, CardUse>;
};

/** What goes wrong on purpose. `hang` never answers; `garbage` is answered with 200 and no JSON. */
export type Fault =
  /** Without `retryAfter` the header is missing. */
  | { kind: '429'; retryAfter?: number }
  /** "Precondition failed", as when two calls on one conversation meet. */
  | { kind: '412' }
  /** Default status 500. */
  | { kind: '5xx'; when: Moment; status?: 500 | 502 | 503 | 504 }
  | { kind: 'reset'; when: Moment }
  | { kind: 'hang'; when: Moment }
  | { kind: 'garbage'; when: Moment }
  /** Teams refuses with this code, e.g. 403 `BotDisabledByAdmin`. */
  | { kind: 'error'; when: 'before'; status: number; code: string };

/** Faults by operation; `*` means any. */
export type Faults = FaultPlan<Fault, Operation | '*'>;

/** What a bot can call, as faults and traffic name it. */
export type Operation =
  | 'openIdMetadata'
  | 'keys'
  | 'token'
  | 'createConversation'
  | 'sendToConversation'
  | 'replyToActivity'
  | 'updateActivity'
  | 'deleteActivity'
  | 'getMembers'
  | 'getPagedMembers'
  | 'getMember'
  | 'getTeam'
  | 'getTeamChannels'
  | 'listMessages'
  | 'listReplies';
