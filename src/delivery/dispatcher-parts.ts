import { faultCode } from '../errors.ts';
import type {
  Claim,
  Compose,
  DeliveryStore,
  Messengers,
  Outcome,
  Permit,
} from '../use-cases/delivery-ports.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { MachineClock, SessionClock } from '../use-cases/ports.ts';
import type { DeliveryLimits } from './delivery-limits.ts';

/** What the dispatcher works with. */
export type DispatcherParts = {
  store: DeliveryStore;
  messengers: Messengers;
  compose: Compose;
  clocks: { session: SessionClock; machine: MachineClock };
  log: Log;
  limits: DeliveryLimits;
  /** Whether more posts are about to be owed: edits wait for them. Whoever owes them asks for another round then. */
  postsAreComing?(): boolean;
  /** Is told of each row whose message was refused because its place is gone, once that is recorded. */
  onPlaceGone?(claim: Claim): Promise<void>;
};

/** The fields under which a claim stands in the log. */
export const logFields = ({ workspace, id, attempt }: Claim) => ({ workspace, delivery: id, attempt });

/** Budgets are named by each workspace's messenger on its own. */
export const budgetOf = (claim: Claim, budget: string): string => `${claim.workspace} ${budget}`;

export const permitsOf = (claim: Claim, permits: readonly Permit[]): Permit[] =>
  permits.map((permit) => ({ ...permit, budget: budgetOf(claim, permit.budget) }));

/** Messengers do not throw; if one does, nobody knows how far the call had come. */
export const callOnce = async (call: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await call();
  } catch (fault) {
    return { kind: 'unknown', code: faultCode(fault) };
  }
};

export const after = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);

/** Together about as long as a database needs to start again; a row that is doubted meanwhile is still recorded. */
const pausesMs = [100, 400, 1_000, 2_000];

/**
 * Records how a call ended, again after a fault: the call cannot be repeated, but what the store records can.
 * @throws the last fault; the lease then runs out and the row is doubted
 */
export const recordFirmly = async <Result>(
  machine: MachineClock,
  record: () => Promise<Result>,
): Promise<Result> => {
  for (const pauseMs of pausesMs) {
    try {
      return await record();
    } catch {
      await machine.wait(pauseMs);
    }
  }
  return record();
};
