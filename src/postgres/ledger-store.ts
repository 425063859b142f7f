import { z } from 'zod';
import type { MessageKind } from '../messages/owed.ts';
import { busyAboveSessions, editPace } from '../use-cases/edit-pace.ts';
import type { LedgerStore } from '../use-cases/ports.ts';
import { postPriority, removalPriority } from './post-priority.ts';
import { change, type Queryable, readFirst } from './query.ts';

const referenceRow = z.object({ reference: z.record(z.string(), z.string()) });

export const createLedgerStore = (client: Queryable): LedgerStore => ({
  owe: async (posts) => {
    if (posts.length === 0) return;
    await change(
      client,
      `with owed as (
         insert into deliveries (subject_kind, subject_id, kind, recipient, run, due_at, after_kind, priority)
         select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::timestamptz[],
           $7::text[], $8::integer[])
         on conflict on constraint deliveries_once_key
         do update set state = 'planned', closed_reason = null, due_at = excluded.due_at
         where deliveries.state = 'closed' and deliveries.closed_reason in ('superseded', 'channel-gone')
         returning workspace_id, id
       )
       insert into edits (workspace_id, delivery_id) select workspace_id, id from owed
       on conflict on constraint edits_pkey do nothing`,
      [
        posts.map(({ subject }) => subject.kind),
        posts.map(({ subject }) => subject.id),
        posts.map(({ kind }) => kind),
        posts.map(({ recipient }) => recipient),
        posts.map(({ run }) => run),
        posts.map(({ dueAt }) => dueAt),
        posts.map(({ after }) => after ?? null),
        posts.map(({ kind }) => postPriority[kind]),
      ],
    );
  },

  outdate: async (messages, now) => {
    // The most urgent first: an edit that comes anyway is no counter's.
    const sorted = messages.toSorted(
      (one, other) => editPace[one.urgency].spacingMs - editPace[other.urgency].spacingMs,
    );
    await Promise.all(
      sorted.map(({ subject, kind, recipient, run, urgency }) => {
        const { spacingMs, busySpacingMs, most } = editPace[urgency];
        return change(client, outdateStatement, [
          ...[now, subject.kind, subject.id, kind, recipient, run],
          ...[spacingMs, busySpacingMs, busyAboveSessions, most],
        ]);
      }),
    );
  },

  withdraw: async (messages, now) => {
    if (messages.length === 0) return;
    // In `sending` or `unknown` the message may come to stand yet: its removal waits until that is known.
    await change(
      client,
      `with withdrawn as (
         update deliveries as delivery
         set withdrawn = true,
           state = case when delivery.state in ('planned', 'claimed') then 'closed' else delivery.state end,
           closed_reason = case when delivery.state in ('planned', 'claimed') then 'cancelled' end,
           lease_until = case when delivery.state = 'sending' then delivery.lease_until end
         from unnest($2::text[], $3::uuid[], $4::text[], $5::integer[])
           as message (subject_kind, subject_id, kind, run)
         where delivery.subject_kind = message.subject_kind and delivery.subject_id = message.subject_id
           and delivery.kind = message.kind and delivery.run = message.run
           and not delivery.removal and not delivery.withdrawn and delivery.state <> 'closed'
         returning delivery.*
       )
       insert into deliveries (subject_kind, subject_id, kind, recipient, run, removal, removes, due_at, priority)
       select subject_kind, subject_id, kind, recipient, run, true, id, $1, $6 from withdrawn
       where state <> 'closed'
       on conflict on constraint deliveries_once_key do nothing`,
      [
        now,
        messages.map(({ subject }) => subject.kind),
        messages.map(({ subject }) => subject.id),
        messages.map(({ kind }) => kind),
        messages.map(({ run }) => run),
        removalPriority,
      ],
    );
  },

  reference: async (subject, kind, run) => {
    const row = await readFirst(
      client,
      referenceRow,
      `select reference from deliveries
       where subject_kind = $1 and subject_id = $2 and kind = $3 and ($4::integer is null or run = $4)
         and state = 'posted' and reference is not null and not removal and not withdrawn
       order by run desc, posted_at desc
       limit 1`,
      [subject.kind, subject.id, kind satisfies MessageKind, run],
    );
    return row?.reference;
  },
});

/**
 * A message that is stale wants a version more. Its edit is due when its pace allows, or when it was due already, if
 * that is sooner. While an edit is on its way the next one counts from now. One message a statement: for a list of
 * them the server would make a new plan each time.
 */
const outdateStatement = `
  with stale as (
    select workspace_id, id, state = 'posted' as is_posted,
      case
        when $7::integer <> $8::integer
          and (select count(*) > $9 from sessions where status in ('running', 'paused')) then $8
        else $7
      end * interval '1 millisecond' as spacing
    from deliveries
    where subject_kind = $2 and subject_id = $3 and kind = $4
      and ($5::text is null or recipient = $5) and ($6::integer is null or run = $6)
      and not removal and not withdrawn and state <> 'closed'
  )
  update edits
  set wanted_version = edits.wanted_version + 1,
    due_at = case
      when edits.due_at is null and edits.counter_edits >= $10::integer then null
      else least(
        edits.due_at,
        greatest($1, case when edits.state = 'claimed' then $1 else edits.shown_at end + stale.spacing)
      )
    end,
    counter_edits = edits.counter_edits + case
      when stale.is_posted and edits.due_at is null and edits.counter_edits < $10 then 1
      else 0
    end
  from stale
  where edits.workspace_id = stale.workspace_id and edits.delivery_id = stale.id
    and edits.closed_reason is null`;
