import type { Permit } from '../use-cases/delivery-ports.ts';
import type { MachineClock } from '../use-cases/ports.ts';
import type { Limiter } from './limiter.ts';
import type { Slots } from './slots.ts';

/** A permit to call now (`release` after the call), or when to try again (machine clock). */
export type Admission = { admitted: true; release: () => void } | { admitted: false; retryAt: Date };

export type Admitting = { limiter: Limiter; slots: Slots; machine: MachineClock };

/**
 * Waits for a place and a permit at the same instant, so that neither is held while waiting for the other.
 * @param patientUntil machine clock; who would have to wait longer is told when to come again
 */
export const awaitPermit = async (
  { limiter, slots, machine }: Admitting,
  permits: readonly Permit[],
  patientUntil: Date,
  signal: AbortSignal,
): Promise<Admission> => {
  for (;;) {
    await slots.take();
    const now = machine.now();
    const waitMs = signal.aborted ? 0 : limiter.reserve(permits);
    if (waitMs === 0 && !signal.aborted) return { admitted: true, release: slots.free };
    slots.free();
    const retryAt = new Date(now.getTime() + waitMs);
    if (signal.aborted || retryAt > patientUntil) return { admitted: false, retryAt };
    await machine.wait(waitMs, signal);
  }
};
