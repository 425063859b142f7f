import type { Pool } from 'pg';
import type { Claim, DeliveryStore, Sent } from '../use-cases/delivery-ports.ts';
import { changeClaimed } from './change-claimed.ts';
import { rootOutdated } from './settling-store.ts';

/** See `DeliveryStore.sending`. Copies of all its calls have to be found, so the first instant stays. */
export const markSending = (
  pool: Pool,
  claim: Claim,
  leaseUntil: Date,
  sent: Sent | undefined,
): Promise<boolean> =>
  changeClaimed(
    pool,
    claim,
    `update deliveries
     set state = 'sending', lease_until = $3, destination = coalesce($4, destination),
       sent_at = coalesce(sent_at, $5)
     where id = $1 and attempt = $2 and state = 'claimed'`,
    [leaseUntil, sent && JSON.stringify(sent.destination), sent?.at],
    // Whose claim it is would be answered with no by its own first time.
    { mayRepeat: false },
  );

/** See `DeliveryStore.posted`. Without a reference nothing can name the message, so it cannot be edited. */
export const markPosted = (
  pool: Pool,
  claim: Claim,
  { reference, postedAt, shownVersion }: Parameters<DeliveryStore['posted']>[1],
): Promise<boolean> =>
  changeClaimed(
    pool,
    claim,
    `with posted as (
       update deliveries
       set state = 'posted', reference = $3, posted_at = $4, closed_reason = null, lease_until = null,
         retry_at = null, look_at = case when watched_from is not null then coalesce(look_at, watched_from) end
       where id = $1 and (
         (attempt = $2 and state in ('sending', 'unknown'))
         or (attempt >= $2 and resends > 0 and state in ('planned', 'claimed', 'sending', 'unknown'))
         or (attempt >= $2 and closed_reason = 'unsettled')
       )
       returning *
     ), shown as (
       update edits
       set shown_version = $5, shown_at = $4,
         due_at = case
           when edits.wanted_version > $5 and posted.reference is not null then edits.due_at
         end,
         closed_reason = case when posted.reference is null then 'no-reference' else edits.closed_reason end
       from posted
       where edits.workspace_id = posted.workspace_id and edits.delivery_id = posted.id
     ), ${rootOutdated('posted', '$4')}
     select 1 from posted
     union all
     -- Recorded already: the commit of the first time was lost on its way back, or somebody has found it.
     select 1 from deliveries
     where id = $1 and attempt >= $2 and state = 'posted' and reference is not distinct from $3`,
    [reference && JSON.stringify(reference), postedAt, shownVersion],
  );
