import type { CardUse } from './cards.ts';
import type { ChannelKind, Role } from './control.ts';
import type { Json } from './json.ts';
import type { StoredMessage } from './stored-message.ts';

export type TenantState = { id: string; name: string };

export type PersonState = {
  id: string;
  aadObjectId: string;
  tenantId: string;
  name: string;
  userPrincipalName: string;
  zone: string;
  locale: string;
  role: Role;
  /** Errors that Teams has shown to this person. */
  errors: string[];
};

export type TeamState = {
  id: string;
  aadGroupId: string;
  tenantId: string;
  name: string;
  memberIds: Set<string>;
  isInstalled: boolean;
  isArchived: boolean;
  isDeleted: boolean;
};

type AnyConversation = { id: string; tenantId: string; name: string; messages: Map<string, StoredMessage> };

export type ChannelState = AnyConversation & {
  kind: ChannelKind;
  teamId: string;
  /** Of private and shared channels; a standard one has its team's. */
  memberIds: Set<string>;
  /** Whether the app was added to a private or shared channel. */
  isInstalled: boolean;
  isDeleted: boolean;
};
export type GroupChatState = AnyConversation & {
  kind: 'groupChat';
  memberIds: Set<string>;
  isInstalled: boolean;
};
export type PersonalChatState = AnyConversation & {
  kind: 'personal';
  personId: string;
  isInstalled: boolean;
  /** The person has blocked the bot. */
  isBlocked: boolean;
};
export type ConversationState = ChannelState | GroupChatState | PersonalChatState;

/** A dialog on somebody's screen. */
export type DialogState = {
  title: string;
  card: Json;
  use: CardUse;
  errors: Record<string, string>;
  /** Where the button or the command was pressed. */
  conversationId: string;
  /** The message with the button. */
  messageId: string | undefined;
  /** Of a message extension. */
  command: { id: string; context: string } | undefined;
};

/** Everything that outlives a restart: plain data. */
export type WorldState = {
  tenants: Map<string, TenantState>;
  people: Map<string, PersonState>;
  teams: Map<string, TeamState>;
  conversations: Map<string, ConversationState>;
  /** By person. */
  dialogs: Map<string, DialogState>;
  /** Of the latest message, in milliseconds. */
  lastMessageId: number;
  /** Of activities that are no messages. */
  lastActivity: number;
};
