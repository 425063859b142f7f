import { unreachable } from '../unreachable.ts';
import type { Claim, Messenger, Outcome } from '../use-cases/delivery-ports.ts';
import type { Opaque } from '../use-cases/ports.ts';
import { awaitPermit } from './await-permit.ts';
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
import { createSetBack } from './set-back.ts';
import { createSetbacks, retryDelayMs } from './setbacks.ts';
import { createSlots } from './slots.ts';

export type EditDelivery = {
  /** Calls in flight. */
  readonly inFlight: number;
  /** Brings one claimed edit to its end; never rejects. */
  deliver(claim: Claim, signal: AbortSignal): Promise<void>;
};

/** Edits posted messages. Editing is repeatable, so a doubtful call is simply made again. */
export const createEditDelivery = (parts: DispatcherParts, limiter: Limiter): EditDelivery => {
  const { store, messengers, compose, log, limits } = parts;
  const { session, machine } = parts.clocks;
  const slots = createSlots(limits.editsAtOnce);
  const setbacks = createSetbacks();
  const refusals = createSetbacks();
  const setBack = createSetBack(parts, {
    putBack: (claim, retryAt) => store.putEditBack(claim, retryAt),
    giveUp: (claim) => store.closeEdit(claim, 'fault'),
    words: { first: 'an edit failed', last: 'an edit was given up' },
  });
  const keyOf = (claim: Claim) => `${claim.workspace} ${claim.id}`;

  const attempt = async (claim: Claim, claimedAt: Date, signal: AbortSignal): Promise<void> => {
    const { reference } = await store.edit(claim);
    const messenger = messengers(claim.workspace);
    const permits = permitsOf(claim, messenger.permits({ does: 'edit', reference }));
    const patientUntil = after(claimedAt, limits.patienceMs);
    const admission = await awaitPermit({ limiter, slots, machine }, permits, patientUntil, signal);
    if (!admission.admitted) return store.putEditBack(claim, admission.retryAt);
    let ended: { outcome: Outcome; version: number } | undefined;
    try {
      ended = await edit(claim, claimedAt, messenger, reference);
    } finally {
      admission.release();
    }
    if (!ended) return;
    setBack.forget(claim);
    await record(claim, ended.outcome, ended.version);
  };

  const edit = async (claim: Claim, claimedAt: Date, messenger: Messenger, reference: Opaque) => {
    // Read only now: the latest words win, and the version is read before them.
    const { wantedVersion, reference: _, ...letter } = await store.edit(claim);
    const composition = await compose(claim.workspace, letter, session.now(), 'edit');
    if ('nothing' in composition) {
      // Not closed: a later change may be worth showing again.
      await store.shown(claim, wantedVersion, session.now());
      return undefined;
    }
    // After the lease another process may show newer words, which a late call of ours would overwrite.
    const lastCallAt = after(claimedAt, limits.editLeaseMs - limits.callLeaseMs);
    if (machine.now() > lastCallAt) return void (await store.putEditBack(claim, machine.now()));
    const outcome = await callOnce(() => messenger.edit(reference, composition.say, claim.id));
    return { outcome, version: wantedVersion };
  };

  const record = async (claim: Claim, outcome: Outcome, version: number): Promise<void> => {
    switch (outcome.kind) {
      case 'done':
        forget(claim);
        return recordFirmly(machine, () => store.shown(claim, version, session.now()));
      case 'refused':
        return refused(claim, outcome);
      case 'not-done':
      case 'unknown':
        return putBack(claim, outcome);
      default:
        return unreachable(outcome);
    }
  };

  const forget = (claim: Claim): void => {
    for (const counts of [setbacks, refusals]) counts.clear(keyOf(claim));
  };

  const refused = async (
    claim: Claim,
    { code, placeGone, mayPass }: Extract<Outcome, { kind: 'refused' }>,
  ) => {
    const count = mayPass ? refusals.add(keyOf(claim)) : limits.mostRefusals;
    if (count < limits.mostRefusals) return again(claim, retryDelayMs(count));
    forget(claim);
    log.warn({ ...logFields(claim), code }, 'the platform refused an edit');
    await recordFirmly(machine, () => store.closeEdit(claim, code));
    return placeGone && parts.onPlaceGone?.(claim);
  };

  const putBack = (claim: Claim, outcome: Extract<Outcome, { kind: 'not-done' | 'unknown' }>) => {
    const { retryAfterMs, spentBudget } = outcome.kind === 'not-done' ? outcome : {};
    const delayMs = retryAfterMs ?? retryDelayMs(setbacks.add(keyOf(claim)));
    if (spentBudget !== undefined) limiter.penalise(budgetOf(claim, spentBudget), delayMs);
    return again(claim, delayMs);
  };

  const again = (claim: Claim, delayMs: number) => {
    const retryAt = after(machine.now(), delayMs);
    return recordFirmly(machine, () => store.putEditBack(claim, retryAt));
  };

  return {
    get inFlight() {
      return slots.inUse;
    },
    deliver: (claim, signal) =>
      attempt(claim, machine.now(), signal).catch((fault: unknown) => setBack.after(claim, fault)),
  };
};
