import type { Pool } from 'pg';
import { z } from 'zod';
import type { WorkspaceId } from '../use-cases/ports.ts';
import { readFirst } from './query.ts';
import { inWorkspace } from './transaction.ts';

const row = z.object({
  participants: z.number(),
  answers: z.number(),
  lateAnswers: z.number(),
  recaps: z.number(),
});

export type SessionCensus = z.infer<typeof row>;

/** Counts what is stored of the sessions of a workspace that have a title: people, answers of every kind, recaps. */
export const readSessionCensus = async (
  pool: Pool,
  workspace: WorkspaceId,
  title: string,
): Promise<SessionCensus> =>
  inWorkspace(pool, workspace, async (client) => {
    const counted = await readFirst(
      client,
      row,
      `with chosen as (select id from sessions where title = $1)
       select
         (select count(*)::integer from participants where session_id in (select id from chosen) and left_at is null) as participants,
         (select count(*)::integer from answers where session_id in (select id from chosen)) as answers,
         (select count(*)::integer from answers where session_id in (select id from chosen) and late) as "lateAnswers",
         (select count(*)::integer from recaps where session_id in (select id from chosen)) as recaps`,
      [title],
    );
    return counted ?? { participants: 0, answers: 0, lateAnswers: 0, recaps: 0 };
  });
