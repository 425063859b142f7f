import type { Message } from '../messages/message.ts';
import type { ClaimedPost, Outcome } from '../use-cases/delivery-ports.ts';
import type { Destination, Opaque } from '../use-cases/ports.ts';
import { awaitPermit } from './await-permit.ts';
import { after, callOnce, type DispatcherParts, permitsOf } from './dispatcher-parts.ts';
import { createLanes, type Lane } from './lanes.ts';
import type { Limiter } from './limiter.ts';
import { createPostRecorder } from './record-post.ts';
import { createSetBack } from './set-back.ts';
import { createSlots } from './slots.ts';

export type PostDelivery = {
  /** Calls in flight. */
  readonly inFlight: number;
  /**
   * Takes claimed posts on: resolves when each has its place in its channel's lane.
   * @returns one promise for each that is on its way; none of them rejects
   */
  accept(claims: readonly ClaimedPost[], signal: AbortSignal): Promise<Promise<void>[]>;
};

/** What is to be done for a claim, composed at `composedAt` (machine clock). */
export type PostCall = { version: number; composedAt: Date } & (
  | { does: 'post'; destination: Destination; message: Message }
  | { does: 'remove'; reference: Opaque }
);

type Ready = { claim: ClaimedPost; claimedAt: Date; call: PostCall };

/** Sends claimed posts (and removals), each with one call, and records how it ended (reliability 2). */
export const createPostDelivery = (parts: DispatcherParts, limiter: Limiter): PostDelivery => {
  const { store, messengers, compose, limits } = parts;
  const { session, machine } = parts.clocks;
  const slots = createSlots(limits.postsAtOnce);
  const lanes = createLanes(machine);
  const setBack = createSetBack(parts, {
    putBack: (claim, retryAt) => store.putBack(claim, retryAt),
    giveUp: (claim) => store.close(claim, 'fault'),
    words: { first: 'a message could not be prepared', last: 'a message was given up' },
  });
  const record = createPostRecorder(parts, limiter);

  const prepare = async (claim: ClaimedPost): Promise<Ready | undefined> => {
    const claimedAt = machine.now();
    try {
      const call = await composeCall(claim);
      return call && { claim, claimedAt, call };
    } catch (fault) {
      await setBack.after(claim, fault);
      return undefined;
    }
  };

  /** What is to be said now; undefined where nothing is, and the row is closed. */
  const composeCall = async (claim: ClaimedPost): Promise<PostCall | undefined> => {
    const composedAt = machine.now();
    // The version is read before the words, so that a change in between becomes an edit.
    const { removes, version, ...letter } = await store.post(claim);
    if (claim.removal) {
      if (removes) return { does: 'remove', reference: removes, version, composedAt };
      await store.close(claim, 'superseded');
      return undefined;
    }
    const composition = await compose(claim.workspace, letter, session.now(), 'post');
    if ('say' in composition) {
      return { does: 'post', destination: composition.where, message: composition.say, version, composedAt };
    }
    await store.close(claim, composition.nothing);
    return undefined;
  };

  const send = async (ready: Ready, lane: Lane, signal: AbortSignal): Promise<void> => {
    let ended: { call: PostCall; outcome: Outcome } | undefined;
    try {
      ended = await attempt(ready, lane, signal);
    } catch (fault) {
      return setBack.after(ready.claim, fault);
    }
    if (!ended) return;
    setBack.forget(ready.claim);
    await record(ready.claim, ended.call, ended.outcome, lane);
  };

  /** Everything up to the call's end; undefined where no call was made. Whatever throws, throws before the call. */
  const attempt = async ({ claim, claimedAt, call }: Ready, lane: Lane, signal: AbortSignal) => {
    const now = machine.now();
    const patientUntil = after(claimedAt, limits.patienceMs);
    if (lane.heldUntil && lane.heldUntil > now) return void (await store.putBack(claim, lane.heldUntil));
    if (signal.aborted || now > patientUntil) return void (await store.putBack(claim, now));
    const messenger = messengers(claim.workspace);
    const permits = permitsOf(claim, messenger.permits(call));
    const admission = await awaitPermit({ limiter, slots, machine }, permits, patientUntil, signal);
    if (!admission.admitted) {
      if (!signal.aborted) lane.heldUntil = admission.retryAt;
      return void (await store.putBack(claim, admission.retryAt));
    }
    try {
      const isFresh = machine.now() <= after(call.composedAt, limits.freshMs);
      const fresh = isFresh ? call : await composeCall(claim);
      const sent = fresh?.does === 'post' ? { destination: fresh.destination, at: session.now() } : undefined;
      if (!fresh || !(await store.sending(claim, after(machine.now(), limits.callLeaseMs), sent))) {
        return undefined;
      }
      const outcome = await callOnce(() =>
        fresh.does === 'post'
          ? messenger.post(fresh.destination, fresh.message, claim.id)
          : messenger.remove(fresh.reference),
      );
      return { call: fresh, outcome };
    } finally {
      admission.release();
    }
  };

  const accept = async (claims: readonly ClaimedPost[], signal: AbortSignal) => {
    const inDueOrder = claims.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
    const prepared = await Promise.all(inDueOrder.map(prepare));
    return prepared
      .filter((ready) => ready !== undefined)
      .map((ready) => lanes.run(laneOf(ready), (lane) => send(ready, lane, signal)));
  };

  return {
    get inFlight() {
      return slots.inUse;
    },
    accept,
  };
};

/** Posts of a channel and its threads, or to one member, share a lane; removals need no order. */
const laneOf = ({ claim, call }: Ready): string => {
  if (call.does === 'remove') return JSON.stringify([claim.workspace, 'removal', claim.id]);
  const { destination } = call;
  const place = 'channelId' in destination ? destination.channelId : destination.memberId;
  return JSON.stringify([claim.workspace, place]);
};
