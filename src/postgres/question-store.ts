import { z } from 'zod';
import type { QuestionStore } from '../use-cases/ports.ts';
import { change, type Queryable } from './query.ts';
import { readByKey } from './read-by-key.ts';

const takenBack = z.null().transform(() => undefined);
const parkedRow = z.union([
  z.object({ id: z.string(), memberId: z.string(), text: z.string(), parkedAt: z.date() }),
  z.object({ id: z.string(), memberId: takenBack, text: takenBack, parkedAt: z.date() }),
]);

const knownRow = z.object({
  questionId: z.string(),
  memberId: z.string(),
  text: z.string(),
  named: z.boolean(),
  late: z.boolean(),
});

/** Both kinds are kept once however often they arrive: their ids are made before they are sent. */
export const createQuestionStore = (client: Queryable): QuestionStore => ({
  park: async (sessionId, { id, memberId, text, parkedAt }) => {
    await change(
      client,
      `insert into parked_questions (id, session_id, member_id, body, parked_at) values ($1, $2, $3, $4, $5)
       on conflict on constraint parked_questions_pkey do nothing`,
      [id, sessionId, memberId, text, parkedAt],
    );
  },

  parked: readByKey(
    client,
    parkedRow,
    `select session_id as key, id, member_id as "memberId", body as text, parked_at as "parkedAt"
     from parked_questions
     where session_id = any($1::uuid[])
     order by parked_at, id`,
  ),

  know: async (sessionId, { id, questionId, memberId, text, named, late, now }) => {
    await change(
      client,
      `insert into known_answers (id, question_id, member_id, body, named, late, known_at)
       select $2, parked_questions.id, $4, $5, $6, $7, $8 from parked_questions
       where session_id = $1 and id = $3
       on conflict on constraint known_answers_pkey do nothing`,
      [sessionId, id, questionId, memberId, text, named, late, now],
    );
  },

  known: readByKey(
    client,
    knownRow,
    `select parked_questions.session_id as key, known_answers.question_id as "questionId",
       known_answers.member_id as "memberId", known_answers.body as text, known_answers.named, known_answers.late
     from known_answers
     join parked_questions
       on parked_questions.workspace_id = known_answers.workspace_id
       and parked_questions.id = known_answers.question_id
     where parked_questions.session_id = any($1::uuid[])
     order by known_answers.known_at, known_answers.id`,
  ),
});
