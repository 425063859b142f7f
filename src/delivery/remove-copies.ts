import type { Claim } from '../use-cases/delivery-ports.ts';
import type { Opaque } from '../use-cases/ports.ts';
import {
  after,
  budgetOf,
  callOnce,
  type DispatcherParts,
  logFields,
  permitsOf,
  recordFirmly,
} from './dispatcher-parts.ts';
import type { Limiter } from './limiter.ts';

export type CopyRemoval = {
  /**
   * Removes a copy of a message that stands elsewhere, or nowhere any more, and counts it.
   * @param since when it began to stand, or later (session clock)
   * @returns whether it is gone, or never will be; false: its row is looked at again
   */
  remove(claim: Claim, copy: Opaque, since: Date): Promise<boolean>;
};

const pausesMs = [0, 500, 2_000];
/** Where the platform cannot be asked for now, copies are no hurry. */
export const copiesRetryMs = 5_000;

export const createCopyRemoval = (
  { store, messengers, clocks, log }: DispatcherParts,
  limiter: Limiter,
): CopyRemoval => {
  const { session, machine } = clocks;

  const removeOnce = async (claim: Claim, copy: Opaque) => {
    const messenger = messengers(claim.workspace);
    const permits = permitsOf(claim, messenger.permits({ does: 'remove', reference: copy }));
    if (limiter.reserve(permits) > 0) return undefined;
    const outcome = await callOnce(() => messenger.remove(copy));
    if (outcome.kind === 'not-done' && outcome.spentBudget !== undefined) {
      limiter.penalise(budgetOf(claim, outcome.spentBudget), outcome.retryAfterMs ?? 0);
    }
    return outcome;
  };

  return {
    remove: async (claim, copy, since) => {
      for (const pauseMs of pausesMs) {
        await machine.wait(pauseMs);
        const outcome = await removeOnce(claim, copy);
        if (outcome?.kind === 'refused') {
          log.error({ ...logFields(claim), code: outcome.code }, 'a copy of a message cannot be removed');
          return true;
        }
        if (outcome?.kind !== 'done') continue;
        // History may lag: one that was gone already has been counted.
        if (outcome.reference) {
          log.warn(logFields(claim), 'a copy of a message was removed');
          await store.copyRemoved(claim, { since, at: session.now() });
        }
        return true;
      }
      log.warn(logFields(claim), 'a copy of a message could not be removed yet');
      const now = machine.now();
      const present = { since: now, lookAt: after(now, copiesRetryMs) };
      await recordFirmly(machine, () => store.copyStays(claim, present));
      return false;
    },
  };
};
