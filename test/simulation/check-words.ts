import { en } from '../../src/texts/en.ts';
import { createCompose } from '../../src/use-cases/compose-message.ts';
import type { Stores } from '../../src/use-cases/ports.ts';
import { createStores } from './stores.ts';
import type { World } from './world.ts';

/** What shows the session as it is; a prompt shows its phase as it was. */
const lasting = new Set<string>(['card', 'desk', 'recap']);

/** At rest such a message says what would be said now: no edit was lost or overwritten by an older one (G9). */
export const checkWords = async ({ tables, platform, scheduler, trace }: World): Promise<void> => {
  const read = <Result>(_: string, work: (stores: Stores) => Promise<Result>): Promise<Result> =>
    work(createStores(tables, onlyReading));
  const compose = createCompose({ transaction: read, texts: en });
  const now = new Date(scheduler.now());
  for (const row of tables.delivery.rows) {
    const { state, kind, withdrawn, removes, reference, edit } = row;
    if (
      !lasting.has(kind) ||
      state !== 'posted' ||
      withdrawn ||
      removes ||
      !reference ||
      edit.closedReason !== undefined
    )
      continue;
    const standing = platform.posted.find(({ ts, goneAt }) => ts === reference.ts && goneAt === undefined);
    const wanted = await compose(row.workspace, row, now, 'edit');
    if (!standing || !('say' in wanted)) continue;
    if (JSON.stringify(standing.message) !== JSON.stringify(wanted.say)) {
      trace.violated('G9', `${row.kind} of ${row.subject.id} does not say what is true`, row.id);
    }
  }
};

const onlyReading = {
  nowMs: () => 0,
  isOver: () => false,
  write: () => {
    throw new Error('only reads');
  },
  lock: async () => {},
  tryLock: () => false,
};
