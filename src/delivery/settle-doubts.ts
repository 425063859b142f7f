import { faultCode } from '../errors.ts';
import { unreachable } from '../unreachable.ts';
import type { Claim, Copy, LookDetails, LookUp, Messenger, Sent } from '../use-cases/delivery-ports.ts';
import { after, budgetOf, type DispatcherParts, logFields, permitsOf } from './dispatcher-parts.ts';
import type { Limiter } from './limiter.ts';
import { copiesRetryMs, createCopyRemoval } from './remove-copies.ts';
import { createSetbacks, retryDelayMs } from './setbacks.ts';
import { withoutProof } from './without-proof.ts';

export type DoubtSettling = {
  /** Looks for the message of a claimed row and does what follows; never rejects. */
  look(claim: Claim): Promise<void>;
};

type Doubt = Extract<LookDetails, { wants: 'settling' }>;
type Watched = Extract<LookDetails, { wants: 'watching' }>;

/** How many look-ups in vain prove that a message does not stand. */
const proofs = 2;

/**
 * Finds out what became of doubtful messages, and looks for copies of those that were sent again (reliability 2.5
 * and 2.6). A look-up draws on budgets of its own and is put off where they are spent, so that no post waits for it.
 */
export const createDoubtSettling = (parts: DispatcherParts, limiter: Limiter): DoubtSettling => {
  const { store, messengers, log, limits } = parts;
  const { session, machine } = parts.clocks;
  const removal = createCopyRemoval(parts, limiter);
  const setbacks = createSetbacks();
  const faults = createSetbacks();

  const look = async (claim: Claim): Promise<void> => {
    const details = await store.look(claim);
    if (details?.wants === 'settling') await settle(claim, details);
    if (details?.wants === 'watching') await watch(claim, details);
    faults.clear(claim.id);
  };

  const settle = async (claim: Claim, doubt: Doubt): Promise<void> => {
    if (doubt.evidence) {
      const postedAt = doubt.sent?.at ?? session.now();
      return adopt(claim, doubt, [{ reference: doubt.evidence, postedAt }]);
    }
    const firstLookAt = after(doubt.since, limits.firstLookMs);
    const lookedAt = machine.now();
    if (lookedAt < firstLookAt) return store.lookAgain(claim, firstLookAt, doubt.emptyLooks);
    const looked = await lookUp(claim, doubt.sent);
    switch (looked.kind) {
      case 'found':
        return adopt(claim, doubt, looked.copies);
      case 'absent':
        return foundNothing(claim, doubt, lookedAt);
      case 'cannot':
      case 'not-now':
        return goOnWithoutProof(claim, doubt, looked);
      default:
        return unreachable(looked);
    }
  };

  /** Whatever else was found is a copy: one is recorded for good, so the others may go. */
  const adopt = async (claim: Claim, doubt: Doubt, [first, ...others]: readonly Copy[]): Promise<void> => {
    if (!first) return;
    setbacks.clear(claim.id);
    const isOurs = await store.found(claim, first, session.now(), nextWatchAt(doubt.watchedFrom));
    if (!isOurs) return;
    log.info(logFields(claim), 'a doubtful message stands');
    for (const copy of others) await removal.remove(claim, copy.reference, copy.postedAt);
  };

  const foundNothing = async (claim: Claim, doubt: Doubt, lookedAt: Date): Promise<void> => {
    setbacks.clear(claim.id);
    const provesAt = after(doubt.since, limits.proofAfterMs[doubt.cause]);
    if (lookedAt < provesAt) return store.lookAgain(claim, provesAt, doubt.emptyLooks);
    const emptyLooks = doubt.emptyLooks + 1;
    if (emptyLooks < proofs) {
      return store.lookAgain(claim, after(machine.now(), limits.confirmMs), emptyLooks);
    }
    await resend(claim);
  };

  /** Evidence may come by itself: somebody presses a button of the message. */
  const goOnWithoutProof = async (
    claim: Claim,
    doubt: Doubt,
    looked: Extract<LookUp, { kind: 'cannot' | 'not-now' }>,
  ): Promise<void> => {
    const isOver = doubt.blindResends > 0;
    const policy = withoutProof[doubt.kind];
    const waitsUntil = after(doubt.since, limits.evidenceMs[doubt.kind]);
    const mayWait = machine.now() < waitsUntil;
    if (looked.kind === 'not-now' && (mayWait || isOver)) {
      const again = putOff(claim, looked);
      return store.lookAgain(claim, isOver || again < waitsUntil ? again : waitsUntil, doubt.emptyLooks);
    }
    if (policy === 'resend' && !isOver) {
      if (mayWait) return store.lookAgain(claim, waitsUntil, doubt.emptyLooks);
      return resend(claim, looked.code);
    }
    const instead = { subject: doubt.subject, kind: 'card', urgency: 'now' } as const;
    await store.giveUp(claim, policy === 'edit-card' ? instead : undefined, session.now());
    log.warn({ ...logFields(claim), code: looked.code }, 'a doubtful message is given up');
  };

  /** @param unseen why nobody could look whether it stands; undefined where that is proven */
  const resend = async (claim: Claim, unseen?: string): Promise<void> => {
    const at = machine.now();
    const blind = unseen !== undefined;
    log.warn(
      { ...logFields(claim), blind, ...(blind && { code: unseen }) },
      'a doubtful message is sent again',
    );
    await store.resend(claim, { blind, at, watchAt: after(at, limits.watchMs[0] ?? 0) });
  };

  const watch = async (claim: Claim, { sent, keeps, watchedFrom }: Watched): Promise<void> => {
    const looked = await lookUp(claim, sent);
    switch (looked.kind) {
      case 'absent':
        return store.watch(claim, nextWatchAt(watchedFrom));
      case 'cannot':
        return store.watch(claim, undefined);
      case 'not-now':
        return store.watch(claim, after(machine.now(), looked.retryAfterMs ?? copiesRetryMs));
      case 'found': {
        const isDone = await removeAllBut(claim, keeps, looked.copies);
        return isDone ? store.watch(claim, nextWatchAt(watchedFrom)) : undefined;
      }
      default:
        return unreachable(looked);
    }
  };

  const removeAllBut = async (
    claim: Claim,
    keeps: Copy['reference'] | undefined,
    copies: readonly Copy[],
  ) => {
    let isDone = true;
    // With two there is one too many since the younger one stands.
    const doubledAt = copies.at(-1)!.postedAt;
    for (const { reference } of copies) {
      if (keeps && isSame(keeps, reference)) continue;
      isDone = (await removal.remove(claim, reference, doubledAt)) && isDone;
    }
    return isDone;
  };

  const nextWatchAt = (watchedFrom: Date | undefined): Date | undefined =>
    watchedFrom && limits.watchMs.map((ms) => after(watchedFrom, ms)).find((at) => at > machine.now());

  const lookUp = async (claim: Claim, sent: Sent | undefined): Promise<LookUp> => {
    if (!sent) return { kind: 'cannot', code: 'nowhere' };
    const messenger: Messenger = messengers(claim.workspace);
    const { destination } = sent;
    const waitMs = limiter.reserve(permitsOf(claim, messenger.permits({ does: 'look-up', destination })));
    if (waitMs > 0) return { kind: 'not-now', code: 'budget', retryAfterMs: waitMs };
    try {
      const looked = await messenger.lookUp(sent, claim.id);
      if (
        looked.kind === 'not-now' &&
        looked.spentBudget !== undefined &&
        looked.retryAfterMs !== undefined
      ) {
        limiter.penalise(budgetOf(claim, looked.spentBudget), looked.retryAfterMs);
      }
      return looked;
    } catch (fault) {
      return { kind: 'not-now', code: faultCode(fault) };
    }
  };

  const putOff = (claim: Claim, { retryAfterMs }: { retryAfterMs?: number }): Date =>
    after(machine.now(), retryAfterMs ?? retryDelayMs(setbacks.add(claim.id)));

  return {
    look: async (claim) => {
      try {
        await look(claim);
      } catch (fault) {
        // Its lease runs out, and it is looked for again.
        const fields = { ...logFields(claim), code: faultCode(fault) };
        if (faults.add(claim.id) === 1) log.error(fields, 'a doubt could not be settled');
      }
    },
  };
};

/** Two references to one message; their fields belong to the platform. */
const isSame = (one: Copy['reference'], other: Copy['reference']): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};
