import type { BenchDatabase } from './bench-database.ts';
import { plant, sessionPlanned } from './plant.ts';

/** Far off: nothing of it becomes due while anything is measured. */
export const firstFutureAt = new Date('2040-01-01T09:00:00Z');
export const futureApartMs = 1_000;
const perWorkspace = 100;
const cardMinutes = 10;
const atOnce = 100_000;

/** Brings the sessions of the future from `from` to `to`; each owes its card. */
export const plantFuture = async ({ owner }: BenchDatabase, from: number, to: number): Promise<void> => {
  const session = sessionPlanned(new Date(firstFutureAt.getTime() + cardMinutes * 60_000));
  for (let first = from; first < to; first += atOnce) {
    const sessions = Math.min(atOnce, to - first);
    await plant(owner, {
      ...{ sessions, perWorkspace, peopleEach: 0, session, posted: [], isEmpty: true },
      ...{ from: first, apartMs: futureApartMs },
    });
    await owner.query(
      `insert into deliveries (workspace_id, subject_kind, subject_id, kind, recipient, run, priority, due_at)
       select workspace_id, 'session', id, 'card', '', 0, 1, next_due_at from sessions
       order by next_due_at offset $1`,
      [first],
    );
  }
  await owner.query('vacuum analyze');
};
