import { deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import type { LedgerRow } from '../support/in-memory-delivery-store.ts';
import { windowKinds } from './profile.ts';
import type { World } from './world.ts';

const second = 1_000;
const everyMs = 5 * second;
/** G1, and G11 once nothing fails any more. */
const settledWithinMs = 120 * second;
const recoveredWithinMs = 60 * second;

/** Looks every few seconds for messages that have no outcome yet although it is time (G1, G11). */
export const checkBacklog = (world: World): void => {
  const { scheduler, profile, startMs, tables, trace } = world;
  const look = () => {
    const now = scheduler.now();
    for (const row of tables.delivery.rows) {
      if (isFinal(row)) continue;
      const since = dueSince(row, tables.delivery.rows);
      if (since === undefined) continue;
      const ageMs = now - since - excusedMs(world, row, since);
      if (ageMs > settledWithinMs) {
        trace.violated('G1', `${row.kind} of ${row.subject.id} is ${row.state} after ${ageMs} ms`, row.id);
      }
      const calmMs = now - Math.max(since, startMs + profile.calmFromMs) - evidenceMs(world, row);
      if (calmMs > recoveredWithinMs) {
        trace.violated(
          'G11',
          `${row.kind} of ${row.subject.id} is ${row.state} ${calmMs} ms after the faults`,
          row.id,
        );
      }
    }
    scheduler.in(everyMs, look);
  };
  scheduler.in(everyMs, look);
};

export const isFinal = ({ state }: LedgerRow): boolean => state === 'posted' || state === 'closed';

/** Since when a row may go out; undefined while it waits for another. */
const dueSince = (row: LedgerRow, rows: readonly LedgerRow[]): number | undefined => {
  const awaited = row.removes
    ? [row.removes]
    : rows.filter(
        ({ kind, subject, removes }) => kind === row.after && subject.id === row.subject.id && !removes,
      );
  if (!awaited.every(isFinal)) return undefined;
  return Math.max(row.dueAt.getTime(), ...awaited.map(({ postedAt }) => postedAt?.getTime() ?? 0));
};

/** For so long nobody could have done anything about it. */
const excusedMs = (world: World, row: LedgerRow, since: number): number => {
  const now = world.scheduler.now();
  return (
    world.weather.lastedMs(windowKinds, since, now) +
    world.processes.noneRanMs(since, now) +
    evidenceMs(world, row)
  );
};

/** Where nobody may look, evidence is waited for. */
const evidenceMs = ({ profile }: World, { kind }: LedgerRow): number =>
  profile.canLook ? 0 : deliveryLimits.evidenceMs[kind];
