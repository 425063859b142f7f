import type { Method } from '../call.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Json } from '../json.ts';
import { LOCAL_LIMITS } from '../limits.ts';
import type { PersonState } from '../world-state.ts';
import { findPlace } from './find.ts';

const { perPage, fewestPerPage, mostPerPage } = LOCAL_LIMITS.members;

/** A `TeamsChannelAccount` (botframework-schema); the directory's id goes by both of its names. */
const memberOf = (person: PersonState): Json => ({
  id: person.id,
  objectId: person.aadObjectId,
  aadObjectId: person.aadObjectId,
  name: person.name,
  givenName: person.name.split(' ')[0],
  surname: person.name.split(' ').at(-1),
  // In a real tenant, too, mail may reach people by another name than the one they log in with.
  email: person.userPrincipalName.replace('@', '@mail.'),
  userPrincipalName: person.userPrincipalName,
  tenantId: person.tenantId,
  userRole: person.role === 'guest' ? 'guest' : 'user',
});

const getMembers: Method = ({ tenantId, id }, core) => {
  const { conversation } = findPlace(core, tenantId, id);
  return { status: 200, body: core.world.membersOf(conversation).map(memberOf) };
};

/** The token is where the next page begins. */
const getPagedMembers: Method = ({ tenantId, id, query }, core) => {
  const { conversation } = findPlace(core, tenantId, id);
  const members = core.world.membersOf(conversation).map(memberOf);
  const wanted = Number(query.get('pageSize') ?? perPage);
  const size = Math.min(mostPerPage, Math.max(fewestPerPage, wanted || perPage));
  const from = Number(query.get('continuationToken') ?? 0);
  const next = from + size < members.length && { continuationToken: String(from + size) };
  return { status: 200, body: { members: members.slice(from, from + size), ...next } };
};

/** By the id that the bot knows, or the directory's. */
const getMember: Method = ({ tenantId, id, subId }, core) => {
  const { conversation } = findPlace(core, tenantId, id);
  const member = core.world
    .membersOf(conversation)
    .find((person) => person.id === subId || person.aadObjectId === subId);
  if (!member) throw new ConnectorError(404, 'MemberNotFoundInConversation', 'Member not found.');
  return { status: 200, body: memberOf(member) };
};

export const memberMethods = { getMembers, getPagedMembers, getMember };
