import type { DeliveryStore, TakeEvidence } from '../use-cases/delivery-ports.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { MachineClock, SessionClock } from '../use-cases/ports.ts';

export type EvidenceParts = {
  store: Pick<DeliveryStore, 'evidence'>;
  clocks: { session: SessionClock; machine: Pick<MachineClock, 'now'> };
  log: Log;
  /** A message has turned out to stand: what waited for it may go out. */
  onSettled(): void;
};

/** Keys of messages that are asked about once: a posted message is never in doubt again. */
const mostRemembered = 10_000;

/** Settles doubts by what presses and events tell; of each message the ledger is asked once for each process. */
export const createTakeEvidence = ({ store, clocks, log, onSettled }: EvidenceParts): TakeEvidence => {
  const asked = new Set<string>();
  return async (workspace, key, copy) => {
    const name = `${workspace} ${key}`;
    if (asked.has(name)) return;
    const present = { session: clocks.session.now(), machine: clocks.machine.now() };
    const isSettled = await store.evidence(workspace, key, copy, present);
    if (asked.size >= mostRemembered) asked.clear();
    asked.add(name);
    if (!isSettled) return;
    log.info({ workspace, delivery: key }, 'a doubtful message stands: somebody has pressed it');
    onSettled();
  };
};
