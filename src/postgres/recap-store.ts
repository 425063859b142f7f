import type { RecapStore } from '../use-cases/ports.ts';
import { change, type Queryable } from './query.ts';

export const createRecapStore = (client: Queryable): RecapStore => ({
  // The figures stand still from the first release on.
  add: async (sessionId, { releasedAt, participants, actualMinutes }) => {
    await change(
      client,
      `insert into recaps (session_id, released_at, participants, actual_minutes) values ($1, $2, $3, $4)
       on conflict on constraint recaps_pkey do nothing`,
      [sessionId, releasedAt, participants, actualMinutes],
    );
  },
});
