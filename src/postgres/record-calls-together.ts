import type { Pool } from 'pg';
import { z } from 'zod';
import type { Claim, Sent } from '../use-cases/delivery-ports.ts';
import type { Opaque } from '../use-cases/ports.ts';
import { inBatches, type Together } from '../use-cases/together.ts';
import { readAll } from './query.ts';
import { asDispatcher } from './transaction.ts';

/**
 * Records calls of many workspaces with one statement, in the usual case: the row is its claim's, was never in doubt, and
 * nobody holds it. Each answer tells whether that was so; where it was not, nothing has changed.
 */
export type QuickRecords = {
  sending: Together<{ claim: Claim; leaseUntil: Date; sent: Sent }, boolean>;
  posted: Together<{ claim: Claim; reference: Opaque; postedAt: Date; shownVersion: number }, boolean>;
};

const most = 100;
const recordedRow = z.object({ workspace: z.string(), id: z.string() });

export const createQuickRecords = (pool: Pool): QuickRecords => {
  const recordAll = (text: string, claims: readonly Claim[], columns: unknown[][]): Promise<boolean>[] => {
    const recorded = asDispatcher(pool, async (client) => {
      const rows = await readAll(client, recordedRow, text, [...columnsOf(claims), ...columns]);
      return new Set(rows.map(nameOf));
    });
    return claims.map(async (claim) => (await recorded).has(nameOf(claim)));
  };
  return {
    sending: inBatches(
      (all) =>
        recordAll(
          sendingStatement,
          all.map(({ claim }) => claim),
          [
            all.map(({ leaseUntil }) => leaseUntil),
            all.map(({ sent }) => JSON.stringify(sent.destination)),
            all.map(({ sent }) => sent.at),
          ],
        ),
      most,
    ),
    posted: inBatches(
      (all) =>
        recordAll(
          postedStatement,
          all.map(({ claim }) => claim),
          [
            all.map(({ reference }) => JSON.stringify(reference)),
            all.map(({ postedAt }) => postedAt),
            all.map(({ shownVersion }) => shownVersion),
          ],
        ),
      most,
    ),
  };
};

const nameOf = ({ workspace, id }: { workspace: string; id: string }): string => `${workspace} ${id}`;

const columnsOf = (claims: readonly Claim[]): unknown[][] => [
  claims.map(({ workspace }) => workspace),
  claims.map(({ id }) => id),
  claims.map(({ attempt }) => attempt),
];

/** Rows that somebody else holds are skipped: who waited for one while holding others could meet a deadlock. */
const sendingStatement = `
  with ours as (
    select delivery.workspace_id, delivery.id, call.lease_until, call.destination, call.sent_at
    from unnest($1::text[], $2::uuid[], $3::integer[], $4::timestamptz[], $5::text[], $6::timestamptz[])
      as call (workspace_id, id, attempt, lease_until, destination, sent_at)
    join deliveries as delivery
      on delivery.workspace_id = call.workspace_id and delivery.id = call.id and delivery.attempt = call.attempt
    where delivery.state = 'claimed'
    for no key update of delivery skip locked
  )
  update deliveries as delivery
  set state = 'sending', lease_until = ours.lease_until, destination = ours.destination::jsonb,
    sent_at = coalesce(delivery.sent_at, ours.sent_at)
  from ours
  where delivery.workspace_id = ours.workspace_id and delivery.id = ours.id
  returning delivery.workspace_id as workspace, delivery.id`;

const postedStatement = `
  with ours as (
    select delivery.workspace_id, delivery.id, call.reference, call.posted_at, call.shown_version
    from unnest($1::text[], $2::uuid[], $3::integer[], $4::text[], $5::timestamptz[], $6::integer[])
      as call (workspace_id, id, attempt, reference, posted_at, shown_version)
    join deliveries as delivery
      on delivery.workspace_id = call.workspace_id and delivery.id = call.id and delivery.attempt = call.attempt
    join edits on edits.workspace_id = delivery.workspace_id and edits.delivery_id = delivery.id
    where delivery.state = 'sending' and delivery.doubted_at is null and delivery.watched_from is null
      and delivery.resends = 0 and not delivery.removal
    for no key update of delivery, edits skip locked
  ), shown as (
    update edits
    set shown_version = ours.shown_version, shown_at = ours.posted_at,
      due_at = case when edits.wanted_version > ours.shown_version then edits.due_at end
    from ours
    where edits.workspace_id = ours.workspace_id and edits.delivery_id = ours.id
  )
  update deliveries as delivery
  set state = 'posted', reference = ours.reference::jsonb, posted_at = ours.posted_at, lease_until = null,
    retry_at = null
  from ours
  where delivery.workspace_id = ours.workspace_id and delivery.id = ours.id
  returning delivery.workspace_id as workspace, delivery.id`;
