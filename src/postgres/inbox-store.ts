import type { InboxStore } from '../use-cases/ports.ts';
import { change, type Queryable } from './query.ts';

export const createInboxStore = (client: Queryable): InboxStore => ({
  take: async (requestId, now) =>
    (await change(
      client,
      `insert into inbox (request_id, received_at) values ($1, $2)
       on conflict on constraint inbox_pkey do nothing`,
      [requestId, now],
    )) === 1,
});
