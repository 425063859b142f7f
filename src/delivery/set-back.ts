import { faultCode, UnavailableError } from '../errors.ts';
import type { Claim } from '../use-cases/delivery-ports.ts';
import { after, type DispatcherParts, logFields } from './dispatcher-parts.ts';
import { createSetbacks, faultDelayMs } from './setbacks.ts';

/** What can become of a claim that a fault has kept from its call. */
export type SetBackWays = {
  putBack(claim: Claim, retryAt: Date): Promise<void>;
  giveUp(claim: Claim): Promise<void>;
  /** For the log. */
  words: { first: string; last: string };
};

export type SetBack = {
  /** Puts a claim back, or gives it up after a few faults; never rejects. */
  after(claim: Claim, fault: unknown): Promise<void>;
  /** It came as far as its call: the faults before it count no more. */
  forget(claim: Claim): void;
};

/** A database that cannot be asked is asked again after so long (milliseconds), for as long as it takes. */
const unavailableDelayMs = 1_000;

/** What is done about faults before a call: nothing was sent. */
export const createSetBack = (
  { clocks: { machine }, log, limits }: Pick<DispatcherParts, 'clocks' | 'log' | 'limits'>,
  { putBack, giveUp, words }: SetBackWays,
): SetBack => {
  const faults = createSetbacks();
  const keyOf = ({ workspace, id }: Claim) => `${workspace} ${id}`;

  const settle = async (claim: Claim, fault: unknown): Promise<void> => {
    // Not the message's fault, and said elsewhere, once.
    if (fault instanceof UnavailableError) return putBack(claim, after(machine.now(), unavailableDelayMs));
    const count = faults.add(keyOf(claim));
    const fields = { ...logFields(claim), code: faultCode(fault) };
    if (count === 1) log.error(fields, words.first);
    if (count < limits.mostFaults) return putBack(claim, after(machine.now(), faultDelayMs(count)));
    await giveUp(claim);
    faults.clear(keyOf(claim));
    log.error(fields, words.last);
  };

  return {
    after: async (claim, fault) => {
      try {
        await settle(claim, fault);
      } catch {
        // The store is what fails: the lease runs out.
      }
    },
    forget: (claim) => faults.clear(keyOf(claim)),
  };
};
