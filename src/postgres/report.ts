import type { Pool } from 'pg';
import { z } from 'zod';
import { messageKinds } from '../messages/owed.ts';
import type { DeliveryReport } from '../use-cases/delivery-ports.ts';
import { maybe, type Queryable, readAll, readFirst } from './query.ts';
import { readAsDispatcher } from './transaction.ts';

/** Reasons that are part of an ordinary life; any other is the platform's refusal. */
const ordinaryReasons = ['cancelled', 'superseded', 'expired', 'unsettled', 'channel-gone'];
const mostRows = 50;
const mostNext = 5;
/** A refusal that is older needs no look any more. */
const refusedForMs = 7 * 24 * 60 * 60_000;

const kind = z.enum(messageKinds);
const workspace = z.string();
const dueRow = z.object({ due: z.number(), oldestDueAt: maybe(z.date()) });
const unknownRow = z.object({ workspace, id: z.string(), kind, since: z.date(), code: z.string() });
const refusedRow = z.object({ workspace, id: z.string(), kind, reason: z.string() });
const setAsideRow = z.object({ workspace, sessionId: z.string(), code: z.string() });
const runningRow = z.object({
  workspace,
  sessionId: z.string(),
  status: z.string(),
  nextDueAt: maybe(z.date()),
});
const nextRow = z.object({ workspace, sessionId: z.string(), nextDueAt: z.date() });
const settlingRow = z.object({
  resends: z.number(),
  blindResends: z.number(),
  copiesRemoved: z.number(),
  longestCopyMs: z.number(),
  unsettled: z.number(),
});

/** What an operator needs to see at `now` (session clock); of each list the 50 most recent rows. */
export const readDeliveryReport = (pool: Pool, now: Date): Promise<DeliveryReport> =>
  readAsDispatcher(pool, async (client) => ({
    ...(await readDue(client, now)),
    unknown: await readUnknown(client),
    refused: await readRefused(client, new Date(now.getTime() - refusedForMs)),
    setAside: await readSetAside(client),
    running: await readRunning(client),
    next: await readNext(client),
    settling: await readSettling(client),
  }));

const readDue = async (client: Queryable, now: Date): Promise<z.infer<typeof dueRow>> => {
  const row = await readFirst(
    client,
    dueRow,
    `select count(*)::integer as due, min(due_at) as "oldestDueAt" from deliveries
     where state in ('planned', 'claimed', 'sending') and due_at <= $1`,
    [now],
  );
  return row ?? { due: 0, oldestDueAt: undefined };
};

const noSettling = { resends: 0, blindResends: 0, copiesRemoved: 0, longestCopyMs: 0, unsettled: 0 };

const readSettling = async (client: Queryable): Promise<z.infer<typeof settlingRow>> => {
  const row = await readFirst(
    client,
    settlingRow,
    `select coalesce(sum(resends), 0)::integer as resends,
       coalesce(sum(blind_resends), 0)::integer as "blindResends",
       coalesce(sum(copies_removed), 0)::integer as "copiesRemoved",
       coalesce(max(longest_copy_ms), 0) as "longestCopyMs",
       (select count(*)::integer from deliveries where closed_reason = 'unsettled') as unsettled
     from deliveries
     where resends > 0`,
  );
  return row ?? noSettling;
};

const readUnknown = (client: Queryable) =>
  readAll(
    client,
    unknownRow,
    `select workspace_id as workspace, id, kind, doubted_at as since, doubt_code as code from deliveries
     where state = 'unknown'
     order by doubted_at desc
     limit $1`,
    [mostRows],
  );

const readRefused = (client: Queryable, since: Date) =>
  readAll(
    client,
    refusedRow,
    `select workspace_id as workspace, id, kind, closed_reason as reason from deliveries
     where state = 'closed' and closed_reason <> all($1) and due_at >= $3
     order by due_at desc
     limit $2`,
    [ordinaryReasons, mostRows, since],
  );

const readSetAside = (client: Queryable) =>
  readAll(
    client,
    setAsideRow,
    `select workspace_id as workspace, id as "sessionId", set_aside_code as code from sessions
     where set_aside_at is not null
     order by set_aside_at desc
     limit $1`,
    [mostRows],
  );

const readRunning = (client: Queryable) =>
  readAll(
    client,
    runningRow,
    `select workspace_id as workspace, id as "sessionId", status, next_due_at as "nextDueAt" from sessions
     where status in ('running', 'paused', 'writing')
     order by next_due_at
     limit $1`,
    [mostRows],
  );

const readNext = (client: Queryable) =>
  readAll(
    client,
    nextRow,
    `select workspace_id as workspace, id as "sessionId", next_due_at as "nextDueAt" from sessions
     where status = 'planned' and next_due_at is not null and set_aside_at is null
     order by next_due_at
     limit $1`,
    [mostNext],
  );
