import { faultCode } from '../errors.ts';
import { unreachable } from '../unreachable.ts';
import type { ClaimedPost, Outcome } from '../use-cases/delivery-ports.ts';
import type { Opaque } from '../use-cases/ports.ts';
import type { PostCall } from './deliver-posts.ts';
import { after, budgetOf, type DispatcherParts, logFields, recordFirmly } from './dispatcher-parts.ts';
import type { Lane } from './lanes.ts';
import type { Limiter } from './limiter.ts';
import { createCopyRemoval } from './remove-copies.ts';
import { createSetbacks, retryDelayMs } from './setbacks.ts';

/** Records how the call of a post or removal ended. Never rejects: what cannot be recorded is left to its lease. */
export type RecordPost = (claim: ClaimedPost, call: PostCall, outcome: Outcome, lane: Lane) => Promise<void>;

export const createPostRecorder = (parts: DispatcherParts, limiter: Limiter): RecordPost => {
  const { store, clocks, log, limits } = parts;
  const copies = createCopyRemoval(parts, limiter);
  const setbacks = createSetbacks();
  const { session, machine } = clocks;

  const settle = async (claim: ClaimedPost, call: PostCall, outcome: Outcome, lane: Lane): Promise<void> => {
    switch (outcome.kind) {
      case 'done':
        return recordDone(claim, call, outcome.reference);
      case 'not-done':
        return putBack(claim, outcome, lane);
      case 'refused':
        log.warn({ ...logFields(claim), code: outcome.code }, 'the platform refused a message');
        setbacks.clear(claim.id);
        await recordFirmly(machine, () => store.close(claim, outcome.code));
        return outcome.placeGone && parts.onPlaceGone?.(claim);
      case 'unknown':
        // A removal may be repeated, so there is nothing to find out.
        if (claim.removal) return putBack(claim, outcome, lane);
        log.warn({ ...logFields(claim), code: outcome.code }, 'nobody knows whether a message was posted');
        return recordFirmly(machine, () => store.doubt(claim, doubtOf(outcome), machine.now()));
      default:
        return unreachable(outcome);
    }
  };

  const recordDone = async (claim: ClaimedPost, { version }: PostCall, reference: Opaque | undefined) => {
    setbacks.clear(claim.id);
    const result = { reference, postedAt: session.now(), shownVersion: version };
    const isOurs = await recordFirmly(machine, () => store.posted(claim, result));
    if (isOurs || claim.removal) return;
    log.warn(logFields(claim), 'another process has taken a message over; removing our copy');
    // Nobody knows when it came to stand: not before it was due.
    if (reference) await copies.remove(claim, reference, claim.dueAt);
  };

  const putBack = async (
    claim: ClaimedPost,
    outcome: Extract<Outcome, { kind: 'not-done' | 'unknown' }>,
    lane: Lane,
  ) => {
    const { retryAfterMs, spentBudget } = outcome.kind === 'not-done' ? outcome : {};
    const delayMs = retryAfterMs ?? retryDelayMs(setbacks.add(claim.id));
    const retryAt = after(machine.now(), delayMs);
    if (spentBudget !== undefined) limiter.penalise(budgetOf(claim, spentBudget), delayMs);
    // Who comes after it in the channel waits with it, unless that is long and concerns this message alone.
    if (spentBudget !== undefined || delayMs <= limits.patienceMs) lane.heldUntil = retryAt;
    await recordFirmly(machine, () => store.putBack(claim, retryAt));
  };

  return async (claim, call, outcome, lane) => {
    try {
      await settle(claim, call, outcome, lane);
    } catch (fault) {
      log.error({ ...logFields(claim), code: faultCode(fault) }, 'how a call ended could not be recorded');
    }
  };
};

const doubtOf = ({ code, answered }: Extract<Outcome, { kind: 'unknown' }>) =>
  ({ code, cause: answered ? 'answered' : 'cut-off' }) as const;
