import { z } from 'zod';
import { questionSchema } from '../session/answer.ts';
import type { OwnDataStore } from '../use-cases/ports.ts';
import { valueSchema } from './answer-store.ts';
import { eraseStatements, stillLeads } from './erase-statements.ts';
import { change, expectFound, maybe, type Queryable, readAll, readFirst } from './query.ts';
import { seriesIsOver } from './series-is-over.ts';

const sessionPlace = z.object({
  id: z.string(),
  title: z.string(),
  channelId: z.string(),
  channelName: z.string(),
  // JSON carries instants as text.
  startsAt: z.coerce.date(),
  zone: z.string(),
});
const seriesPlace = sessionPlace.omit({ startsAt: true, zone: true });

/** A channel that was never stored by its name is known by its id. */
const channelName = (id: string) => `coalesce((select name from channels where channels.id = ${id}), ${id})`;

const asSession = `jsonb_build_object('id', sessions.id, 'title', sessions.title, 'channelId', sessions.channel_id,
  'channelName', ${channelName('sessions.channel_id')}, 'startsAt', sessions.starts_at,
  'zone', (select zone from series where series.id = sessions.series_id)) as session`;

const asSeries = `jsonb_build_object('id', series.id, 'title', series.title, 'channelId', series.channel_id,
  'channelName', ${channelName('series.channel_id')}) as series`;

/** Reads everything that is stored about one member, in the order of time; `$1` is the member. */
export const createOwnDataStore = (client: Queryable): OwnDataStore => {
  const workspace = async () => {
    const row = z.object({
      workspace: z.object({ id: z.string(), name: z.string() }),
      kept: z.object({ months: z.number(), uninstalledDays: z.number() }),
    });
    const text = `select jsonb_build_object('id', workspace_id, 'name', name) as workspace,
        jsonb_build_object('months', keep_months, 'uninstalledDays', keep_uninstalled_days) as kept
      from workspaces`;
    return expectFound(await readFirst(client, row, text), 'workspace', 'of this transaction');
  };

  const member = (id: string) =>
    readFirst(
      client,
      z.object({ name: z.string(), zone: z.string() }),
      'select name, zone from members where id = $1',
      [id],
    );

  /** Where there is a chat with them, that is something, too. */
  const contact = (id: string) =>
    readFirst(
      client,
      z.object({ name: maybe(z.string()), zone: maybe(z.string()), locale: maybe(z.string()) }),
      `select person.name, zone, locale
       from teams_people as person
       full join (select member_id from teams_conversations where member_id = $1 limit 1) as chat
         on chat.member_id = person.id
       where $1 in (person.id, chat.member_id)`,
      [id],
    );

  const sessions = (id: string) =>
    readAll(
      client,
      z.object({ session: sessionPlace, joinedAt: z.date(), leftAt: maybe(z.date()) }),
      `select ${asSession}, joined_at as "joinedAt", left_at as "leftAt"
       from participants join sessions on sessions.id = participants.session_id
       where member_id = $1
       order by sessions.starts_at, sessions.id`,
      [id],
    );

  const answers = (id: string) =>
    readAll(
      client,
      z.object({
        session: sessionPlace,
        question: questionSchema,
        value: valueSchema,
        chosen: maybe(z.string()),
        late: z.boolean(),
        starred: z.boolean(),
        answeredAt: z.date(),
      }),
      `select ${asSession}, question, late, starred, answered_at as "answeredAt",
         jsonb_build_object('kind', answers.kind, 'option', option_number, 'text', body, 'rating', rating) as value,
         content #>> case question
           when 'warm-up' then array['activeStart', 'options', (option_number - 1)::text, 'text']
           when 'check' then array['feedback', 'check', 'options', (option_number - 1)::text, 'text']
           when 'plan' then array['conclusion', 'plans', (option_number - 1)::text]
         end as chosen
       from answers join sessions on sessions.id = answers.session_id
       where member_id = $1
       order by sessions.starts_at, sessions.id, answered_at, question, late`,
      [id],
    );

  const questions = (id: string) =>
    readAll(
      client,
      z.object({ session: sessionPlace, text: z.string(), parkedAt: z.date() }),
      `select ${asSession}, body as text, parked_at as "parkedAt"
       from parked_questions join sessions on sessions.id = parked_questions.session_id
       where member_id = $1
       order by parked_at, parked_questions.id`,
      [id],
    );

  const known = (id: string) =>
    readAll(
      client,
      z.object({
        session: sessionPlace,
        text: z.string(),
        named: z.boolean(),
        late: z.boolean(),
        knownAt: z.date(),
      }),
      `select ${asSession}, known_answers.body as text, named, late, known_at as "knownAt"
       from known_answers
       join parked_questions on parked_questions.id = known_answers.question_id
       join sessions on sessions.id = parked_questions.session_id
       where known_answers.member_id = $1
       order by known_at, known_answers.id`,
      [id],
    );

  const signUps = (id: string) =>
    readAll(
      client,
      z.object({ series: seriesPlace, choice: z.enum(['all', 'first', 'none']), chosenAt: z.date() }),
      `select ${asSeries}, choice, chosen_at as "chosenAt"
       from sign_ups join series on series.id = sign_ups.series_id
       where member_id = $1
       order by chosen_at, series.id`,
      [id],
    );

  const drafts = (id: string) =>
    readAll(
      client,
      z.object({ channelId: z.string(), channelName: z.string(), body: z.unknown(), savedAt: z.date() }),
      `select channel_id as "channelId", ${channelName('drafts.channel_id')} as "channelName", body,
         saved_at as "savedAt"
       from drafts where member_id = $1
       order by saved_at, id`,
      [id],
    );

  const series = (id: string) =>
    readAll(
      client,
      z.object({
        series: seriesPlace,
        roles: z.array(z.enum(['planned', 'leads', 'co-leads', 'changed'])),
        plannedAt: z.date(),
        isOver: z.boolean(),
      }),
      `select ${asSeries}, planned_at as "plannedAt", ${seriesIsOver} as "isOver",
         array_remove(array[
           case when planned_by = $1 then 'planned' end, case when lead_id = $1 then 'leads' end,
           case when co_lead_id = $1 then 'co-leads' end, case when changed_by = $1 then 'changed' end
         ], null) as roles
       from series
       where $1 in (planned_by, lead_id, co_lead_id, changed_by)
       order by planned_at, id`,
      [id],
    );

  const led = (id: string) =>
    readAll(
      client,
      z.object({
        session: sessionPlace,
        roles: z.array(z.enum(['leads', 'co-leads', 'cancelled', 'paused'])),
        isOver: z.boolean(),
      }),
      `select ${asSession}, status = 'closed' as "isOver",
         array_remove(array[
           case when state #>> '{lead,memberId}' = $1 then 'leads' end,
           case when state #>> '{lead,coLeadId}' = $1 then 'co-leads' end,
           case when state ->> 'cancelledBy' = $1 then 'cancelled' end,
           case when state ->> 'heldBy' = $1 then 'paused' end
         ], null) as roles
       from sessions
       where $1 in (state #>> '{lead,memberId}', state #>> '{lead,coLeadId}', state ->> 'cancelledBy',
         state ->> 'heldBy')
       order by starts_at, id`,
      [id],
    );

  const history = (id: string) =>
    readAll(
      client,
      z.object({ session: sessionPlace, what: z.string(), at: z.date(), isNeeded: z.boolean() }),
      `select ${asSession}, type as what, at,
         coalesce(body ->> 'leadId' = $1, false) and ${stillLeads('session_id')} as "isNeeded"
       from session_events join sessions on sessions.id = session_events.session_id
       where $1 in (body ->> 'memberId', body ->> 'leadId')
       order by at, session_id, session_events.revision, place`,
      [id],
    );

  const leadIn = (id: string) =>
    readAll(
      client,
      seriesPlace.pick({ channelId: true, channelName: true }),
      `select channel_id as "channelId", ${channelName('channel_settings.channel_id')} as "channelName"
       from channel_settings where $1 = any (leads)
       order by channel_id`,
      [id],
    );

  const messages = (id: string) =>
    readAll(
      client,
      z.object({
        kind: z.string(),
        about: z.string(),
        dueAt: z.date(),
        postedAt: maybe(z.date()),
        isNeeded: z.boolean(),
      }),
      `select deliveries.kind, coalesce(sessions.title, series.title, '') as about, due_at as "dueAt", posted_at as "postedAt",
         deliveries.kind = 'desk' and ${stillLeads('subject_id')} as "isNeeded"
       from deliveries
       left join sessions on sessions.id = deliveries.subject_id
       left join series on series.id = deliveries.subject_id
       where recipient = $1 and not removal
       order by due_at, deliveries.id`,
      [id],
    );

  return {
    of: async (id) => ({
      ...(await workspace()),
      memberId: id,
      member: await member(id),
      contact: await contact(id),
      sessions: await sessions(id),
      answers: await answers(id),
      questions: await questions(id),
      known: await known(id),
      signUps: await signUps(id),
      drafts: await drafts(id),
      series: await series(id),
      led: await led(id),
      history: await history(id),
      leadIn: await leadIn(id),
      messages: await messages(id),
    }),

    tracesInSessions: (id) => readAll(client, tracesRow, sessionTraces, [id]),

    tracesInSeries: async (id) => {
      const rows = await readAll(client, z.object({ id: z.string() }), seriesTraces, [id]);
      return rows.map((row) => row.id);
    },

    erase: async (id, standIn) => {
      for (const statement of eraseStatements) {
        await change(client, statement.text, statement.parameters({ memberId: id, standIn }));
      }
    },
  };
};

const tracesRow = z.object({
  id: z.string(),
  status: z.enum(['planned', 'running', 'paused', 'writing', 'collecting', 'closed']),
  shows: z.array(
    z.union([z.enum(['in', 'called', 'parked', 'known', 'late', 'lead', 'changer']), questionSchema]),
  ),
});

/** What of the member each session shows, the latest session first. */
const sessionTraces = `
  with trace as (
    select session_id, 'in' as what from participants where member_id = $1
    union
    -- The call stands in the first prompt until its answers are shown.
    select session_id, 'called' from participants join sessions on sessions.id = session_id
    where member_id = $1 and state #> '{run,phases,0}' is not null
      and state #> '{run,phases,0,revealedAt}' is null
    union
    select session_id, case when late then 'late' else question end from answers where member_id = $1
    union
    select session_id, 'parked' from parked_questions where member_id = $1
    union
    select session_id, 'known' from known_answers
    join parked_questions on parked_questions.id = known_answers.question_id
    where known_answers.member_id = $1
    union
    select id, 'lead' from sessions where status = 'closed' and state #>> '{lead,memberId}' = $1
    union
    select id, 'changer' from sessions where $1 in (state ->> 'cancelledBy', state ->> 'heldBy')
  )
  select sessions.id, status, array_agg(what order by what) as shows
  from trace join sessions on sessions.id = trace.session_id
  group by sessions.workspace_id, sessions.id
  order by starts_at desc, sessions.id`;

/** Series whose announcement shows the member, or counts them. */
const seriesTraces = `
  select id from series
  where changed_by = $1
    or ($1 in (planned_by, lead_id) and ${seriesIsOver})
    or exists (select from sign_ups where sign_ups.series_id = series.id and member_id = $1 and choice <> 'none')
    or exists (select from sessions where sessions.series_id = series.id and state ->> 'cancelledBy' = $1)
  order by planned_at desc, id`;
