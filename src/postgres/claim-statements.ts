import { editGivenBack } from './edit-claim-ended.ts';
import { isInstalled } from './is-installed.ts';

/**
 * True for a `row` of a workspace that this process has credentials for: another one's rows are left to the process that
 * has them.
 * @param served the parameter that holds the workspaces; null: all of them
 */
const isServed = (row: string, served: string): string =>
  `(${served}::text[] is null or ${row}.workspace_id = any(${served}))`;

/**
 * True for a `delivery` that may go out: a removal once its target is known to stand or never will; a post whose
 * predecessor stands, or will never stand (whoever composes it then finds no root and closes it). The subqueries
 * yield values, so that the planner looks each row up and never reads the whole table.
 */
export const isSettled = `
  (delivery.removes is null or (
    select target.state in ('posted', 'closed') from deliveries as target
    where target.workspace_id = delivery.workspace_id and target.id = delivery.removes
  ))
  and (delivery.after_kind is null or coalesce((
    select bool_or(root.state = 'posted') or bool_and(root.state = 'closed')
    from deliveries as root
    where root.workspace_id = delivery.workspace_id and root.subject_kind = delivery.subject_kind
      and root.subject_id = delivery.subject_id and root.kind = delivery.after_kind and not root.removal
  ), true))`;

/**
 * True for a `delivery` of a workspace that has the bot. What leads are told when it is removed goes out all the same: the
 * place that it was removed from may be the last one that it knew of.
 */
const mayGoOut = `(delivery.kind = 'channel-closed' or ${isInstalled('delivery')})`;

/**
 * $1 session clock, $2 machine clock, $3 lease, $4 limit, $5 priorities, $6 served workspaces. Each priority is a lane of its own in the
 * index, so that a million rows of the future cost nothing. Rows that a lane locks in excess are free again when
 * the statement's transaction ends.
 */
export const claimPostsStatement = `
  with due as (
    select candidate.workspace_id, candidate.id
    from unnest($5::integer[]) as lane (priority)
    cross join lateral (
      select delivery.workspace_id, delivery.id, delivery.due_at from deliveries as delivery
      where delivery.state = 'planned' and delivery.priority = lane.priority and delivery.due_at <= $1
        and (delivery.retry_at is null or delivery.retry_at <= $2)
        and ${mayGoOut} and ${isServed('delivery', '$6')} and ${isSettled}
      order by delivery.due_at, delivery.workspace_id
      limit $4
      for no key update of delivery skip locked
    ) as candidate
    order by lane.priority, candidate.due_at, candidate.workspace_id
    limit $4
  ), claimed as (
    update deliveries as delivery
    set state = 'claimed', attempt = delivery.attempt + 1, lease_until = $3
    from due
    where delivery.workspace_id = due.workspace_id and delivery.id = due.id
    returning delivery.workspace_id, delivery.id, delivery.attempt, delivery.due_at, delivery.removal,
      delivery.priority
  )
  select workspace_id as workspace, id, attempt, due_at as "dueAt", removal from claimed
  order by priority, due_at, workspace_id`;

/**
 * True for an `edit` whose message stands, and before which nothing else of its subject is still to be posted: what
 * it says may lead there (the card's *Join* to the running prompt). The notes to single members are no such thing.
 * @param present what is due by then counts: the session clock's present, for an edit that failed is made much later
 *   than it was due
 */
const isEditable = (present: string): string => `exists (
  select from deliveries as delivery
  where delivery.workspace_id = edit.workspace_id and delivery.id = edit.delivery_id
    and delivery.state = 'posted' and not delivery.withdrawn
    and not exists (
      select from deliveries as sooner
      where sooner.workspace_id = delivery.workspace_id and sooner.subject_kind = delivery.subject_kind
        and sooner.subject_id = delivery.subject_id and sooner.kind <> 'check-note' and not sooner.removal
        and sooner.state in ('planned', 'claimed', 'sending') and sooner.due_at <= ${present}
    )
)`;

/** $1 session clock, $2 machine clock, $3 lease, $4 limit, $5 served workspaces. */
export const claimEditsStatement = `
  with due as (
    select edit.workspace_id, edit.delivery_id from edits as edit
    where edit.state = 'idle' and edit.due_at <= $1 and (edit.retry_at is null or edit.retry_at <= $2)
      and ${isInstalled('edit')} and ${isServed('edit', '$5')} and ${isEditable('$1')}
    order by edit.due_at
    limit $4
    for no key update of edit skip locked
  ), claimed as (
    update edits as edit
    set state = 'claimed', attempt = edit.attempt + 1, lease_until = $3, claimed_due_at = edit.due_at,
      due_at = null
    from due
    where edit.workspace_id = due.workspace_id and edit.delivery_id = due.delivery_id
    returning edit.*
  )
  select workspace_id as workspace, delivery_id as id, attempt, claimed_due_at as "dueAt" from claimed
  order by claimed_due_at`;

/** True for a `delivery` in doubt, and for one that was sent again, once its call has ended. */
const wantsLook = `delivery.state in ('unknown', 'posted', 'closed')
  and (delivery.state = 'unknown' or delivery.watched_from is not null)`;

/** $1 machine clock, $2 lease, $3 limit, $4 served workspaces. */
export const claimLooksStatement = `
  with due as (
    select delivery.workspace_id, delivery.id from deliveries as delivery
    where delivery.look_at <= $1 and ${wantsLook} and ${isInstalled('delivery')} and ${isServed('delivery', '$4')}
    order by delivery.look_at
    limit $3
    for no key update of delivery skip locked
  ), claimed as (
    update deliveries as delivery
    set look_at = $2
    from due
    where delivery.workspace_id = due.workspace_id and delivery.id = due.id
    returning delivery.workspace_id, delivery.id, delivery.attempt, delivery.due_at
  )
  select workspace_id as workspace, id, attempt, due_at as "dueAt" from claimed`;

/** $1 machine clock. A removal may be repeated, so there is nothing to find out about it. */
export const expireLeasesStatement = `
  with ended as (
    select workspace_id, id, state = 'sending' and not removal as is_doubtful from deliveries
    where state in ('claimed', 'sending') and lease_until <= $1
    for no key update skip locked
  ), expired as (
    update deliveries
    set state = case when is_doubtful then 'unknown' else 'planned' end,
      doubt_code = case when is_doubtful then 'owner-dead' else doubt_code end,
      doubt_cause = case when is_doubtful then 'owner-dead' else doubt_cause end,
      doubted_at = case when is_doubtful then $1 else doubted_at end,
      look_at = case when is_doubtful then $1 else look_at end,
      empty_looks = case when is_doubtful then 0 else empty_looks end,
      lease_until = null
    from ended
    where deliveries.workspace_id = ended.workspace_id and deliveries.id = ended.id
    returning deliveries.state
  ), noticed as (
    update deliveries set look_at = $1, doubt_cause = coalesce(doubt_cause, 'owner-dead')
    where state = 'unknown' and look_at is null
  ), freed as (
    update edits
    set ${editGivenBack}
    where state = 'claimed' and lease_until <= $1
    returning 1
  )
  select
    ((select count(*) from expired where state = 'planned') + (select count(*) from freed))::integer as freed,
    (select count(*) from expired where state = 'unknown')::integer as unknown`;

/** $1 priorities, $2 served workspaces. What waits for a predecessor waits for no clock. */
export const nextDueStatement = `
  select
    least(
      (
        select min(first.due_at) from unnest($1::integer[]) as lane (priority)
        cross join lateral (
          select delivery.due_at from deliveries as delivery
          where delivery.state = 'planned' and delivery.priority = lane.priority and delivery.retry_at is null
            and ${mayGoOut} and ${isServed('delivery', '$2')} and ${isSettled}
          order by delivery.due_at
          limit 1
        ) as first
      ),
      (
        select edit.due_at from edits as edit
        where edit.state = 'idle' and edit.due_at is not null and edit.retry_at is null and ${isInstalled('edit')} and ${isServed('edit', '$2')} and ${isEditable('edit.due_at')}
        order by edit.due_at
        limit 1
      )
    ) as session,
    least(
      (
        select delivery.retry_at from deliveries as delivery
        where delivery.state = 'planned' and delivery.retry_at is not null and ${mayGoOut} and ${isServed('delivery', '$2')} and ${isSettled}
        order by delivery.retry_at
        limit 1
      ),
      (
        select min(edit.retry_at) from edits as edit
        where edit.state = 'idle' and edit.due_at is not null and edit.retry_at is not null and ${isInstalled('edit')} and ${isServed('edit', '$2')} and ${isEditable('edit.due_at')}
      ),
      (select min(lease_until) from deliveries where state in ('claimed', 'sending')),
      (
        select delivery.look_at from deliveries as delivery
        where delivery.look_at is not null and ${wantsLook} and ${isInstalled('delivery')} and ${isServed('delivery', '$2')}
        order by delivery.look_at
        limit 1
      ),
      (select min(lease_until) from edits where state = 'claimed')
    ) as machine`;
