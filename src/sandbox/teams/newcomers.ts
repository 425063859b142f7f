import type { NewChannel, NewGroupChat, NewPerson, NewTeam } from './control.ts';
import { channelIdOf, groupChatIdOf, guidOf, personalChatIdOf, personIdOf } from './ids.ts';
import type {
  ChannelState,
  GroupChatState,
  PersonalChatState,
  PersonState,
  TeamState,
  TenantState,
} from './world-state.ts';

/** Somebody new. @param number of how many have the same name already */
export const newPerson = (
  appId: string,
  tenant: TenantState,
  { name, number }: { name: string; number: number },
  { zone = 'Europe/Berlin', locale = 'en-GB', role = 'member' }: NewPerson,
): PersonState => {
  const aadObjectId = guidOf(`person ${tenant.id} ${name} ${number}`);
  const mailbox = `${name.toLowerCase().replaceAll(' ', '.')}${number || ''}`;
  return {
    id: personIdOf(appId, aadObjectId),
    aadObjectId,
    tenantId: tenant.id,
    name,
    userPrincipalName: `${mailbox}@${tenant.name.toLowerCase()}.example`,
    zone,
    locale,
    role,
    errors: [],
  };
};

/** Their chat with the bot. */
export const newPersonalChat = (
  appId: string,
  { id, aadObjectId, tenantId }: PersonState,
  { installed = true }: NewPerson,
): PersonalChatState => ({
  kind: 'personal',
  id: personalChatIdOf(appId, aadObjectId),
  tenantId,
  name: '',
  personId: id,
  isInstalled: installed,
  isBlocked: false,
  messages: new Map(),
});

export const newTeam = (
  tenantId: string,
  name: string,
  memberIds: Set<string>,
  { installed = true }: NewTeam,
): TeamState => ({
  id: channelIdOf(`${tenantId} ${name}`),
  aadGroupId: guidOf(`group ${tenantId} ${name}`),
  tenantId,
  name,
  memberIds,
  isInstalled: installed,
  isArchived: false,
  isDeleted: false,
});

export const newChannel = (
  { id: teamId, tenantId }: TeamState,
  { id, name }: { id: string; name: string },
  memberIds: Set<string>,
  { kind = 'standard', installed = false }: NewChannel,
): ChannelState => ({
  kind,
  id,
  tenantId,
  name,
  teamId,
  memberIds,
  isInstalled: installed,
  isDeleted: false,
  messages: new Map(),
});

export const newGroupChat = (
  tenantId: string,
  name: string,
  memberIds: Set<string>,
  { installed = true }: NewGroupChat,
): GroupChatState => ({
  kind: 'groupChat',
  id: groupChatIdOf(`${tenantId} ${name}`),
  tenantId,
  name,
  memberIds,
  isInstalled: installed,
  messages: new Map(),
});
