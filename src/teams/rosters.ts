import { z } from 'zod';
import { createMemory } from '../use-cases/memory.ts';
import type { ChannelId, MemberId, WorkspaceId } from '../use-cases/ports.ts';
import type { Conversation } from '../use-cases/teams-ports.ts';
import { memberIdOf } from './activity.ts';
import { isRefusalInWords } from './classify-outcome.ts';
import { type Connector, ConnectorRefusal } from './connector.ts';

/** Somebody as a conversation's roster names them (`TeamsChannelAccount`). */
export type RosterMember = {
  id: MemberId;
  userId: string;
  name: string;
  isGuest: boolean;
  /** How they log in, and where mail reaches them: often the same. */
  principalName: string | undefined;
  email: string | undefined;
  tenantId: string | undefined;
};

export type Roster = ReadonlyMap<MemberId, RosterMember>;

/** Who is in a channel or chat, and who somebody in it is. */
export type Rosters = {
  /**
   * @param freshMs how old it may be
   * @throws ConnectorRefusal, NotSent, or what `fetch` throws
   */
  of(workspace: WorkspaceId, place: Conversation, freshMs?: number): Promise<Roster>;
  /** Undefined where they are not in it; `hidden` where the bot is not, either. */
  member(place: Conversation, id: MemberId): Promise<RosterMember | 'hidden' | undefined>;
  forget(workspace: WorkspaceId, id: ChannelId): void;
};

const memberSchema = z
  .object({
    id: z.string().min(1),
    aadObjectId: z.string().min(1).optional(),
    name: z.string().nullish(),
    tenantId: z.string().nullish(),
    userRole: z.string().nullish(),
    userPrincipalName: z.string().nullish(),
    email: z.string().nullish(),
  })
  .transform(
    ({ id, aadObjectId, name, tenantId, userRole, userPrincipalName, email }): RosterMember => ({
      id: memberIdOf({ id, ...(aadObjectId && { aadObjectId }) }),
      userId: id,
      name: name || id,
      isGuest: userRole === 'guest',
      principalName: userPrincipalName ?? undefined,
      email: email ?? undefined,
      tenantId: tenantId ?? undefined,
    }),
  );
const pageSchema = z.object({ members: z.array(memberSchema), continuationToken: z.string().nullish() });

const pageSize = 500;
/** A channel of more people is too large for a session anyway. */
const mostPages = 20;

export const createRosters = (connector: Connector, machineNow: () => Date): Rosters => {
  const memory = createMemory<Roster>(machineNow, isRefusalInWords);
  return {
    of: (workspace, place, freshMs) =>
      memory.ask(
        `${workspace}/${place.id}`,
        () => everyoneIn(connector, place),
        () => true,
        freshMs,
      ),
    member: async ({ serviceUrl, id: conversation }, id) => {
      const path = `v3/conversations/${encodeURIComponent(conversation)}/members/${encodeURIComponent(id)}`;
      try {
        return memberSchema.parse(await connector({ method: 'GET', serviceUrl, path }));
      } catch (fault) {
        if (!(fault instanceof ConnectorRefusal)) throw fault;
        if (fault.status === 403) return 'hidden';
        if (notThere.has(fault.status)) return undefined;
        throw fault;
      }
    },
    forget: (workspace, id) => memory.forget(`${workspace}/${id}`),
  };
};

/** The member, or the whole conversation: in neither case somebody is found there. */
const notThere = new Set([400, 404]);

const everyoneIn = async (connector: Connector, { serviceUrl, id }: Conversation): Promise<Roster> => {
  const found = new Map<MemberId, RosterMember>();
  let from: string | null | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({
      pageSize: String(pageSize),
      ...(from && { continuationToken: from }),
    });
    const path = `v3/conversations/${encodeURIComponent(id)}/pagedmembers?${query}`;
    const { members, continuationToken } = pageSchema.parse(
      await connector({ method: 'GET', serviceUrl, path }),
    );
    for (const member of members) found.set(member.id, member);
    if (!continuationToken) break;
    from = continuationToken;
  }
  return found;
};
