import type { Pool } from 'pg';
import { z } from 'zod';
import { type DeliveryStore, doubtCauses, type LookDetails } from '../use-cases/delivery-ports.ts';
import { changeClaimed } from './change-claimed.ts';
import { createLedgerStore } from './ledger-store.ts';
import { letterColumns, letterRow, reference, withLetter } from './letter.ts';
import { change, maybe, readFirst } from './query.ts';
import { inWorkspace } from './transaction.ts';

type SettlingStore = Pick<
  DeliveryStore,
  'look' | 'found' | 'lookAgain' | 'resend' | 'giveUp' | 'watch' | 'copyRemoved' | 'copyStays' | 'evidence'
>;

const channelId = z.string();
const memberId = z.string();
const destination = z.discriminatedUnion('to', [
  z.object({ to: z.literal('channel'), channelId }),
  z.object({ to: z.literal('thread'), channelId, root: reference, alsoInChannel: z.boolean() }),
  z.object({ to: z.literal('member-in-thread'), channelId, root: reference, memberId }),
  z.object({ to: z.literal('member-in-channel'), channelId, memberId }),
  z.object({ to: z.literal('member'), memberId }),
]);

const lookRow = letterRow.extend({
  state: z.enum(['unknown', 'posted', 'closed']),
  destination: maybe(destination),
  sentAt: maybe(z.date()),
  withdrawn: z.boolean(),
  reference: maybe(reference),
  cause: maybe(z.enum(doubtCauses)),
  since: maybe(z.date()),
  emptyLooks: z.number(),
  blindResends: z.number(),
  watchedFrom: maybe(z.date()),
});

const selectLook = `
  select ${letterColumns}, state, destination, sent_at as "sentAt", withdrawn, reference, doubt_cause as cause,
    doubted_at as since, empty_looks as "emptyLooks", blind_resends as "blindResends", watched_from as "watchedFrom"
  from deliveries as delivery
  where id = $1 and attempt = $2 and look_at is not null and state in ('unknown', 'posted', 'closed')`;

/** PostgreSQL's; in milliseconds some 24 days. */
const longestInteger = 2 ** 31 - 1;

/**
 * A row that is `doubted` no more: its root leads to it and may have been edited without it meanwhile.
 * @param settled the name of the rows that are posted now, @param now an instant of the session clock
 */
export const rootOutdated = (settled: string, now: string): string => `root_outdated as (
  update edits
  set wanted_version = edits.wanted_version + 1, due_at = least(edits.due_at, ${now})
  from ${settled}
  join deliveries as root
    on root.workspace_id = ${settled}.workspace_id and root.subject_kind = ${settled}.subject_kind
    and root.subject_id = ${settled}.subject_id and root.kind = ${settled}.after_kind
    and root.state = 'posted' and not root.removal and not root.withdrawn
  where ${settled}.doubted_at is not null and ${settled}.reference is not null
    and edits.workspace_id = root.workspace_id and edits.delivery_id = root.id and edits.closed_reason is null
)`;

/**
 * What follows from `found` rows, which somebody has found standing: nobody knows which version they show.
 * @param now an instant of the session clock
 */
const foundShown = (now: string): string => `shown as (
  update edits
  set shown_at = ${now}, due_at = ${now}
  from found
  where edits.workspace_id = found.workspace_id and edits.delivery_id = found.id and edits.closed_reason is null
), ${rootOutdated('found', now)}
select 1 from found`;

/** How the ledger settles doubts; each method is one transaction. */
export const createSettlingStore = (pool: Pool): SettlingStore => ({
  look: (claim) =>
    inWorkspace(pool, claim.workspace, async (client) => {
      const row = await readFirst(client, lookRow, selectLook, [claim.id, claim.attempt]);
      return row && lookDetails(row);
    }),

  found: (claim, copy, now, watchAt) =>
    changeClaimed(
      pool,
      claim,
      `with found as (
         update deliveries
         set state = 'posted', reference = $3, posted_at = $4, retry_at = null, look_at = $6
         where id = $1 and attempt = $2 and state = 'unknown'
         returning *
       ), ${foundShown('$5::timestamptz')}`,
      [JSON.stringify(copy.reference), copy.postedAt, now, watchAt],
    ),

  lookAgain: async (claim, at, emptyLooks) => {
    await changeClaimed(
      pool,
      claim,
      `update deliveries set look_at = $3, empty_looks = $4
       where id = $1 and attempt = $2 and state = 'unknown'`,
      [at, emptyLooks],
    );
  },

  resend: async (claim, { blind, at, watchAt }) => {
    await changeClaimed(
      pool,
      claim,
      `update deliveries
       set state = case when withdrawn then 'closed' else 'planned' end,
         closed_reason = case when withdrawn then 'cancelled' end,
         resends = resends + case when withdrawn then 0 else 1 end,
         blind_resends = blind_resends + case when $3 and not withdrawn then 1 else 0 end,
         reference = null, retry_at = null, watched_from = $4, look_at = $5
       where id = $1 and attempt = $2 and state = 'unknown'`,
      [blind, at, watchAt],
    );
  },

  giveUp: (claim, instead, now) =>
    inWorkspace(pool, claim.workspace, async (client) => {
      const isGivenUp = await change(
        client,
        `update deliveries set state = 'closed', closed_reason = 'unsettled', look_at = null
         where id = $1 and attempt = $2 and state = 'unknown'`,
        [claim.id, claim.attempt],
      );
      if (isGivenUp && instead) await createLedgerStore(client).outdate([instead], now);
    }),

  watch: async (claim, at) => {
    await changeClaimed(
      pool,
      claim,
      `update deliveries set look_at = $3 where id = $1 and attempt = $2 and state in ('posted', 'closed')`,
      [at],
    );
  },

  // Whoever holds the row by now: the copy may be that of a process which has lost it.
  copyRemoved: async (claim, { since, at }) => {
    await changeClaimed(
      pool,
      claim,
      `update deliveries
       set copies_removed = copies_removed + 1,
         longest_copy_ms = greatest(
           longest_copy_ms,
           least(
             extract(epoch from $4::timestamptz - greatest($3::timestamptz, posted_at)) * 1000,
             ${longestInteger}
           )::integer
         )
       where id = $1 and attempt >= $2`,
      [since, at],
      // Counted twice it would be wrong; where nobody knows whether it was counted, the caller is told.
      { mayRepeat: false },
    );
  },

  copyStays: async (claim, { since, lookAt }) => {
    await changeClaimed(
      pool,
      claim,
      `update deliveries set watched_from = coalesce(watched_from, $3), look_at = least(look_at, $4)
       where id = $1 and attempt >= $2`,
      [since, lookAt],
    );
  },

  evidence: async (workspace, key, { reference: standing, postedAt }, { session, machine }) => {
    // It has been to the platform and back, so it need not be one of ours.
    if (!z.guid().safeParse(key).success) return false;
    const posted = await inWorkspace(pool, workspace, (client) =>
      change(
        client,
        `with kept as (
           update deliveries set reference = $2 where id = $1 and state = 'sending' and not removal
         ), found as (
           update deliveries
           set state = 'posted', reference = $2, posted_at = $3, closed_reason = null, retry_at = null,
             lease_until = null, look_at = case when watched_from is not null then $5::timestamptz end
           where id = $1 and not removal and (
             state = 'unknown' or closed_reason = 'unsettled' or (resends > 0 and state in ('planned', 'claimed'))
           )
           returning *
         ), ${foundShown('$4::timestamptz')}`,
        [key, JSON.stringify(standing), postedAt, session, machine],
      ),
    );
    return posted > 0;
  },
});

const lookDetails = (row: z.infer<typeof lookRow>): LookDetails | undefined => {
  const {
    subject,
    kind,
    recipient,
    run,
    withdrawn,
    watchedFrom,
    destination: place,
    sentAt,
  } = withLetter(row);
  const common = {
    ...{ subject, kind, recipient, run, withdrawn },
    sent: place && sentAt ? { destination: place, at: sentAt } : undefined,
  };
  if (row.state === 'unknown') {
    const { cause = 'owner-dead', since, emptyLooks, blindResends, reference: evidence } = row;
    return (
      since && { ...common, wants: 'settling', cause, since, emptyLooks, blindResends, evidence, watchedFrom }
    );
  }
  const keeps = row.state === 'posted' && !withdrawn ? row.reference : undefined;
  return watchedFrom && { ...common, wants: 'watching', keeps, watchedFrom };
};
