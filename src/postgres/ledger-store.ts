import { z } from 'zod';
import type { MessageKind } from '../messages/owed.ts';
import { busyAboveSessions, editPace } from '../use-cases/edit-pace.ts';
import type { LedgerStore, Subject } from '../use-cases/ports.ts';
import { together } from '../use-cases/together.ts';
import { reference } from './letter.ts';
import { postPriority, removalPriority } from './post-priority.ts';
import { change, maybe, type Queryable, readAll } from './query.ts';

const unsettledRow = z.object({ id: z.string() });
const referenceRow = z.object({ reference: maybe(reference) });

export const createLedgerStore = (client: Queryable): LedgerStore => {
  const referenceOf = readReferences(client);
  return {
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
      if (messages.length === 0) return;
      const paces = messages.map(({ urgency }) => editPace[urgency]);
      await change(client, outdateStatement, [
        now,
        messages.map(({ subject }) => subject.kind),
        messages.map(({ subject }) => subject.id),
        messages.map(({ kind }) => kind),
        messages.map(({ recipient }) => recipient ?? null),
        messages.map(({ run }) => run ?? null),
        paces.map(({ spacingMs }) => spacingMs),
        paces.map(({ busySpacingMs }) => busySpacingMs),
        paces.map(({ most }) => most ?? null),
        busyAboveSessions,
      ]);
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

    reference: (subject, kind, run) => referenceOf({ subject, kind, run }),

    isUnsettled: async (subject, kind) => {
      const rows = await readAll(
        client,
        unsettledRow,
        `select id from deliveries
         where subject_kind = $1 and subject_id = $2 and kind = $3 and closed_reason = 'unsettled' and not removal`,
        [subject.kind, subject.id, kind],
      );
      return rows.length > 0;
    },
  };
};

type Posted = { subject: Subject; kind: MessageKind; run: number | undefined };

/** Where messages were posted that are asked for in one turn. */
const readReferences = (client: Queryable) =>
  together((all: readonly Posted[]) => {
    const read = readAll(client, referenceRow, referencesStatement, [
      all.map(({ subject }) => subject.kind),
      all.map(({ subject }) => subject.id),
      all.map(({ kind }) => kind),
      all.map(({ run }) => run ?? null),
    ]);
    return all.map(async (_, index) => (await read)[index]?.reference);
  });

const referencesStatement = `
  select posted.reference
  from unnest($1::text[], $2::uuid[], $3::text[], $4::integer[]) with ordinality
    as wanted (subject_kind, subject_id, kind, run, place)
  left join lateral (
    select reference from deliveries
    where subject_kind = wanted.subject_kind and subject_id = wanted.subject_id and kind = wanted.kind
      and (wanted.run is null or run = wanted.run)
      and state = 'posted' and reference is not null and not removal and not withdrawn
    order by run desc, posted_at desc
    limit 1
  ) as posted on true
  order by wanted.place`;

/**
 * A message that is stale wants a version more. Its edit is due when its pace allows, or when it was due already, if
 * that is sooner. While an edit is on its way the next one counts from now. Of what is said twice the more urgent
 * counts: an edit that comes anyway is no counter's.
 */
const outdateStatement = `
  with stale as (
    select distinct on (delivery.workspace_id, delivery.id)
      delivery.workspace_id, delivery.id, delivery.state = 'posted' as is_posted, wanted.most,
      case
        when wanted.busy_spacing_ms <> wanted.spacing_ms
          and (select count(*) > $10 from sessions where status in ('running', 'paused')) then wanted.busy_spacing_ms
        else wanted.spacing_ms
      end * interval '1 millisecond' as spacing
    from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::integer[], $7::integer[], $8::integer[], $9::integer[])
      as wanted (subject_kind, subject_id, kind, recipient, run, spacing_ms, busy_spacing_ms, most)
    join deliveries as delivery
      on delivery.subject_kind = wanted.subject_kind and delivery.subject_id = wanted.subject_id
      and delivery.kind = wanted.kind
    where (wanted.recipient is null or delivery.recipient = wanted.recipient)
      and (wanted.run is null or delivery.run = wanted.run)
      and not delivery.removal and not delivery.withdrawn and delivery.state <> 'closed'
    order by delivery.workspace_id, delivery.id, wanted.spacing_ms
  )
  update edits
  set wanted_version = edits.wanted_version + 1,
    due_at = case
      when edits.due_at is null and edits.counter_edits >= stale.most then null
      else least(
        edits.due_at,
        greatest($1, case when edits.state = 'claimed' then $1 else edits.shown_at end + stale.spacing)
      )
    end,
    counter_edits = edits.counter_edits + case
      when stale.is_posted and edits.due_at is null and edits.counter_edits < stale.most then 1
      else 0
    end
  from stale
  where edits.workspace_id = stale.workspace_id and edits.delivery_id = stale.id
    and edits.closed_reason is null`;
