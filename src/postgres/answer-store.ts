import { z } from 'zod';
import { type AnswerValue, questionSchema } from '../session/answer.ts';
import type { Answer, AnswerStore } from '../use-cases/ports.ts';
import { change, expectFound, type Queryable, readAll, readFirst } from './query.ts';
import { readByKey } from './read-by-key.ts';

/** An answer's value as its columns hold it; what belongs to another kind is left out. */
export const valueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), option: z.number() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('rating'), rating: z.number() }),
]);

const answerRow = z
  .object({
    memberId: z.string(),
    mark: z.string(),
    question: questionSchema,
    late: z.boolean(),
    answeredAt: z.date(),
    starred: z.boolean(),
  })
  .and(valueSchema)
  .transform(
    ({ memberId, mark, question, late, answeredAt, starred, ...value }): Answer => ({
      memberId,
      mark,
      question,
      value,
      late,
      answeredAt,
      starred,
    }),
  );

const columns = `member_id as "memberId", mark, question, late, answered_at as "answeredAt", starred, kind,
  option_number as option, body as text, rating`;

const putRow = z.object({ current: z.boolean() });
const completeRow = z.object({ complete: z.boolean() });
const progressRow = z.object({ peopleIn: z.number(), answered: z.number() });

/** The columns of a value: kind, option, text, rating. */
const columnsOf = (value: AnswerValue): unknown[] => [
  value.kind,
  value.kind === 'choice' ? value.option : null,
  value.kind === 'text' ? value.text : null,
  value.kind === 'rating' ? value.rating : null,
];

export const createAnswerStore = (client: Queryable): AnswerStore => ({
  put: async (sessionId, revision, { memberId, question, value, late, answeredAt, orderedAt }) => {
    // A star was given to other words, so a list that is written anew has none. How many people are in changes nothing
    // for an answer, and in a large channel changes at every moment.
    const row = await readFirst(
      client,
      putRow,
      `with current as (
         select id from sessions where id = $1 and (
           revision = $2
           or revision - $2 = (
             select count(*) from session_events as event
             where event.workspace_id = sessions.workspace_id and event.session_id = sessions.id
               and event.revision > $2
             having bool_and(event.type = 'people-counted')
           )
         )
       ), stored as (
         insert into answers
           (session_id, member_id, question, late, answered_at, ordered_at, kind, option_number, body, rating)
         select current.id, $3, $4, $5, $6, $7, $8, $9, $10, $11 from current
         on conflict on constraint answers_pkey
         do update set answered_at = excluded.answered_at, ordered_at = excluded.ordered_at,
           kind = excluded.kind, option_number = excluded.option_number, body = excluded.body,
           rating = excluded.rating,
           starred = answers.starred and answers.body is not distinct from excluded.body
         where answers.ordered_at <= excluded.ordered_at
       )
       select exists (select from current) as current`,
      [sessionId, revision, memberId, question, late, answeredAt, orderedAt, ...columnsOf(value)],
    );
    return row?.current ? 'stored' : 'outdated';
  },

  of: readByKey(
    client,
    answerRow,
    `select session_id as key, ${columns} from answers where session_id = any($1::uuid[])
     order by answered_at, member_id, question, late`,
  ),

  ofMember: (sessionId, memberId) =>
    readAll(
      client,
      answerRow,
      `select ${columns} from answers where session_id = $1 and member_id = $2
       order by answered_at, question, late`,
      [sessionId, memberId],
    ),

  progress: async (sessionId, question) => {
    const row = await readFirst(
      client,
      progressRow,
      `select count(*)::integer as "peopleIn",
         count(*) filter (
           where exists (
             select from answers
             where answers.workspace_id = participants.workspace_id
               and answers.session_id = participants.session_id
               and answers.member_id = participants.member_id
               and answers.question = $2
           )
         )::integer as answered
       from participants
       where session_id = $1 and left_at is null`,
      [sessionId, question],
    );
    return expectFound(row, 'progress of session', sessionId);
  },

  isComplete: async (sessionId, question) => {
    const row = await readFirst(
      client,
      completeRow,
      `select not exists (
         select from participants
         where session_id = $1 and left_at is null and not exists (
           select from answers
           where answers.workspace_id = participants.workspace_id
             and answers.session_id = participants.session_id
             and answers.member_id = participants.member_id
             and answers.question = $2
         )
       ) as complete`,
      [sessionId, question],
    );
    return expectFound(row, 'answers of session', sessionId).complete;
  },

  star: async (sessionId, mark, wanted, most) =>
    // Every list is locked, so that two leads' taps at once do not make one star too many. A member's late list
    // carries the same star as the one on time.
    (await change(
      client,
      `with lists as (
         select member_id, mark, starred from answers
         where session_id = $1 and question = 'list'
         order by member_id, late
         for no key update
       ), author as (
         select member_id from lists where mark = $2
       ), marked as (
         select count(distinct member_id) filter (where starred) as stars,
           coalesce(bool_or(starred) filter (where member_id in (select member_id from author)), false) as is_starred
         from lists
       )
       update answers set starred = $4
       from marked
       where session_id = $1 and member_id in (select member_id from author) and question = 'list'
         and (not $4 or marked.is_starred or marked.stars < $3)`,
      [sessionId, mark, most, wanted],
    )) > 0,
});
