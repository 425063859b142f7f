import { z } from 'zod';
import type { DraftStore } from '../use-cases/ports.ts';
import { change, type Queryable, readFirst } from './query.ts';

const draftRow = z.object({
  id: z.string(),
  channelId: z.string(),
  memberId: z.string(),
  body: z.unknown(),
  savedAt: z.date(),
});

const columns = 'id, channel_id as "channelId", member_id as "memberId", body, saved_at as "savedAt"';

export const createDraftStore = (client: Queryable): DraftStore => ({
  latest: (memberId, channelId, since) =>
    readFirst(
      client,
      draftRow,
      `select ${columns} from drafts
       where member_id = $1 and channel_id = $2 and saved_at > $3
       order by saved_at desc
       limit 1`,
      [memberId, channelId, since],
    ),

  add: async ({ id, channelId, memberId, body, savedAt }) => {
    await change(
      client,
      'insert into drafts (id, channel_id, member_id, body, saved_at) values ($1, $2, $3, $4, $5)',
      [id, channelId, memberId, JSON.stringify(body), savedAt],
    );
  },

  change: async ({ id, body, savedAt }) =>
    (await change(client, 'update drafts set body = $2, saved_at = $3 where id = $1', [
      id,
      JSON.stringify(body),
      savedAt,
    ])) > 0,

  find: (id) => readFirst(client, draftRow, `select ${columns} from drafts where id = $1`, [id]),

  lock: async (id) =>
    (await readFirst(client, z.object({ id: z.string() }), 'select id from drafts where id = $1 for update', [
      id,
    ])) !== undefined,

  remove: async (id) => {
    await change(client, 'delete from drafts where id = $1', [id]);
  },
});
