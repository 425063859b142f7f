import { z } from 'zod';
import type { ParticipantStore } from '../use-cases/ports.ts';
import { change, type Queryable, readFirst } from './query.ts';
import { readByKey } from './read-by-key.ts';

const foundRow = z.object({});
const participantRow = z.object({ memberId: z.string(), joinedAt: z.date() });

export const createParticipantStore = (client: Queryable): ParticipantStore => {
  const join: ParticipantStore['join'] = async (sessionId, memberId, now, saidAt = now) =>
    (await change(
      client,
      `insert into participants (session_id, member_id, joined_at, said_at) values ($1, $2, $3, $4)
       on conflict on constraint participants_pkey
       do update set joined_at = excluded.joined_at, left_at = null, said_at = excluded.said_at
       where participants.left_at is not null and coalesce(participants.said_at <= excluded.said_at, true)`,
      [sessionId, memberId, now, saidAt],
    )) > 0;

  const leave: ParticipantStore['join'] = async (sessionId, memberId, now, saidAt = now) =>
    (await change(
      client,
      `update participants set left_at = $3
       where session_id = $1 and member_id = $2 and left_at is null and coalesce(said_at <= $4, true)`,
      [sessionId, memberId, now, saidAt],
    )) > 0;

  /** Who was never in, and says that they are not, has left as they came. */
  const note = (sessionId: string, memberId: string, now: Date, saidAt: Date): Promise<number> =>
    change(
      client,
      `insert into participants (session_id, member_id, joined_at, left_at, said_at) values ($1, $2, $3, $3, $4)
       on conflict on constraint participants_pkey
       do update set said_at = excluded.said_at
       where coalesce(participants.said_at < excluded.said_at, true)`,
      [sessionId, memberId, now, saidAt],
    );

  return {
    join,

    set: async (sessionId, memberId, isIn, now, saidAt = now) => {
      const [isChanged] = await Promise.all([
        (isIn ? join : leave)(sessionId, memberId, now, saidAt),
        note(sessionId, memberId, now, saidAt),
      ]);
      return isChanged;
    },

    isIn: async (sessionId, memberId) => {
      const row = await readFirst(
        client,
        foundRow,
        'select from participants where session_id = $1 and member_id = $2 and left_at is null',
        [sessionId, memberId],
      );
      return row !== undefined;
    },

    in: readByKey(
      client,
      participantRow,
      `select session_id as key, member_id as "memberId", joined_at as "joinedAt" from participants
       where session_id = any($1::uuid[]) and left_at is null
       order by joined_at, member_id`,
    ),
  };
};
