import type { Pool } from 'pg';
import type { Stored } from './check-answers.ts';
import type { Told } from './without-look-ups.ts';

/** When each session really began, by its id; nothing for one that has not. */
export const readStarts = async (owner: Pool): Promise<Map<string, Date>> => {
  const { rows } = await owner.query<{ id: string; began: string }>(
    `select id, state #>> '{run,startedAt}' as began from sessions where state #> '{run,startedAt}' is not null`,
  );
  return new Map(rows.map(({ id, began }) => [id, new Date(began)]));
};

export const readAnswers = async (owner: Pool): Promise<Stored[]> => {
  const { rows } = await owner.query<Stored>(
    `select session_id as session, member_id as member, question, late,
       case kind when 'choice' then 'choice ' || option_number else kind end as value
     from answers`,
  );
  return rows;
};

/**
 * Whether nothing that is due is left to be said, and nobody doubts what was. What was given up is edited only if
 * somebody presses it.
 */
export const isBacklogEmpty = (owner: Pool): Promise<boolean> =>
  isNothing(
    owner,
    `select from deliveries where state in ('planned', 'claimed', 'sending', 'unknown')
     union all select from edits
       join deliveries as posted on posted.workspace_id = edits.workspace_id and posted.id = edits.delivery_id
       where posted.state = 'posted' and (edits.due_at <= now() or edits.state = 'claimed')
     union all select from sessions where status <> 'closed' and next_due_at <= now()`,
  );

/** Whether besides no copy is looked for any more. */
export const isAtRest = async (owner: Pool): Promise<boolean> =>
  (await isBacklogEmpty(owner)) && isNothing(owner, `select from deliveries where look_at is not null`);

const isNothing = async (owner: Pool, query: string): Promise<boolean> =>
  (await owner.query(`${query} limit 1`)).rows.length === 0;

/** How a message of a session ended in the ledger: for those that did not come. */
export const readOutcome = async (owner: Pool, title: string, kind: string): Promise<string> => {
  const { rows } = await owner.query<{ outcome: string }>(
    `select concat_ws(' ', delivery.state, delivery.closed_reason, delivery.doubt_code,
       'attempt ' || delivery.attempt, 'sent again ' || delivery.resends) as outcome
     from deliveries as delivery
     join sessions on sessions.workspace_id = delivery.workspace_id and sessions.id = delivery.subject_id
     where sessions.title = $1 and delivery.kind = $2 and not delivery.removal
     order by delivery.run`,
    [title, kind],
  );
  return rows.length > 0 ? rows.map(({ outcome }) => outcome).join('; ') : 'never owed';
};

/** What the ledger tells of messages that were sent again without proof, or given up. */
export const readTold = async (owner: Pool): Promise<Told[]> => {
  const { rows } = await owner.query<Told>(
    `select sessions.title as session, delivery.kind, delivery.blind_resends > 0 as "sentAgain",
       delivery.closed_reason is not distinct from 'unsettled' as "givenUp"
     from deliveries as delivery
     join sessions on sessions.workspace_id = delivery.workspace_id and sessions.id = delivery.subject_id
     where delivery.blind_resends > 0 or delivery.closed_reason = 'unsettled'`,
  );
  return rows;
};
