import type { Changes } from '../changes.ts';
import type { MessageVersion, NewChannel, NewPerson } from './control.ts';
import type { Reader } from './plain-mrkdwn.ts';
import { plainMessage } from './plain-text.ts';
import { type Content, type PostDetails, StoredEphemeral, StoredMessage } from './stored-message.ts';

/** The one workspace and the app installed in it. */
export const SANDBOX = {
  teamId: 'T0SANDBOX',
  teamName: 'Sandbox',
  teamDomain: 'sandbox',
  botUserId: 'U0BOT',
  botId: 'B0BOT',
  appId: 'A0BOT',
  botName: 'Microtraining',
} as const;

const PEOPLE = ['Ana', 'Ben', 'Caro', 'Dev', 'Eli', 'Fay', 'Gus'];
const CHANNELS = [
  ['C0SALES', 'team-sales'],
  ['C0RANDOM', 'random'],
] as const;

export interface User {
  id: string;
  /** Display name. */
  name: string;
  tz: string;
  locale: string;
  isAdmin: boolean;
  isGuest: boolean;
  isBot: boolean;
  /** The team of another organisation that they belong to. */
  otherTeam: string | undefined;
  /** Their account was switched off. */
  isDeleted?: boolean;
  /** Errors that Slack has shown to this person. */
  errors: string[];
}

export interface ChannelState {
  id: string;
  name: string;
  isPrivate: boolean;
  isExtShared: boolean;
  isArchived: boolean;
  /** The person, if this is a chat with the bot. */
  dmWith: string | undefined;
  createdAt: Date;
  memberIds: Set<string>;
  messages: Map<string, StoredMessage>;
  ephemerals: StoredEphemeral[];
}

/** People, channels, membership and messages. */
export class Workspace {
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, ChannelState>();
  readonly now: () => Date;
  readonly #changes: Changes;
  /** Of the latest `ts`; a restored workspace goes on from it. */
  lastMicros = 0;

  constructor(now: () => Date, changes: Changes, botIn: readonly string[] | undefined) {
    this.now = now;
    this.#changes = changes;
    this.#addUser(SANDBOX.botUserId, SANDBOX.botName, { isBot: true });
    for (const name of PEOPLE) this.#addUser(this.#newUserId(name), name, { isAdmin: name === 'Ana' });
    for (const [id, name] of CHANNELS) {
      this.#addChannel(id, name, { botIsMember: botIn?.includes(name) ?? true });
    }
  }

  /** Unique and increasing, also while the clock stands still. */
  nextTs(): string {
    this.lastMicros = Math.max(this.now().getTime() * 1_000, this.lastMicros + 1);
    const micros = String(this.lastMicros % 1_000_000).padStart(6, '0');
    return `${Math.floor(this.lastMicros / 1_000_000)}.${micros}`;
  }

  get people(): User[] {
    return [...this.users.values()].filter((user) => !user.isBot);
  }

  addPerson(name: string, { channels, ...options }: NewPerson): User {
    const user = this.#addUser(this.#newUserId(name), name, options);
    for (const channel of this.channels.values()) {
      const joins = channels?.includes(channel.name) ?? !(channel.isPrivate || channel.dmWith);
      if (joins) channel.memberIds.add(user.id);
    }
    this.#changes.announce();
    return user;
  }

  addChannel(name: string, options: NewChannel): ChannelState {
    const channel = this.#addChannel(`C0${idPart(name)}`, name, options);
    this.#changes.announce();
    return channel;
  }

  /** From now on the channel is known by another id only. */
  changeId(channel: ChannelState, id: string): void {
    this.channels.delete(channel.id);
    channel.id = id;
    this.channels.set(id, channel);
    this.#changes.announce();
  }

  /** Switches somebody's account off, which takes them out of every channel. */
  deactivate(user: User): void {
    user.isDeleted = true;
    for (const channel of this.channels.values()) if (!channel.dmWith) channel.memberIds.delete(user.id);
    this.#changes.announce();
  }

  /** The chat between that person and the bot, opened when needed. */
  directChannel(userId: string): ChannelState {
    const id = `D${userId.slice(1)}`;
    const known = this.channels.get(id);
    if (known) return known;
    const channel = this.#newChannel(id, 'directmessage', { dmWith: userId, isPrivate: true });
    channel.memberIds = new Set([userId, SANDBOX.botUserId]);
    return channel;
  }

  post(channel: ChannelState, userId: string, content: Content, details: NewPost): StoredMessage {
    const message = new StoredMessage(
      this.#origin(channel, userId, details),
      content,
      details,
      this.readAs('Europe/Berlin'),
    );
    channel.messages.set(message.ts, message);
    this.#changes.announce();
    return message;
  }

  /** @param userId the one person who sees it */
  postEphemeral(
    channel: ChannelState,
    userId: string,
    content: Content,
    details: NewEphemeral,
  ): StoredEphemeral {
    const zone = this.users.get(userId)?.tz ?? 'Europe/Berlin';
    const origin = this.#origin(channel, userId, details);
    const ephemeral = new StoredEphemeral(origin, content, this.readAs(zone));
    channel.ephemerals.push(ephemeral);
    this.#changes.announce();
    return ephemeral;
  }

  edit(message: StoredMessage | StoredEphemeral, content: Content, by: MessageVersion['by']): void {
    message.edit(content, this.now(), by);
    this.#changes.announce();
  }

  /** Sends a thread reply to the channel too. */
  promote(message: StoredMessage): void {
    message.broadcast = true;
    this.#changes.announce();
  }

  delete(message: StoredMessage | StoredEphemeral): void {
    message.deletedAt ??= this.now();
    this.#changes.announce();
  }

  /** Replies that have not been deleted, oldest first. */
  repliesTo(channel: ChannelState, parentTs: string): StoredMessage[] {
    return [...channel.messages.values()].filter((each) => each.threadTs === parentTs && !each.deletedAt);
  }

  nameOf(userId: string): string {
    return this.users.get(userId)?.name ?? userId;
  }

  /** How somebody in that zone reads dates and ids. */
  readerIn(zone: string): Reader {
    return {
      zone,
      now: this.now(),
      nameOf: (id) => this.nameOf(id),
      channelNameOf: (id) => this.channels.get(id)?.name ?? id,
    };
  }

  /** Reads a message as somebody in that zone. */
  readAs(zone: string): (content: Content) => string {
    return (content) => plainMessage(content, this.readerIn(zone));
  }

  #origin(channel: ChannelState, userId: string, { threadTs, by }: NewEphemeral) {
    return { channelId: channel.id, ts: this.nextTs(), threadTs, userId, at: this.now(), by };
  }

  #newUserId(name: string): string {
    const id = `U0${idPart(name)}`;
    return this.users.has(id) ? `${id}${this.users.size}` : id;
  }

  #addUser(id: string, name: string, options: NewPerson & { isBot?: boolean }): User {
    const user: User = {
      id,
      name,
      tz: options.tz ?? 'Europe/Berlin',
      locale: options.locale ?? 'en-GB',
      isAdmin: options.isAdmin ?? false,
      isGuest: options.isGuest ?? false,
      isBot: options.isBot ?? false,
      otherTeam: options.otherTeam,
      errors: [],
    };
    this.users.set(id, user);
    return user;
  }

  #addChannel(id: string, name: string, options: NewChannel): ChannelState {
    const channel = this.#newChannel(id, name, options);
    const members = this.people.filter((user) => options.members?.includes(user.name) ?? true);
    for (const member of members) channel.memberIds.add(member.id);
    if (options.botIsMember ?? true) channel.memberIds.add(SANDBOX.botUserId);
    return channel;
  }

  #newChannel(id: string, name: string, options: NewChannel & { dmWith?: string }): ChannelState {
    const channel: ChannelState = {
      id,
      name,
      isPrivate: options.isPrivate ?? false,
      isExtShared: options.isExtShared ?? false,
      isArchived: false,
      dmWith: options.dmWith,
      createdAt: this.now(),
      memberIds: new Set(),
      messages: new Map(),
      ephemerals: [],
    };
    this.channels.set(id, channel);
    return channel;
  }
}

/** Where a post goes and how it came about. */
interface NewEphemeral {
  threadTs: string | undefined;
  by: MessageVersion['by'];
}
type NewPost = NewEphemeral & PostDetails;

function idPart(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
