import type { Hindrance } from '../messages/channel-closed.ts';
import type { MemberId, WorkspaceId } from './ports.ts';

/** Where the bot may write without being asked: what it takes to call the connector, in plain JSON. */
export type Conversation = {
  /** A channel or chat, without a thread. */
  id: string;
  kind: 'channel' | 'group-chat' | 'personal';
  serviceUrl: string;
  /** Of a channel: the team's conversation, and the group in the directory, which links need. */
  teamId?: string | undefined;
  aadGroupId?: string | undefined;
  /** What a channel is called, where an event has told it. */
  name?: string | undefined;
  /** Of a chat with the bot: with whom. */
  memberId?: MemberId | undefined;
};

/** `closed`: why nothing can be written there, until an event opens it again. */
export type StoredConversation = Conversation & { closed?: Hindrance | undefined };

/** What activities tell of somebody, and the connector does not. */
export type KnownPerson = {
  /** In the directory. */
  id: MemberId;
  /** As only this bot knows them; targeted messages are addressed to it. */
  userId: string;
  name?: string | undefined;
  /** IANA. */
  zone?: string | undefined;
  /** BCP 47. */
  locale?: string | undefined;
};

/** No activity tells what a tenant is called. */
export const tenantName = 'Microsoft Teams';

/** What Teams has told the bot and tells only once: kept by workspace, which is a tenant and is added with it. */
export type TeamsStore = {
  /** Adds it, or replaces what is given: what is absent stays as it was, and so does `closed`. */
  saveConversation(workspace: WorkspaceId, conversation: Conversation): Promise<void>;
  conversation(workspace: WorkspaceId, id: string): Promise<StoredConversation | undefined>;
  /** The chat of a member with the bot. */
  chatWith(workspace: WorkspaceId, memberId: MemberId): Promise<StoredConversation | undefined>;
  /** Channels of a team, or of all of them, by id; at most `limit`. */
  channels(
    workspace: WorkspaceId,
    of: { teamId?: string },
    limit: number,
  ): Promise<readonly StoredConversation[]>;
  /** Undefined opens it again. Does nothing where it is not known. */
  setClosed(workspace: WorkspaceId, id: string, why: Hindrance | undefined): Promise<void>;
  /** False where the bot was removed from everywhere; undefined where nothing has told of anywhere. */
  isInstalled(workspace: WorkspaceId): Promise<boolean | undefined>;
  /** The same as for a conversation. */
  savePerson(workspace: WorkspaceId, person: KnownPerson): Promise<void>;
  person(workspace: WorkspaceId, id: MemberId): Promise<KnownPerson | undefined>;
};
