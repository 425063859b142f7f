import type { Pool } from 'pg';
import { z } from 'zod';
import { hindrances } from '../messages/channel-closed.ts';
import { type TeamsStore, tenantName } from '../use-cases/teams-ports.ts';
import { change, maybe, readAll, readFirst } from './query.ts';
import { inWorkspace } from './transaction.ts';

const conversationRow = z.object({
  id: z.string(),
  kind: z.enum(['channel', 'group-chat', 'personal']),
  serviceUrl: z.string(),
  teamId: maybe(z.string()),
  aadGroupId: maybe(z.string()),
  name: maybe(z.string()),
  memberId: maybe(z.string()),
  closed: maybe(z.enum(hindrances)),
});

const personRow = z.object({
  id: z.string(),
  userId: z.string(),
  name: maybe(z.string()),
  zone: maybe(z.string()),
  locale: maybe(z.string()),
});

const installedRow = z.object({ installed: maybe(z.boolean()) });

const conversations = `select id, kind, service_url as "serviceUrl", team_id as "teamId", aad_group_id as "aadGroupId",
  name, member_id as "memberId", closed from teams_conversations`;

const ensureWorkspace = `with workspace as (
  insert into workspaces (platform, name) values ('teams', '${tenantName}')
  on conflict on constraint workspaces_pkey do nothing
)`;

const once = { oneStatement: true };

/** What Teams has told; each method is one transaction of one statement. */
export const createTeamsStore = (pool: Pool): TeamsStore => {
  const first = <Schema extends z.ZodType>(
    workspace: string,
    schema: Schema,
    text: string,
    values: unknown[],
  ) => inWorkspace(pool, workspace, (client) => readFirst(client, schema, text, values), once);

  const changed = async (workspace: string, text: string, values: unknown[]): Promise<void> => {
    await inWorkspace(pool, workspace, (client) => change(client, text, values), once);
  };

  return {
    saveConversation: (workspace, { id, kind, serviceUrl, teamId, aadGroupId, name, memberId }) =>
      changed(
        workspace,
        `${ensureWorkspace}
         insert into teams_conversations as stored (id, kind, service_url, team_id, aad_group_id, name, member_id)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict on constraint teams_conversations_pkey do update
         set kind = excluded.kind, service_url = excluded.service_url,
           team_id = coalesce(excluded.team_id, stored.team_id),
           aad_group_id = coalesce(excluded.aad_group_id, stored.aad_group_id),
           name = coalesce(excluded.name, stored.name), member_id = excluded.member_id`,
        [id, kind, serviceUrl, teamId, aadGroupId, name, memberId],
      ),

    conversation: (workspace, id) =>
      first(workspace, conversationRow, `${conversations} where id = $1`, [id]),

    chatWith: (workspace, memberId) =>
      first(
        workspace,
        conversationRow,
        `${conversations} where member_id = $1 order by closed is not null, id limit 1`,
        [memberId],
      ),

    channels: (workspace, { teamId }, limit) =>
      inWorkspace(
        pool,
        workspace,
        (client) =>
          readAll(
            client,
            conversationRow,
            `${conversations} where kind = 'channel' and ($1::text is null or team_id = $1) order by id limit $2`,
            [teamId, limit],
          ),
        once,
      ),

    setClosed: (workspace, id, why) =>
      changed(workspace, 'update teams_conversations set closed = $2 where id = $1', [id, why]),

    isInstalled: async (workspace) => {
      const text = `select bool_or(closed is distinct from 'bot-removed') as installed from teams_conversations`;
      return (await first(workspace, installedRow, text, []))?.installed;
    },

    savePerson: (workspace, { id, userId, name, zone, locale }) =>
      changed(
        workspace,
        `${ensureWorkspace}
         insert into teams_people as stored (id, user_id, name, zone, locale) values ($1, $2, $3, $4, $5)
         on conflict on constraint teams_people_pkey do update
         set user_id = excluded.user_id, name = coalesce(excluded.name, stored.name),
           zone = coalesce(excluded.zone, stored.zone), locale = coalesce(excluded.locale, stored.locale)`,
        [id, userId, name, zone, locale],
      ),

    person: (workspace, id) =>
      first(
        workspace,
        personRow,
        'select id, user_id as "userId", name, zone, locale from teams_people where id = $1',
        [id],
      ),
  };
};
