import { z } from 'zod';
import type { ParticipantStore } from '../use-cases/ports.ts';
import { change, type Queryable, readFirst } from './query.ts';
import { readByKey } from './read-by-key.ts';

const foundRow = z.object({});
const participantRow = z.object({ memberId: z.string(), joinedAt: z.date() });

export const createParticipantStore = (client: Queryable): ParticipantStore => {
  const join = (sessionId: string, memberId: string, now: Date): Promise<number> =>
    change(
      client,
      `insert into participants (session_id, member_id, joined_at) values ($1, $2, $3)
       on conflict on constraint participants_pkey
       do update set joined_at = excluded.joined_at, left_at = null
       where participants.left_at is not null`,
      [sessionId, memberId, now],
    );

  const leave = (sessionId: string, memberId: string, now: Date): Promise<number> =>
    change(
      client,
      `update participants set left_at = $3
       where session_id = $1 and member_id = $2 and left_at is null`,
      [sessionId, memberId, now],
    );

  return {
    set: async (sessionId, memberId, isIn, now) =>
      (await (isIn ? join : leave)(sessionId, memberId, now)) > 0,

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
