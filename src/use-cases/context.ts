import type { Hindrance } from '../messages/channel-closed.ts';
import type { Templates } from '../templates/ready-session.ts';
import type { Texts } from '../texts/en.ts';
import type { SendFile } from './file-port.ts';
import type { Channel, ChannelId, DueStore, Member, MemberId, Transaction, WorkspaceId } from './ports.ts';
import type { RememberedSessions } from './remembered-sessions.ts';
import type { Role } from './rights.ts';

/** A member as the platform knows them. */
export type Person = Member & {
  /** BCP 47, e.g. `en-GB`; says in which order people write day and month. */
  locale: string;
  role: Role;
};

/** What a platform knows about people and channels; asked anew at most once a minute for each. */
export type Directory = {
  /** @param seenIn a channel that they should be in: where people can be found by their channels alone, it is the first */
  member(workspace: WorkspaceId, id: MemberId, seenIn?: ChannelId): Promise<Person>;
  /** `botIsIn` is false, too, where the bot cannot even see the channel. */
  channel(workspace: WorkspaceId, id: ChannelId): Promise<ChannelNow>;
  /** Whether somebody is in a channel now; undefined where the bot may not see who is. */
  isIn(workspace: WorkspaceId, id: ChannelId, member: MemberId): Promise<boolean | undefined>;
  /** Whether the workspace still lets the bot in; undefined where nothing tells. */
  isInstalled(workspace: WorkspaceId): Promise<boolean | undefined>;
  /** Something has happened to a channel or a member: the platform is asked anew, whatever it said last. */
  forget(workspace: WorkspaceId, id: ChannelId | MemberId): void;
};

/** `isShared`: people of other organisations may be in it. */
export type ChannelNow = Channel & {
  members: number;
  botIsIn: boolean;
  isShared: boolean;
  /** Why the bot can post nothing in it; undefined also where the platform does not let it know. */
  hindrance: Hindrance | undefined;
};

/** What every use case works with; made once, in `app.ts`. */
export type Context = {
  transaction: Transaction;
  due: DueStore;
  directory: Directory;
  /** For answers, which need not read their session again. */
  remembered: RememberedSessions;
  /** The session clock's present. */
  now(): Date;
  /** The machine clock's present. */
  machineNow(): Date;
  texts: Texts;
  templates: Templates;
  newId(): string;
  /** Whether a reply can stand in the channel, too. */
  broadcasts: boolean;
  /** How many sessions of a workspace the platform lets begin in one minute. */
  startsPerMinute: number;
  sendFile: SendFile;
  /** Something has become due: the dispatcher need not wait for its next beat. */
  nudge(): void;
};

/** Who does something, and where, as the platform tells it. */
export type Caller = {
  workspace: WorkspaceId;
  memberId: MemberId;
  /** Where it was pressed or typed; absent in forms and on one's own page. */
  channelId: ChannelId | undefined;
  /** That place is a chat between two or a few people, or with the bot; no session is held there. */
  isDirect: boolean;
  /** When it was pressed by the platform's clock, which orders one member's answers; arrival where it is not told. */
  pressedAt: Date;
  /** The platform's id of this press, command or sent form: told again after a lost acknowledgement, it is the same. */
  requestId: string;
};

/** The same, once their rights were looked at (`authorize.ts`). */
export type By = Caller & { role: Role };
