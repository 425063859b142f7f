import type { MessageKind } from '../../src/messages/owed.ts';
import { isOpen } from '../../src/session/session.ts';
import type { Committed } from './tables.ts';
import type { World } from './world.ts';

/** Whatever a commit has made worth saying stands in the ledger, told from the events and not by `announce` (G1). */
export const checkOwed = ({ tables, trace }: Pick<World, 'tables' | 'trace'>): void => {
  for (const [id, history] of tables.history) {
    const owed = new Set(
      tables.delivery.rows.filter(({ subject, removes }) => subject.id === id && !removes).map(nameOf),
    );
    for (const wanted of history.flatMap(worthSaying)) {
      if (!owed.has(nameOf(wanted))) trace.violated('G1', `${wanted.kind} was never owed`, id);
    }
  }
};

type Wanted = { kind: MessageKind; run: number };

const nameOf = ({ kind, run }: Wanted): string => `${kind} ${run}`;

const worthSaying = ({ session, events }: Committed): Wanted[] => {
  const wanted: Wanted[] = [];
  const happened = new Set(events.map(({ type }) => type));
  if (happened.has('card-opened') && session.status !== 'closed') wanted.push({ kind: 'card', run: 0 });
  if (happened.has('recap-released')) wanted.push({ kind: 'recap', run: session.restarts });
  const began = happened.has('phase-started') || happened.has('session-started');
  if (began && isOpen(session)) {
    const { run } = session.run.phases[session.phase - 1]!;
    wanted.push({ kind: `prompt-${session.phase}`, run });
  }
  return wanted;
};
