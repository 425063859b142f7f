import { z } from 'zod';
import { hindrances } from '../messages/channel-closed.ts';
import type { LifecycleStore } from '../use-cases/lifecycle-ports.ts';
import { changeChannelIdStatements } from './change-channel-id.ts';
import { change, expectFound, maybe, type Queryable, readAll, readFirst } from './query.ts';

const idRow = z.object({ id: z.string() });
const placedRow = idRow.extend({ channelId: z.string() });
const interruptionRow = z.object({ why: maybe(z.enum(['lead-left', ...hindrances])), count: z.number() });
const interruptedRow = idRow.extend({ title: z.string(), leadId: z.string(), hasPlanned: z.boolean() });
const keepRow = z.object({ months: z.number() });
const placeRow = z.object({ channelId: maybe(z.string()) });
/** A message that is refused more often than this has another reason. */
const mostAttempts = 5;

/** $1: a channel; every series and session in it, as a subject of messages. */
const subjectsIn = `
  select 'series' as kind, id from series where channel_id = $1
  union all select 'session', id from sessions where channel_id = $1`;

/** True for a `delivery` that stands in a channel and not in a private chat. */
const isPublic = `(delivery.recipient = '' or delivery.kind = 'check-note')`;

const live = `('planned', 'running', 'paused', 'writing')`;

export const createLifecycleStore = (client: Queryable): LifecycleStore => {
  const idsOf = async (text: string, values: unknown[]): Promise<string[]> =>
    (await readAll(client, idRow, text, values)).map(({ id }) => id);

  return {
    concernsOf: async (memberId, channelId) => ({
      series: await readAll(
        client,
        placedRow,
        `select id, channel_id as "channelId" from series
         where lead_id = $1 and ($2::text is null or channel_id = $2) and status <> 'ended'
         order by id`,
        [memberId, channelId],
      ),
      sessions: await readAll(
        client,
        placedRow,
        `select id, channel_id as "channelId" from sessions
         where state #>> '{lead,memberId}' = $1 and ($2::text is null or channel_id = $2) and status in ${live}
         order by id`,
        [memberId, channelId],
      ),
      signedUp: await idsOf(
        `select session_id as id from participants
         join sessions on sessions.workspace_id = participants.workspace_id and sessions.id = session_id
         where member_id = $1 and left_at is null and ($2::text is null or channel_id = $2) and status = 'planned'
         order by session_id`,
        [memberId, channelId],
      ),
    }),

    signOut: (memberId, channelId, now) =>
      idsOf(
        `update sign_ups set choice = 'none', chosen_at = $3
         where member_id = $1 and choice <> 'none' and series_id in (
           select id from series where ($2::text is null or channel_id = $2) and status <> 'ended'
         )
         returning series_id as id`,
        [memberId, channelId, now],
      ),

    interruption: async (seriesId) =>
      expectFound(
        await readFirst(
          client,
          interruptionRow,
          'select interrupted as why, interruptions as count from series where id = $1',
          [seriesId],
        ),
        'series',
        seriesId,
      ),

    interrupt: async (seriesId, why, pauses) => {
      const row = await readFirst(
        client,
        interruptionRow,
        `update series
         set interrupted = $2, interruptions = interruptions + 1,
           status = case when $3 then 'paused' else status end,
           changed_by = case when $3 then null else changed_by end
         where id = $1
         returning interrupted as why, interruptions as count`,
        [seriesId, why, pauses],
      );
      return expectFound(row, 'series', seriesId).count;
    },

    endInterruption: async (seriesId) => {
      await change(client, 'update series set interrupted = null where id = $1', [seriesId]);
    },

    changeLead: async (seriesId, leadId, coLeadId) => {
      await change(client, 'update series set lead_id = $2, co_lead_id = $3 where id = $1', [
        seriesId,
        leadId,
        coLeadId,
      ]);
    },

    interruptedIn: (channelId, why) =>
      readAll(
        client,
        interruptedRow,
        `select id, title, lead_id as "leadId", exists (
           select from sessions where series_id = series.id and sessions.status = 'planned'
         ) as "hasPlanned"
         from series where channel_id = $1 and interrupted = $2
         order by title, id`,
        [channelId, why],
      ),

    liveIn: (channelId) =>
      idsOf(
        `select id from sessions
         where channel_id = $1
           and (status in ${live} or (status = 'collecting' and not (state -> 'recapReleased')::boolean))
         order by id`,
        [channelId],
      ),

    seriesIn: (channelId) =>
      idsOf(`select id from series where channel_id = $1 and status <> 'ended' order by id`, [channelId]),

    dropMessages: async (channelId) => {
      await change(
        client,
        `with subject as (${subjectsIn}), dropped as (
           update deliveries as delivery
           set state = 'closed', closed_reason = 'channel-gone', lease_until = null
           from subject
           where delivery.subject_kind = subject.kind and delivery.subject_id = subject.id and ${isPublic}
             and delivery.state in ('planned', 'claimed')
         )
         update edits set due_at = null, retry_at = null
         from subject
         join deliveries as delivery on delivery.subject_kind = subject.kind and delivery.subject_id = subject.id
         where edits.workspace_id = delivery.workspace_id and edits.delivery_id = delivery.id and ${isPublic}
           and edits.state = 'idle' and edits.due_at is not null`,
        [channelId],
      );
    },

    catchUp: async (channelId, now) => {
      await change(
        client,
        `with subject as (${subjectsIn})
         update edits set due_at = $2, retry_at = null, closed_reason = null
         from subject
         join deliveries as delivery on delivery.subject_kind = subject.kind and delivery.subject_id = subject.id
         where edits.workspace_id = delivery.workspace_id and edits.delivery_id = delivery.id and ${isPublic}
           and delivery.state = 'posted' and not delivery.withdrawn and delivery.reference is not null
           and edits.state = 'idle' and edits.due_at is null and edits.wanted_version > edits.shown_version
           and (edits.closed_reason is null or edits.closed_reason = 'channel-gone')`,
        [channelId, now],
      );
    },

    placeOf: async (id) => {
      const row = await readFirst(
        client,
        placeRow,
        `select coalesce(series.channel_id, sessions.channel_id) as "channelId"
         from deliveries as delivery
         left join series on delivery.subject_kind = 'series' and series.id = delivery.subject_id
         left join sessions on delivery.subject_kind = 'session' and sessions.id = delivery.subject_id
         where delivery.id = $1 and ${isPublic}`,
        [id],
      );
      return row?.channelId;
    },

    closedWithChannel: async (id) => {
      await change(
        client,
        `with closed as (
           update deliveries set closed_reason = 'channel-gone' where id = $1 and state = 'closed'
         )
         update edits set closed_reason = 'channel-gone' where delivery_id = $1 and closed_reason is not null`,
        [id],
      );
    },

    tryAgain: async (id, { now, retryAt }) => {
      await change(
        client,
        `with planned as (
           update deliveries set state = 'planned', closed_reason = null, retry_at = $2
           where id = $1 and state = 'closed' and not withdrawn and attempt < $3
         )
         update edits
         set closed_reason = null, retry_at = $2,
           -- Where it was to be made again already, that has been in vain.
           due_at = case when wanted_version > shown_version and retry_at is null then $4::timestamptz end
         where delivery_id = $1 and closed_reason <> 'no-reference'`,
        [id, retryAt, mostAttempts, now],
      );
    },

    renameChannel: async ({ id, name }) => {
      await change(client, 'update channels set name = $2 where id = $1 and name <> $2', [id, name]);
    },

    changeMember: async ({ id, name, zone }) => {
      await change(
        client,
        'update members set name = $2, zone = $3 where id = $1 and (name, zone) <> ($2, $3)',
        [id, name, zone],
      );
    },

    changeChannelId: async (from, to) => {
      for (const text of changeChannelIdStatements) await change(client, text, [from, to]);
    },

    markUninstalled: async (now) => {
      await change(client, 'update workspaces set uninstalled_at = coalesce(uninstalled_at, $1)', [now]);
    },

    markInstalled: async () => {
      await change(client, 'update workspaces set uninstalled_at = null where uninstalled_at is not null');
    },

    keepMonths: async () => {
      const row = await readFirst(client, keepRow, 'select keep_months as months from workspaces');
      return expectFound(row, 'workspace', 'of this transaction').months;
    },

    changeKeepMonths: async (months) => {
      await change(client, 'update workspaces set keep_months = $1', [months]);
    },
  };
};
