import type { Member, MemberId } from '../use-cases/ports.ts';
import { editClosed } from './edit-claim-ended.ts';
import { seriesIsOver } from './series-is-over.ts';

/** Who is erased, and who stands in their place where somebody has to be named. */
type Erased = { memberId: MemberId; standIn: Member };

type Statement = { text: string; parameters(erased: Erased): unknown[] };

const ofMember = ({ memberId }: Erased) => [memberId];
const replaced = ({ memberId, standIn }: Erased) => [memberId, standIn.id];

/** $1 leads this session, which is not over; `session` is its id in SQL. */
export const stillLeads = (session: string) => `exists (
  select from sessions as led
  where led.id = ${session} and led.status <> 'closed' and led.state #>> '{lead,memberId}' = $1)`;

/** $1 is no lead or planner any more. */
const isUnnamed = `not exists (select from series where $1 in (planned_by, lead_id, co_lead_id))
  and not exists (
    select from sessions where $1 in (state #>> '{lead,memberId}', state #>> '{lead,coLeadId}'))`;

/** Everything that goes or changes when a member's data are deleted, in this order. */
export const eraseStatements: readonly Statement[] = [
  { text: 'delete from answers where member_id = $1', parameters: ofMember },
  { text: 'delete from known_answers where member_id = $1', parameters: ofMember },
  // What others have answered to a question is theirs: it goes on without author and words.
  {
    text: 'update parked_questions set member_id = null, body = null where member_id = $1',
    parameters: ofMember,
  },
  {
    text: `delete from parked_questions
           where member_id is null
             and not exists (select from known_answers where question_id = parked_questions.id)`,
    parameters: () => [],
  },
  { text: 'delete from participants where member_id = $1', parameters: ofMember },
  { text: 'delete from sign_ups where member_id = $1', parameters: ofMember },
  { text: 'delete from drafts where member_id = $1', parameters: ofMember },
  {
    text: 'update channel_settings set leads = array_remove(leads, $1) where $1 = any (leads)',
    parameters: ofMember,
  },
  // Private messages. What is not sent yet never is, except the desk of whoever leads still.
  {
    text: `update deliveries
           set state = 'closed', closed_reason = 'cancelled', withdrawn = true, lease_until = null, retry_at = null
           where recipient = $1 and state in ('planned', 'claimed', 'unknown')
             and not (kind = 'desk' and ${stillLeads('subject_id')})`,
    parameters: ofMember,
  },
  // What was sent stays with its reader. It is not edited any more, so nobody has to know where it stands.
  {
    text: `with forgotten as (
             update deliveries
             set recipient = id::text, reference = null, destination = null, sent_at = null,
               look_at = null
             where recipient = $1 and not (kind = 'desk' and ${stillLeads('subject_id')})
             returning workspace_id, id
           )
           update edits set ${editClosed(`'no-reference'`)}
           from forgotten
           where edits.workspace_id = forgotten.workspace_id and edits.delivery_id = forgotten.id`,
    parameters: ofMember,
  },
  // What is over needs no lead any more.
  {
    text: `update sessions
           set state = jsonb_set(state, '{lead}',
             (state -> 'lead') || jsonb_build_object('memberId', $2::text, 'absent', true))
           where status = 'closed' and state #>> '{lead,memberId}' = $1`,
    parameters: replaced,
  },
  {
    text: `update sessions set state = state #- '{lead,coLeadId}'
           where status = 'closed' and state #>> '{lead,coLeadId}' = $1`,
    parameters: ofMember,
  },
  {
    text: `update sessions set state = state - 'cancelledBy' where state ->> 'cancelledBy' = $1`,
    parameters: ofMember,
  },
  {
    text: `update sessions set state = jsonb_set(state, '{heldBy}', to_jsonb($2::text))
           where state ->> 'heldBy' = $1`,
    parameters: replaced,
  },
  {
    text: `update session_events set body = jsonb_set(body, '{memberId}', to_jsonb($2::text))
           where body ->> 'memberId' = $1`,
    parameters: replaced,
  },
  {
    text: `update session_events set body = jsonb_set(body, '{leadId}', to_jsonb($2::text))
           where body ->> 'leadId' = $1 and not ${stillLeads('session_events.session_id')}`,
    parameters: replaced,
  },
  { text: 'update series set changed_by = null where changed_by = $1', parameters: ofMember },
  {
    text: `update series
           set planned_by = case when planned_by = $1 then $2 else planned_by end,
             lead_id = case when lead_id = $1 then $2 else lead_id end,
             co_lead_id = nullif(co_lead_id, $1)
           where $1 in (planned_by, lead_id, co_lead_id) and ${seriesIsOver}`,
    parameters: replaced,
  },
  {
    text: `insert into members (id, name, zone)
           select $1, $2, $3
           where exists (select from series where $1 in (planned_by, lead_id))
             or exists (select from sessions where $1 in (state #>> '{lead,memberId}', state ->> 'heldBy'))
           on conflict on constraint members_pkey do nothing`,
    parameters: ({ standIn: { id, name, zone } }) => [id, name, zone],
  },
  // The name stays only where a lead or planner has to be named, and with it how to reach them. What Teams told is told
  // again with the next thing that they do.
  { text: `delete from members where id = $1 and ${isUnnamed}`, parameters: ofMember },
  { text: `delete from teams_people where id = $1 and ${isUnnamed}`, parameters: ofMember },
  { text: `delete from teams_conversations where member_id = $1 and ${isUnnamed}`, parameters: ofMember },
];
