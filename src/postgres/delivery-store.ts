import type { Pool } from 'pg';
import { z } from 'zod';
import type { Claim, DeliveryStore, EditDetails, PostDetails } from '../use-cases/delivery-ports.ts';
import type { WorkspaceId } from '../use-cases/ports.ts';
import { together } from '../use-cases/together.ts';
import { changeClaimed } from './change-claimed.ts';
import {
  claimEditsStatement,
  claimLooksStatement,
  claimPostsStatement,
  expireLeasesStatement,
  nextDueStatement,
} from './claim-statements.ts';
import { editClosed, editGivenBack, editReleased } from './edit-claim-ended.ts';
import { letterColumns, letterRow, reference, withLetter } from './letter.ts';
import { priorities } from './post-priority.ts';
import { expectFound, maybe, readAll, readFirst } from './query.ts';
import { markPosted, markSending } from './record-calls.ts';
import { createQuickRecords } from './record-calls-together.ts';
import { createSettlingStore } from './settling-store.ts';
import { asDispatcher, inWorkspace } from './transaction.ts';

const claimRow = z.object({ workspace: z.string(), id: z.string(), attempt: z.number(), dueAt: z.date() });
const postRow = claimRow.extend({ removal: z.boolean() });
const expiredRow = z.object({ freed: z.number(), unknown: z.number() });
const nextRow = z.object({ session: maybe(z.date()), machine: maybe(z.date()) });

const postDetails = letterRow
  .extend({ id: z.string(), removes: maybe(reference), version: z.number() })
  .transform(({ id, ...row }): { id: string; details: PostDetails } => ({ id, details: withLetter(row) }));

const editDetails = letterRow
  .extend({ reference, wantedVersion: z.number() })
  .transform((row): EditDetails => withLetter(row));

/** True where a message of an earlier call stands, as somebody's press has told while the last one was under way. */
const isPressed = '(resends > 0 and reference is not null)';
/** Its doubt is past, so the look is due now. */
const lookedAtOnce = `look_at = case when ${isPressed} then doubted_at else look_at end`;

/** What is claimed twice, because a connection broke, is free again with its lease. */
const once = { oneStatement: true };

/**
 * The ledger, as the dispatcher uses it; each method is one transaction of one statement.
 * @param serves the workspaces whose messages may be claimed; default: all
 */
export const createDeliveryStore = (pool: Pool, serves?: readonly WorkspaceId[]): DeliveryStore => {
  const served = serves ?? null;
  const changeOf = (claim: Claim, text: string, values: unknown[] = []): Promise<boolean> =>
    changeClaimed(pool, claim, text, values);

  const records = createQuickRecords(pool);

  return {
    ...createSettlingStore(pool),

    claimPosts: ({ session, machine, leaseUntil, limit }) =>
      asDispatcher(
        pool,
        (client) =>
          readAll(client, postRow, claimPostsStatement, [
            session,
            machine,
            leaseUntil,
            limit,
            priorities,
            served,
          ]),
        once,
      ),

    claimEdits: ({ session, machine, leaseUntil, limit }) =>
      asDispatcher(
        pool,
        (client) =>
          readAll(client, claimRow, claimEditsStatement, [session, machine, leaseUntil, limit, served]),
        once,
      ),

    claimLooks: ({ machine, leaseUntil, limit }) =>
      asDispatcher(
        pool,
        (client) => readAll(client, claimRow, claimLooksStatement, [machine, leaseUntil, limit, served]),
        once,
      ),

    expireLeases: async (machine) => {
      const row = await asDispatcher(
        pool,
        (client) => readFirst(client, expiredRow, expireLeasesStatement, [machine]),
        once,
      );
      return row ?? { freed: 0, unknown: 0 };
    },

    nextDueAt: async () => {
      const row = await asDispatcher(
        pool,
        (client) => readFirst(client, nextRow, nextDueStatement, [priorities, served]),
        once,
      );
      return row ?? { session: undefined, machine: undefined };
    },

    // Read whoever's claim it is: `sending` tells whether it may still go out.
    post: together((claims) => {
      const byWorkspace = Map.groupBy(claims, ({ workspace }) => workspace);
      const read = new Map(
        [...byWorkspace].map(([workspace, some]) => [workspace, readPosts(pool, workspace, some)]),
      );
      return claims.map(async ({ workspace, id }) =>
        expectFound((await read.get(workspace)!).get(id), 'delivery', id),
      );
    }),

    edit: ({ workspace, id }) =>
      inWorkspace(
        pool,
        workspace,
        async (client) => {
          const row = await readFirst(
            client,
            editDetails,
            `select ${letterColumns}, delivery.reference, edits.wanted_version as "wantedVersion"
           from edits
           join deliveries as delivery
             on delivery.workspace_id = edits.workspace_id and delivery.id = edits.delivery_id
           where edits.delivery_id = $1`,
            [id],
          );
          return expectFound(row, 'edit of delivery', id);
        },
        once,
      ),

    sending: async (claim, leaseUntil, sent) =>
      (sent !== undefined && (await records.sending({ claim, leaseUntil, sent }))) ||
      markSending(pool, claim, leaseUntil, sent),

    posted: async (claim, result) =>
      (result.reference !== undefined &&
        (await records.posted({ claim, ...result, reference: result.reference }))) ||
      markPosted(pool, claim, result),

    putBack: async (claim, retryAt) => {
      await changeOf(
        claim,
        `update deliveries
         set state = case when withdrawn then 'closed' when ${isPressed} then 'unknown' else 'planned' end,
           closed_reason = case when withdrawn then 'cancelled' end,
           retry_at = $3, lease_until = null, ${lookedAtOnce}
         where id = $1 and attempt = $2 and state in ('claimed', 'sending')`,
        [retryAt],
      );
    },

    close: async (claim, reason) => {
      await changeOf(
        claim,
        `update deliveries
         set state = case when ${isPressed} then 'unknown' else 'closed' end,
           closed_reason = case when not ${isPressed} then $3 end, lease_until = null, ${lookedAtOnce}
         where id = $1 and attempt = $2 and state in ('claimed', 'sending')`,
        [reason],
      );
    },

    doubt: async (claim, { code, cause }, machine) => {
      await changeOf(
        claim,
        `update deliveries
         set state = 'unknown', doubt_code = $3, doubt_cause = $4, doubted_at = $5, look_at = $5,
           empty_looks = 0, lease_until = null
         where id = $1 and attempt = $2 and state = 'sending'`,
        [code, cause, machine],
      );
    },

    shown: async (claim, version, shownAt) => {
      await changeOf(
        claim,
        `update edits
         set ${editReleased}, shown_version = $3, shown_at = $4, retry_at = null,
           due_at = case when wanted_version > $3 then due_at end
         where delivery_id = $1 and attempt = $2 and state = 'claimed'`,
        [version, shownAt],
      );
    },

    putEditBack: async (claim, retryAt) => {
      await changeOf(
        claim,
        `update edits
         set ${editGivenBack}, retry_at = $3
         where delivery_id = $1 and attempt = $2 and state = 'claimed'`,
        [retryAt],
      );
    },

    closeEdit: async (claim, reason) => {
      await changeOf(
        claim,
        `update edits
         set ${editClosed('$3')}
         where delivery_id = $1 and attempt = $2 and state = 'claimed'`,
        [reason],
      );
    },
  };
};

/** By id. */
const readPosts = (
  pool: Pool,
  workspace: WorkspaceId,
  claims: readonly Claim[],
): Promise<Map<string, PostDetails>> =>
  inWorkspace(
    pool,
    workspace,
    async (client) => {
      const rows = await readAll(
        client,
        postDetails,
        `select delivery.id, ${letterColumns}, target.reference as removes, coalesce(edits.wanted_version, 0) as version
         from deliveries as delivery
         left join deliveries as target
           on target.workspace_id = delivery.workspace_id and target.id = delivery.removes
         left join edits on edits.workspace_id = delivery.workspace_id and edits.delivery_id = delivery.id
         where delivery.id = any($1::uuid[])`,
        [claims.map(({ id }) => id)],
      );
      return new Map(rows.map(({ id, details }) => [id, details]));
    },
    once,
  );
